// What the user taught Lockstep about pages: per kind of page its name and where which mark stands; to be corrected and taken away.
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { type TaughtMark, taughtMarks, taughtMarkTitles } from '@/lib/domain/taught-rule';

/** One rule, as Options shows it. */
export interface TaughtRuleView {
  id: number;
  host: string;
  pathPattern: string;
  /** What the kind of page is called. */
  name: string;
  mark: TaughtMark;
  /** What values look like there, without any value: `x.x@x.x`. */
  shape: string;
  /** The way by which the element is found first. */
  selector: string;
}

export interface TaughtPagesProps {
  rules: readonly TaughtRuleView[];
  onRename(host: string, pathPattern: string, name: string): void;
  onChangeMark(id: number, mark: TaughtMark): void;
  onRemove(ids: number[]): void;
}

/** The section `Taught pages`. */
export function TaughtPages({ rules, onRename, onChangeMark, onRemove }: TaughtPagesProps) {
  const kinds = [...Map.groupBy(rules, ({ host, pathPattern }) => `${host}${pathPattern}`).values()];
  return (
    <section class="options-section" id="taught" aria-labelledby="taught-title">
      <h2 id="taught-title" tabIndex={-1}>
        Taught pages
      </h2>
      <p class="muted">
        Where the e-mail, phone, name or company stands on pages that Lockstep did not understand by itself. Only the place is kept, never
        what it says.
      </p>
      {kinds.length === 0 && (
        <div class="card stack">
          <p>
            Nothing was taught yet. Open a client or lead page that Lockstep does not recognise, open the panel beside it, and choose{' '}
            <strong>Teach this page</strong>.
          </p>
        </div>
      )}
      {kinds.map((kind) => (
        <TaughtKind key={`${kind[0]?.host}${kind[0]?.pathPattern}`} kind={kind} {...{ onRename, onChangeMark, onRemove }} />
      ))}
    </section>
  );
}

function TaughtKind({ kind, onRename, onChangeMark, onRemove }: Omit<TaughtPagesProps, 'rules'> & { kind: readonly TaughtRuleView[] }) {
  const first = kind[0];
  const [name, setName] = useState(first?.name ?? '');
  useEffect(() => setName(first?.name ?? ''), [first?.name]);
  if (!first) return null;
  const { host, pathPattern } = first;
  const ordered = [...kind].sort((one, other) => taughtMarks.indexOf(one.mark) - taughtMarks.indexOf(other.mark));
  const isReached = kind.some(({ mark }) => mark === 'email' || mark === 'phone');
  const rename = (event: Event) => {
    event.preventDefault();
    if (name.trim() !== first.name) onRename(host, pathPattern, name);
  };
  return (
    <div class="card stack taught">
      <form class="spread" onSubmit={rename}>
        <div class="field taught-name">
          <label for={`taught-${first.id}`}>Kind of page</label>
          <input
            id={`taught-${first.id}`}
            class="input"
            dir="auto"
            maxLength={80}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
            onBlur={rename}
          />
        </div>
        <button
          type="button"
          class="button button-small button-quiet-danger"
          aria-label={`Forget ${first.name}`}
          onClick={() => onRemove(kind.map(({ id }) => id))}
        >
          Forget
        </button>
      </form>
      <p class="small muted">
        Pages like{' '}
        <code>
          {host}
          {pathPattern.replaceAll('*', '…')}
        </code>
      </p>
      <ul class="taught-rules" aria-label={`Marks on ${first.name}`}>
        {ordered.map(({ id, mark, shape, selector }) => (
          <li key={id}>
            <select
              class="input"
              aria-label={`What ${shape} is on ${first.name}`}
              value={mark}
              onChange={(event) => onChangeMark(id, taughtMarks.find((one) => one === event.currentTarget.value) ?? mark)}
            >
              {taughtMarks.map((one) => (
                <option key={one} value={one}>
                  {taughtMarkTitles[one]}
                </option>
              ))}
            </select>
            <span class="taught-where">
              <span>like {shape}</span>
              <code class="small faint">{selector}</code>
            </span>
            <IconButton
              icon="trash"
              name={`Forget ${taughtMarkTitles[mark].toLowerCase()} on ${first.name}`}
              onClick={() => onRemove([id])}
            />
          </li>
        ))}
      </ul>
      {!isReached && (
        <p class="field-warning">
          <Icon name="warning" /> A name or company alone recognises nobody: teach the e-mail or phone on such a page as well.
        </p>
      )}
    </div>
  );
}
