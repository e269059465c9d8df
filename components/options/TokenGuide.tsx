// How to get a Private Integration token, for somebody who never did.
import { Disclosure } from './Disclosure';
import { highLevelScopes } from './highlevel-scopes';
import { ScopeList } from './ScopeList';

/** Steps in HighLevel that end with a token and a Location ID. */
export function TokenGuide({ copy }: { copy(text: string): Promise<void> }) {
  return (
    <Disclosure title="Where to find these">
      <ol class="steps">
        <li>
          In HighLevel, switch to the location (sub-account) that you want to connect, not the agency. Open{' '}
          <strong>Settings › Private Integrations</strong>. Only administrators see it.
        </li>
        <li>
          Create a new integration, call it “Lockstep”, and tick these permissions:
          <ScopeList scopes={highLevelScopes} copy={copy} />
          <p class="hint">Fewer will do: with the first two you can look at everything, and Lockstep says what is missing for the rest.</p>
        </li>
        <li>Copy the token. HighLevel shows it only this once. Paste it above.</li>
        <li>
          For the Location ID, copy the address of any HighLevel page inside that location and paste the whole address. Lockstep takes the
          id out of it.
        </li>
      </ol>
    </Disclosure>
  );
}
