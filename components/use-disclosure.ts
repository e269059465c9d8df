// Something that a button opens in place. When it closes, the keyboard goes back to the button.
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Disclosure {
  open: boolean;
  show(): void;
  hide(): void;
  /** Goes on the button. */
  trigger: RefObject<HTMLButtonElement | null>;
}

/** Closed at first. */
export function useDisclosure(): Disclosure {
  const trigger = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (wasOpen.current && !open && isLost) trigger.current?.focus();
    wasOpen.current = open;
  }, [open]);
  const show = useCallback(() => setOpen(true), []);
  const hide = useCallback(() => setOpen(false), []);
  return { open, show, hide, trigger };
}
