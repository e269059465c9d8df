// The records behind a number of Health: each with "Why?" in one sentence, and what can be done.
import { useState } from 'preact/hooks';
import type { HealthRecord } from './HealthSection';
import { PagedList } from './PagedList';
import { SearchField } from './SearchField';

/** A list to be searched and paged. */
export function HealthList({ title, records }: { title: string; records: readonly HealthRecord[] }) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = wanted ? records.filter(({ name, what, why }) => `${name}\n${what}\n${why}`.toLowerCase().includes(wanted)) : records;
  if (records.length === 0) return <p class="empty">Nothing here.</p>;
  return (
    <div class="stack-tight">
      {records.length > 10 && <SearchField label={`Filter: ${title.toLowerCase()}`} value={text} onInput={setText} />}
      {shown.length === 0 && <p class="empty">Nothing in the list fits.</p>}
      <PagedList
        key={wanted}
        label={title}
        items={shown}
        draw={({ id, name, what, why, acts = [] }) => (
          <li key={id} class="row">
            <div class="row-head">
              <span class="row-name" dir="auto">
                {name}
              </span>
              <span class="muted small">{what}</span>
            </div>
            <p class="small">
              <strong>Why? </strong>
              <span dir="auto">{why}</span>
            </p>
            {acts.length > 0 && (
              <div class="button-row">
                {acts.map((act) => (
                  <button key={act.name} type="button" class="button button-small" onClick={act.run}>
                    {act.name}
                    <span class="hidden-text">: {name}</span>
                  </button>
                ))}
              </div>
            )}
          </li>
        )}
      />
    </div>
  );
}
