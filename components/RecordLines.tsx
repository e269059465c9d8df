// A record of any system in a list: what it is, its name, how to reach the person, and why it is offered.
import { recordNoun } from './record-words';
import type { RecordCard } from './sync-props';

/** Text only; goes inside an `.item`. */
export function RecordLines({ record, reasons = [] }: { record: RecordCard; reasons?: string[] }) {
  const { system, kind, name, company, email, phone } = record;
  return (
    <div class="item-main">
      <p class="item-title" dir="auto">
        {name || company || email || phone || 'A record without a name'}
      </p>
      <p class="person-line">{recordNoun(system, kind)}</p>
      <p class="person-line" dir="auto">
        {[name && company, email, phone].filter(Boolean).join(' · ')}
      </p>
      {reasons.length > 0 && (
        <ul class="reasons" aria-label="Reasons">
          {reasons.map((reason) => (
            <li key={reason} class="chip" dir="auto">
              {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
