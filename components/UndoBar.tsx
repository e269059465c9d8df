// After any write: what was done, and the way back. Stays long enough to be reached, and as long as somebody is at it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { ProblemText } from './ProblemText';
import type { PanelActions, PanelStatus } from './panel-props';
import { useSubmit } from './use-submit';

/** How long the bar stays, ms. Pointing at it or focusing it stops the clock. */
const staysMs = 15_000;

interface UndoBarProps {
  undo: PanelStatus['undo'];
  actions: Pick<PanelActions, 'undo'>;
}

/** Button `Undo`. The region is always there, so that screen readers notice what comes into it. */
export function UndoBar({ undo, actions }: UndoBarProps) {
  const [gone, setGone] = useState<number>();
  const [held, setHeld] = useState(false);
  const { problem, run } = useSubmit();
  const failedId = useRef<number>(0);
  const id = undo?.id;
  const isFresh = undo !== undefined && Date.now() - undo.at < staysMs * 2;
  const isShown = isFresh && gone !== id;
  useEffect(() => {
    if (!isShown || held) return;
    const timer = setTimeout(() => setGone(id), staysMs);
    return () => clearTimeout(timer);
  }, [id, isShown, held]);
  useEffect(() => {
    if (!isShown) setHeld(false);
  }, [isShown]);
  const takeBack = async (undoId: number) => {
    failedId.current = undoId;
    if (await run(() => actions.undo(undoId))) setGone(undoId);
  };
  const hold = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocusIn: () => setHeld(true),
    onFocusOut: () => setHeld(false),
  };
  return (
    <div class="undo" aria-live="polite" {...hold}>
      {isShown && undo && (
        <div class="undo-bar">
          <Icon name="done" />
          <span class="undo-label" dir="auto">
            {problem && failedId.current === id ? <ProblemText problem={problem} /> : undo.label}
          </span>
          <button type="button" class="button button-small undo-button" onClick={() => void takeBack(undo.id)}>
            <Icon name="undo" />
            Undo
          </button>
          <IconButton icon="close" name="Dismiss" small onClick={() => setGone(undo.id)} />
        </div>
      )}
    </div>
  );
}
