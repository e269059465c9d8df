// Focus follows what the user asked for: the element that takes the place of the one that was pressed.

const focused = new WeakSet<HTMLElement>();

/** A ref that focuses its element when it first appears. */
export function focusOnce(element: HTMLElement | null): void {
  if (!element || focused.has(element)) return;
  focused.add(element);
  element.focus();
}
