// A list lives: items come and go while somebody works in it with the keyboard. When the focused item goes, its neighbour takes over.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const focusable = 'input:not(:disabled), button:not(:disabled), a[href], summary, textarea, select';

/** Put the ref on what holds the items (`li`) and a button that is always there. */
export function useKeptFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  const last = useRef<{ element: Element; index: number } | undefined>(undefined);

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const remember = (event: FocusEvent) => {
      const element = event.target as Element;
      last.current = { element, index: Array.from(box.querySelectorAll('li')).indexOf(element.closest('li') as HTMLLIElement) };
    };
    // Leaving on purpose is not losing: then the element is still there.
    const leave = (event: FocusEvent) =>
      queueMicrotask(() => {
        if (last.current?.element === event.target && last.current.element.isConnected) last.current = undefined;
      });
    box.addEventListener('focusin', remember);
    box.addEventListener('focusout', leave);
    return () => {
      box.removeEventListener('focusin', remember);
      box.removeEventListener('focusout', leave);
    };
  }, []);

  useLayoutEffect(() => {
    if (!last.current || last.current.element.isConnected) return;
    const { index } = last.current;
    last.current = undefined;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const items = ref.current?.querySelectorAll('li') ?? [];
    const near = items[Math.min(Math.max(index, 0), items.length - 1)] ?? ref.current;
    near?.querySelector<HTMLElement>(focusable)?.focus();
  });
  return ref;
}
