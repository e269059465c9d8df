// How to make an OAuth app of the firm's own, for the person who looks after HighLevel.
import { Disclosure } from './Disclosure';
import { agencyScopes, highLevelScopes } from './highlevel-scopes';
import { ScopeList } from './ScopeList';

/** Steps in HighLevel's marketplace that end with a Client ID and a secret. */
export function AppGuide({ copy }: { copy(text: string): Promise<void> }) {
  return (
    <Disclosure title="How to make the app">
      <ol class="steps">
        <li>
          Sign in at <strong>marketplace.gohighlevel.com</strong>, open <strong>My Apps</strong> and create a private app with the target
          user “Sub-account”.
        </li>
        <li>Under its authorization settings, add the redirect address above.</li>
        <li>
          Tick these permissions:
          <ScopeList scopes={[...highLevelScopes, ...agencyScopes]} copy={copy} />
        </li>
        <li>Create a client key. Paste its id and its secret above.</li>
      </ol>
      <p class="hint">
        A firm that wants to keep the secret to itself runs a server that adds it, and enters that server’s address as Token endpoint. Then
        nobody needs to type the secret.
      </p>
    </Disclosure>
  );
}
