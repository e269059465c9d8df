// One entry of the log: what, whose record, when and why; the values and the marks of the request behind a click.
import { Icon } from '@/components/Icon';
import { type ActivityRow, actText, changesOf, outcomeText, systemText, whyText } from './activity-view';
import { ValueChange } from './ValueChange';

export interface ActivityItemProps {
  row: ActivityRow;
  /** One person's entries are shown already. */
  isOnly: boolean;
  onOnly(contact: { uid: string; name: string }): void;
}

const times = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A list item. */
export function ActivityItem({ row, isOnly, onOnly }: ActivityItemProps) {
  const { seq, at, name, kind, endpoint, remoteId, requestId, userId, contactUid, isErased, letGo } = row;
  const changes = changesOf(row);
  const outcome = outcomeText(row);
  const facts: [string, string | undefined][] = [
    ['Endpoint', endpoint],
    ['Record', remoteId],
    ['Request', requestId],
    ['User', userId],
    ['Entry', `number ${seq}`],
  ];
  const story = [
    kind === 'log' ? '' : systemText(row),
    whyText(row),
    endpoint,
    changes.map(({ label }) => label).join(', '),
    letGo && `${letGo.toLocaleString('en')} entries past their time`,
    isErased && 'names and values were erased',
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li class="row">
      <div class="row-head">
        <span class="row-name">{actText(row)}</span>
        {name && (
          <span class="row-who" dir="auto">
            {name}
          </span>
        )}
        {outcome && (
          <span class="chip chip-warning">
            <Icon name="warning" />
            {outcome}
          </span>
        )}
        <time class="row-time muted small" dateTime={new Date(at).toISOString()}>
          {times.format(at)}
        </time>
      </div>
      <details class="disclosure row-more">
        <summary>
          <Icon name="chevronRight" />
          <span>{story || 'Details'}</span>
          <span class="hidden-text">, details of entry {seq}</span>
        </summary>
        <div class="disclosure-body">
          {changes.length > 0 && (
            <dl class="changes">
              {changes.map((change) => (
                <ValueChange key={change.label} {...change} isNew={row.old === undefined} />
              ))}
            </dl>
          )}
          <dl class="small-facts">
            {facts.map(([label, value]) =>
              value ? (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <code>{value}</code>
                  </dd>
                </div>
              ) : null,
            )}
          </dl>
          {contactUid && !isOnly && (
            <div class="button-row">
              <button type="button" class="button button-small" onClick={() => onOnly({ uid: contactUid, name: name ?? 'this record' })}>
                Show only this person
              </button>
            </div>
          )}
        </div>
      </details>
    </li>
  );
}
