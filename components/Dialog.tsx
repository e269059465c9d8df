// A modal question: the browser's own dialog, which keeps the keyboard inside, closes on Escape and gives the focus back.
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  title: string;
  /** For what has two columns. */
  wide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** Open as long as it is rendered. */
export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog class={`dialog${wide ? ' dialog-wide' : ''}`} ref={ref} aria-labelledby={id} onClose={onClose}>
      <div class="form">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
