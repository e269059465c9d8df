// The second part of the stories made by chance, played on the real engine, store and adapters against the sandbox, on a clock that only waiting
// moves. `npm run simulate -- --runs 1000 --seed 5` plays as many as wanted.
import { playAll } from './play-all';

playAll('second');
