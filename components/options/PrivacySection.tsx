// What is kept where, the launcher's switch, and the way to erase it all.
import { ForgetEverything } from './ForgetEverything';

/** How much is kept. */
export interface StoredAmounts {
  contacts: number;
  tasks: number;
  notes: number;
  appointments: number;
  /** Changes that wait to be sent. */
  waiting: number;
  /** As the browser estimates it. */
  bytes?: number;
}

export interface PrivacySectionProps {
  amounts: StoredAmounts;
  launcherShown: boolean;
  onLauncher(shown: boolean): void;
  onForget(): Promise<void>;
}

const count = new Intl.NumberFormat('en');

/** The section `Privacy`. */
export function PrivacySection({ amounts, launcherShown, onLauncher, onForget }: PrivacySectionProps) {
  const { contacts, tasks, notes, appointments, waiting, bytes } = amounts;
  return (
    <section class="options-section" id="privacy" aria-labelledby="privacy-title">
      <h2 id="privacy-title" tabIndex={-1}>
        Privacy
      </h2>
      <div class="card stack">
        <div>
          <label class="check">
            <input
              type="checkbox"
              checked={launcherShown}
              aria-describedby="launcher-hint"
              onChange={(event) => onLauncher(event.currentTarget.checked)}
            />
            Show the launcher on recognised pages
          </label>
          <p class="hint check-hint" id="launcher-hint">
            The small “Open Lockstep” button at the page’s edge. It holds no data of any person.
          </p>
        </div>
      </div>
      <div class="card stack">
        <h3>What is stored, and where</h3>
        <p>
          Lockstep has no server and no analytics. Everything is in this browser’s profile on this computer, and leaves it only for the
          systems that you connect.
        </p>
        <dl class="facts">
          <dt>Copy for offline work</dt>
          <dd>
            {count.format(contacts)} {contacts === 1 ? 'contact' : 'contacts'}, {count.format(tasks)} {tasks === 1 ? 'task' : 'tasks'},{' '}
            {count.format(notes)} {notes === 1 ? 'note' : 'notes'}, {count.format(appointments)}{' '}
            {appointments === 1 ? 'appointment' : 'appointments'}
            {bytes !== undefined && <span class="muted"> · {size(bytes)}</span>}
          </dd>
          <dt>Not sent yet</dt>
          <dd>
            {count.format(waiting)} {waiting === 1 ? 'change' : 'changes'}
          </dd>
          <dt>Keys</dt>
          <dd>Encrypted in the extension’s own database. Web pages cannot reach them, and they are never shown again.</dd>
          <dt>Settings</dt>
          <dd>In the extension’s storage. Not copied to your browser account.</dd>
        </dl>
      </div>
      <div class="card stack">
        <h3>Start over</h3>
        <p class="muted">Erase keys, copies, waiting changes and settings from this browser. The systems keep their data.</p>
        <ForgetEverything waiting={waiting} onForget={onForget} />
      </div>
    </section>
  );
}

function size(bytes: number): string {
  const mega = bytes / 1_000_000;
  return mega < 1 ? 'less than 1 MB' : `about ${count.format(Math.round(mega))} MB`;
}
