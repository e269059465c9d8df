// Shows one state of the panel, chosen by `?state=`; without one a list of all. To be looked at, in any width and colour scheme.
import { render } from 'preact';
import { Panel } from '@/components/Panel';
import '@/components/panel.css';
import { states as plainStates } from './states';
import { syncStates } from './sync-states';

const states = { ...plainStates, ...syncStates };
const root = document.getElementById('panel') as HTMLElement;
const state = states[new URLSearchParams(location.search).get('state') ?? ''];

if (state) render(<Panel {...state()} />, root);
else {
  render(
    <main class="panel-main">
      <h1>Panel states</h1>
      <ul>
        {Object.keys(states).map((name) => (
          <li key={name}>
            <a href={`?state=${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>,
    root,
  );
}
