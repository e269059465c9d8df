// How every form in place begins and what keys it understands.

/** Escape puts the form away and reaches nothing behind it. Ctrl or Cmd with Enter saves from a text of several lines. */
export function closeOnEscape(onClose: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    // A word being composed in another script takes Escape and Enter for itself.
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      event.target.form?.requestSubmit();
    }
  };
}

/** Puts the keyboard into the first field and the whole form in sight, clear of the bars above and below. */
export function beginForm(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true });
  form?.scrollIntoView?.({ block: 'nearest' });
}
