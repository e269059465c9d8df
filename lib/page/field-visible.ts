// Whether a person sees a field and may type into it. What is hidden, moved away or shrunk is a trap for robots, or belongs to something else.
import { lineage } from './lineage';

/** Asked of each field; tests of markup without layout hand in another. */
export type CanFill = (field: HTMLElement) => boolean;

const edge = 4;

/** True for a field that is seen, enabled and not for reading only. */
export function isFillable(field: HTMLElement): boolean {
  return isEnabled(field) && isSeen(field);
}

/** True unless the page says that it takes no text. */
export function isEnabled(field: HTMLElement): boolean {
  if (field.matches(':disabled,[readonly],[aria-disabled=true],[aria-readonly=true],[tabindex="-1"]')) return false;
  return !field.closest('[inert],[aria-hidden=true],[role=search],nav,[role=navigation]');
}

function isSeen(field: HTMLElement): boolean {
  if (!field.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const view = field.ownerDocument.defaultView;
  const box = field.getBoundingClientRect();
  if (!view || box.width < edge || box.height < edge) return false;
  const { scrollX, scrollY } = view;
  const page = field.ownerDocument.documentElement;
  // Outside of what can be scrolled to.
  if (box.right + scrollX <= edge || box.bottom + scrollY <= edge) return false;
  if (box.left + scrollX >= Math.max(page.scrollWidth, view.innerWidth)) return false;
  let opacity = 1;
  for (const element of lineage(field)) {
    const style = view.getComputedStyle(element);
    opacity *= Number(style.opacity || 1);
    if (
      opacity < 0.1 ||
      /inset\((?:50|[6-9]\d|100)%/.test(style.clipPath) ||
      /rect\(0(?:px)?,? 0(?:px)?,? 0(?:px)?,? 0(?:px)?\)/.test(style.clip)
    )
      return false;
    if (element === field || style.overflow === 'visible') continue;
    const outer = element.getBoundingClientRect();
    const isAll = element === page || element === field.ownerDocument.body;
    if (!isAll && (outer.width < edge || outer.height < edge)) return false;
  }
  return true;
}
