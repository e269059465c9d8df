// Whether each link is kept in both systems, so that it survives a new computer: a choice where there are fields for it, else what to make there.
import { type StampFieldNames, stampNames } from '@/lib/domain/stamp';
import type { SystemWords } from './system-words';

export interface Stamping {
  on: boolean;
  /** By side, the custom field that would hold the other's id; absent where there is none that can be written. */
  fields: StampFieldNames;
  onChange(on: boolean): void;
}

interface StampingChoiceProps {
  words: SystemWords;
  stamping: Stamping;
  /** The last click is still at work. */
  busy: boolean;
}

/** The choice, or one line that says which field to make. */
export function StampingChoice({ words, stamping, busy }: StampingChoiceProps) {
  const { on, fields, onChange } = stamping;
  if (!fields.left && !fields.right) return <p class="hint">{whatToMake(words)}</p>;
  const hint = `${words.id}-stamping-hint`;
  return (
    <div>
      <label class="check">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={hint}
          aria-disabled={busy}
          onClick={(event) => busy && event.preventDefault()}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        Keep each link in both systems
      </label>
      <p class="hint check-hint" id={hint}>
        Writes {whatIsWritten(words, fields)}, so that links survive a new computer. Each linked record is changed once for it, which may
        set off workflows.
      </p>
    </div>
  );
}

function whatIsWritten({ title }: SystemWords, { left, right }: StampFieldNames): string {
  const written = [
    left && `the id from ${title} into the field “${left}” of HighLevel`,
    right && `the id from HighLevel into the field “${right}” of ${title}`,
  ];
  return written.filter(Boolean).join(', and ');
}

function whatToMake({ id, title }: SystemWords): string {
  const { left, right } = id === 'localiq' ? stampNames.localiq : stampNames.bqe;
  const there = right ? `, and one named “${right}” in ${title}` : '';
  return `To keep each link in both systems, make a text field named “${left}” in HighLevel${there}. Lockstep offers it here within the hour.`;
}
