// The permissions to tick in HighLevel, each with its use, and all of them to copy.
import { CopyButton } from './CopyButton';
import type { ScopeUse } from './highlevel-scopes';

/** The list of scopes with a copy button. */
export function ScopeList({ scopes, copy }: { scopes: ScopeUse[]; copy(text: string): Promise<void> }) {
  return (
    <div class="stack-tight">
      <ul class="scopes" aria-label="Permissions to tick">
        {scopes.map(({ scope, use }) => (
          <li key={scope}>
            <code>{scope}</code>
            <span class="muted small">{use}</span>
          </li>
        ))}
      </ul>
      <div class="button-row">
        <CopyButton small name="Copy the list" text={scopes.map(({ scope }) => scope).join('\n')} copy={copy} />
      </div>
    </div>
  );
}
