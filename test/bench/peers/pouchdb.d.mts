// What the page script takes of the peer; the peer itself is only there while benchmarks run.
import type { Contender } from '../page/contender';

export function pouchdb(): Contender;
