// What has become of a Push or Pull, field by field: verified once the server's answer shows the value.
import { useId, useState } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import type { IconName } from './icons';
import { LongText } from './LongText';
import { ProblemText } from './ProblemText';
import { countOf } from './record-words';
import type { Applied, AppliedField } from './sync-props';
import './sync-parts.css';

const marks: Record<AppliedField['state'], { icon: IconName; text: string }> = {
  waiting: { icon: 'waiting', text: 'Waiting to be sent' },
  sending: { icon: 'waiting', text: 'Being sent' },
  verified: { icon: 'check', text: 'Verified' },
  unstored: { icon: 'warning', text: 'Accepted but not stored' },
  blocked: { icon: 'warning', text: 'Not sent' },
};

/** One line, with the fields behind a fold; open by itself where something was not kept. Give it the id as key. */
export function ApplyResult({ applied }: { applied: Applied }) {
  const id = useId();
  const { to, fields } = applied;
  const count = (...states: AppliedField['state'][]) => fields.filter(({ state }) => states.includes(state)).length;
  const bad = count('unstored', 'blocked');
  const [gone, setGone] = useState(false);
  const [opened, setOpened] = useState<boolean>();
  const open = opened ?? bad > 0;
  if (gone || fields.length === 0) return null;
  const name = systemTitles[to];
  const verified = count('verified');
  const text = count('unstored')
    ? `${name} accepted ${countOf(count('unstored'), 'field')} but did not store ${count('unstored') === 1 ? 'it' : 'them'}`
    : bad > 0
      ? `${countOf(bad, 'field')} not sent to ${name}`
      : verified === fields.length
        ? `${countOf(verified, 'field')} verified in ${name}`
        : `${verified} of ${countOf(fields.length, 'field')} verified in ${name}`;
  return (
    <div class={`applied${bad > 0 ? ' applied-bad' : verified === fields.length ? ' applied-done' : ''}`}>
      <div class="applied-head">
        <Icon name={bad > 0 ? 'warning' : verified === fields.length ? 'done' : 'waiting'} />
        <button type="button" class="link-button" aria-expanded={open} aria-controls={`${id}-fields`} onClick={() => setOpened(!open)}>
          <span aria-live="polite">{text}</span>
        </button>
        <IconButton icon="close" name="Dismiss" small onClick={() => setGone(true)} />
      </div>
      <ul class="applied-fields" id={`${id}-fields`} hidden={!open}>
        {open &&
          fields.map((field) => {
            const { icon, text: state } = marks[field.state];
            return (
              <li key={field.key} class={`applied-${field.state}`}>
                <Icon name={icon} />
                <div>
                  <strong dir="auto">{field.label}</strong> <span class="muted">{state}</span>
                  <div>{field.value ? <LongText text={field.value} lines={2} /> : <em class="faint">Blank</em>}</div>
                  {field.holds !== undefined && field.state === 'unstored' && (
                    <p class="muted">
                      {name} holds: {field.holds ? <LongText text={field.holds} lines={2} /> : <em class="faint">Blank</em>}
                    </p>
                  )}
                  {field.problem && field.state === 'blocked' && <ProblemText problem={field.problem} />}
                </div>
              </li>
            );
          })}
      </ul>
    </div>
  );
}
