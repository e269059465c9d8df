// "Teach this page": where Lockstep recognises nobody, or the wrong person, the user points at the e-mail, phone or name once.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import type { PanelActions } from './panel-props';
import { useSubmit } from './use-submit';

interface TeachPageProps {
  /** What stands before the button; absent where teaching begins at once, and is gone when it is over. */
  question?: string;
  actions: Pick<PanelActions, 'teachPage' | 'teachKey'>;
  onOver?: () => void;
}

/** Button `Teach this page`; while the page is being taught, what to do there and `Stop`. Keys pressed here are handed to the page. */
export function TeachPage({ question, actions, onOver }: TeachPageProps) {
  const { busy, problem, run } = useSubmit();
  const box = useRef<HTMLDivElement>(null);
  const teach = async () => {
    if (await run(() => actions.teachPage('email'))) onOver?.();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins once
  useEffect(() => {
    if (question === undefined) void teach();
  }, []);
  useLayoutEffect(() => {
    if (busy) box.current?.focus();
  }, [busy]);
  const press = (key: string) => void actions.teachKey(key).catch(console.error);
  const onKeyDown = (event: KeyboardEvent) => {
    const isForButton = event.key === 'Enter' && event.target !== box.current;
    if (isForButton || !/^(?:Arrow\w+|Enter|Escape)$/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    press(event.key);
  };

  if (busy) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would say that there are fields
      <div class="teach-now" ref={box} role="group" aria-label="Teaching this page" tabIndex={-1} onKeyDown={onKeyDown}>
        <Icon name="point" />
        <div>
          <p role="status">Point at the e-mail, phone or name on the page.</p>
          <p class="small muted">
            Or here: <kbd>↑</kbd> <kbd>↓</kbd> move on the page, <kbd>Enter</kbd> picks, <kbd>Esc</kbd> ends.
          </p>
        </div>
        <button type="button" class="button button-small" onClick={() => press('Escape')}>
          Stop
        </button>
      </div>
    );
  }
  if (question === undefined) return <FormProblem problem={problem} />;
  return (
    <div class="teach-line">
      <span class="muted">{question}</span>
      <button type="button" class="button button-quiet button-small" onClick={() => void teach()}>
        <Icon name="point" />
        Teach this page
      </button>
      <FormProblem problem={problem} />
    </div>
  );
}
