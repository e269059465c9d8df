// Shows one state of Options, chosen by `?state=`; without one a list of all. To be looked at, in any width and colour scheme.
import { render } from 'preact';
import { OptionsPage } from '@/components/options/OptionsPage';
import '@/components/options/options.css';
import { optionsStates } from './options-states';

const root = document.getElementById('options') as HTMLElement;
const state = optionsStates[new URLSearchParams(location.search).get('state') ?? ''];

if (state) render(<OptionsPage {...state()} />, root);
else {
  render(
    <main class="options">
      <h1>Options states</h1>
      <ul>
        {Object.keys(optionsStates).map((name) => (
          <li key={name}>
            <a href={`?state=${name}#${name.split('-')[0]}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>,
    root,
  );
}
