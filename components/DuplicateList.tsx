// What the check for duplicates found before something is created: an exact match is linked, never made a second time.
import { systemTitles } from '@/lib/domain/account';
import { RecordLines } from './RecordLines';
import type { Duplicate } from './sync-props';

interface DuplicateListProps {
  duplicates: Duplicate[];
  onLink: (uid: string) => void;
}

/** Button `Link` for each. */
export function DuplicateList({ duplicates, onLink }: DuplicateListProps) {
  const [first] = duplicates;
  if (!first) return null;
  const isExact = duplicates.some(({ exact }) => exact);
  return (
    <section class="duplicates" aria-label="Possible duplicates">
      <p>
        {isExact
          ? `${systemTitles[first.record.system]} has this person already. Link the record instead of making a second one.`
          : 'This could be the same person. Look before you make a second record.'}
      </p>
      <ul class="items">
        {duplicates.map(({ record, reasons }) => (
          <li key={record.uid} class="item candidate">
            <RecordLines record={record} reasons={reasons} />
            <button type="button" class="button button-small" onClick={() => onLink(record.uid)}>
              Link
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
