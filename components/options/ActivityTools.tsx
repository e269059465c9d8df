// What can be done with the whole log: export, proof, erasing personal values; and how long it is kept.
import { useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';
import { useSubmit } from '@/components/use-submit';
import { ago } from './ago';
import { CopyButton } from './CopyButton';
import { EraseValues } from './EraseValues';
import { ProblemBanner } from './ProblemBanner';
import { TextField } from './TextField';

/** What verifying found. */
export interface ActivityProof {
  entries: number;
  firstAt?: number;
  /** The first entry that does not hold, and why, as a sentence. */
  broken?: { seq: number; text: string };
  /** `number:mac` of the last entry, to be kept elsewhere. */
  head: string;
  at: number;
}

export interface ActivityToolsProps {
  /** How long entries, personal values and read counts are kept. */
  retention: { entryDays: number; valueDays: number };
  /** How often each endpoint was read on the latest days, newest first. */
  reads: readonly { day: string; system: string; endpoint: string; count: number }[];
  /** One person whose values alone are to be erased. */
  contact?: { uid: string; name: string };
  now: number;
  onExport(format: 'csv' | 'jsonl'): Promise<void>;
  /** `head` is one that was kept elsewhere; '' for none. Progress arrives as `onProgress`. */
  onVerify(head: string, onProgress: (done: number) => void): Promise<ActivityProof>;
  /** Answers how many entries lost their values. */
  onErase(contactUid: string | undefined): Promise<number>;
  copy(text: string): Promise<void>;
}

const count = new Intl.NumberFormat('en');

/** Cards below the list. */
export function ActivityTools({ retention, reads, contact, now, onExport, onVerify, onErase, copy }: ActivityToolsProps) {
  const [proof, setProof] = useState<ActivityProof>();
  const [head, setHead] = useState('');
  const [done, setDone] = useState(0);
  const exporting = useSubmit();
  const verifying = useSubmit();

  const verify = () => {
    setDone(0);
    setProof(undefined);
    void verifying.run(async () => setProof(await onVerify(head.trim(), setDone)));
  };

  return (
    <>
      <div class="card stack">
        <h3>Proof and export</h3>
        <p class="muted">
          Each entry is chained to the one before it by a key that cannot be read out. An entry that was changed or taken away shows.
        </p>
        <div class="button-row">
          <button type="button" class="button" aria-disabled={verifying.busy} onClick={verify}>
            {verifying.busy ? 'Verifying…' : 'Verify'}
          </button>
          <button type="button" class="button" aria-disabled={exporting.busy} onClick={() => void exporting.run(() => onExport('csv'))}>
            Export CSV
          </button>
          <button type="button" class="button" aria-disabled={exporting.busy} onClick={() => void exporting.run(() => onExport('jsonl'))}>
            Export JSON Lines
          </button>
        </div>
        <div class="stack-tight" role="status">
          {verifying.busy && <p class="muted numbers">{count.format(done)} entries verified so far.</p>}
          {proof && (
            <div class={proof.broken ? 'banner banner-danger' : 'banner banner-success'}>
              <Icon name={proof.broken ? 'warning' : 'check'} />
              <p>
                <strong>
                  {proof.broken
                    ? proof.broken.seq > 0
                      ? `Entry ${count.format(proof.broken.seq)} does not hold.`
                      : 'Not verified.'
                    : 'The chain holds.'}
                </strong>{' '}
                {proof.broken?.text ??
                  `${count.format(proof.entries)} ${proof.entries === 1 ? 'entry' : 'entries'} verified${proof.firstAt === undefined ? '' : `, the oldest from ${ago(proof.firstAt, now)}`}.`}
              </p>
            </div>
          )}
        </div>
        {(verifying.problem ?? exporting.problem) && <ProblemBanner problem={(verifying.problem ?? exporting.problem) as never} urgent />}
        {proof?.head && (
          <div class="spread">
            <code class="head-mark">{proof.head}</code>
            <CopyButton small name="Copy the head" text={proof.head} copy={copy} />
          </div>
        )}
        <details class="disclosure">
          <summary>
            <Icon name="chevronRight" />
            Compare with a head that you kept
          </summary>
          <div class="disclosure-body">
            <TextField
              label="Head"
              value={head}
              hint="The head is the mark of the last entry. One that was kept elsewhere proves that the whole log was not put back to an older state since."
              onInput={(value) => setHead(value)}
            />
          </div>
        </details>
      </div>

      <div class="card stack">
        <h3>How long it is kept</h3>
        <p>
          Entries are kept for {span(retention.entryDays)}, names and values in them for {span(retention.valueDays)}. Then they are let go
          by themselves, and a checkpoint in the chain says so.
        </p>
        <EraseValues {...(contact && { contact })} onErase={onErase} />
      </div>

      <div class="card stack">
        <h3>Reads</h3>
        {reads.length === 0 ? (
          <p class="empty">Nothing was read yet.</p>
        ) : (
          <table class="plain-table">
            <caption class="hidden-text">Reads per day and endpoint</caption>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">System</th>
                <th scope="col">Endpoint</th>
                <th scope="col" class="numbers">
                  Reads
                </th>
              </tr>
            </thead>
            <tbody>
              {reads.map(({ day, system, endpoint, count: amount }) => (
                <tr key={`${day}|${system}|${endpoint}`}>
                  <td class="numbers">{day}</td>
                  <td>{system}</td>
                  <td>
                    <code>{endpoint}</code>
                  </td>
                  <td class="numbers">{count.format(amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function span(days: number): string {
  return days % 365 === 0 ? (days === 365 ? '1 year' : `${days / 365} years`) : `${days} days`;
}
