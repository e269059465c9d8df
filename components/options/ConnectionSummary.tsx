// What is connected: the location, how old the key is, and which user of HighLevel sits here.
import { useId } from 'preact/hooks';
import type { User } from '@/lib/domain/reference';
import { ago } from './ago';
import type { ConnectionView } from './connection-view';

export interface ConnectionSummaryProps {
  connection: ConnectionView;
  users: User[];
  now: number;
  onReplace(): void;
  onIAm(userId: string): void;
}

/** The facts of a connection that works, each with its way to change it. */
export function ConnectionSummary({ connection, users, now, onReplace, onIAm }: ConnectionSummaryProps) {
  const id = useId();
  const { locationName, locationId, timezone, method, keySetAt } = connection;
  const me = connection.iAm ?? connection.userId ?? '';
  const isKnown = me === '' || users.some((user) => user.id === me);
  const byName = [...users].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <dl class="facts">
      <dt>Location</dt>
      <dd>
        {locationName && <span>{locationName}</span>} <code>{locationId}</code>
        {timezone && <span class="muted small"> {timezone.replaceAll('_', ' ')}</span>}
      </dd>
      <dt>{method === 'token' ? 'Key' : 'Sign-in'}</dt>
      <dd class="spread">
        <span>{method === 'token' ? `Saved ${ago(keySetAt, now)}` : `OAuth app, set up ${ago(keySetAt, now)}`}</span>
        <button type="button" class="button button-small" onClick={onReplace}>
          {method === 'token' ? 'Replace' : 'Change'}
        </button>
      </dd>
      <dt>
        <label for={id}>I am</label>
      </dt>
      <dd>
        <select id={id} class="input" aria-describedby={`${id}-hint`} value={me} onChange={(event) => onIAm(event.currentTarget.value)}>
          <option value="">Everybody</option>
          {!isKnown && <option value={me}>User {me}</option>}
          {byName.map((user) => (
            <option key={user.id} value={user.id}>
              {user.name || user.email || user.id}
            </option>
          ))}
        </select>
        <p class="hint" id={`${id}-hint`}>
          {users.length > 0
            ? 'Whose tasks My day shows, and who signs new notes.'
            : 'The names of users are not read yet, or the key lacks users.readonly.'}
        </p>
      </dd>
    </dl>
  );
}
