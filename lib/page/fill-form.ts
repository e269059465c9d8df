// Puts values into a page's form as a person would, field by field, and can put back what was there. Never submits, never clicks. What was
// filled is marked until it is put back, changed by hand, or sent by the user.
import type { FillOutcome, FillValue } from '@/lib/domain/fill-plan';
import type { FormGroup } from '@/lib/domain/form-field';
import type { CanFill } from './field-visible';
import { isFillable } from './field-visible';
import { type Control, findForm } from './find-form-fields';

export interface FormFiller {
  /** Looks at the page anew. */
  find(): FormGroup[];
  fill(values: readonly FillValue[]): Promise<FillOutcome>;
  /** Puts back what each field held; what somebody typed since then stays. */
  undo(): Promise<FillOutcome>;
}

interface Filled {
  control: Control;
  label: string;
  before: string;
  after: string;
  unmark: () => void;
}

const note = 'Filled by Lockstep. Save the page to keep it.';
/** How long a page may take to say no to a value, ms. */
const settleMs = 60;

/** Makes a filler for a page; it keeps what it needs for one undo. */
export function createFormFiller(page: Document, canFill: CanFill = isFillable): FormFiller {
  let controls = new Map<string, Control>();
  let labels = new Map<string, string>();
  let filled: Filled[] = [];

  const forget = () => {
    for (const { unmark } of filled) unmark();
    filled = [];
  };
  // What the user sends is no longer ours to take back.
  page.addEventListener('submit', forget, true);

  const settle = () => new Promise((resolve) => setTimeout(resolve, settleMs));

  return {
    find() {
      const found = findForm(page, canFill);
      controls = found.controls;
      labels = new Map(found.groups.flatMap(({ fields }) => fields.map(({ key, label }) => [key, label] as const)));
      return found.groups;
    },

    async fill(values) {
      forget();
      const failed: string[] = [];
      for (const { key, value } of values) {
        const control = controls.get(key);
        const label = labels.get(key) ?? '';
        // It may have gone, or been closed, since the user looked at the preview.
        if (!control?.isConnected || !canFill(control)) {
          failed.push(label);
          continue;
        }
        const before = control.value;
        enter(control, value);
        filled.push({ control, label, before, after: value, unmark: mark(control) });
      }
      await settle();
      for (const one of [...filled]) {
        one.after = one.control.value;
        // A mask may write the value in its own way; a page that puts back the old one refuses it.
        if (one.control.isConnected && one.after !== '' && one.after !== one.before) continue;
        one.unmark();
        failed.push(one.label);
        filled = filled.filter((other) => other !== one);
      }
      return { done: filled.length, failed };
    },

    async undo() {
      const all = filled;
      const failed: string[] = [];
      let done = 0;
      forget();
      for (const { control, label, before, after } of all.reverse()) {
        if (!control.isConnected || control.value !== after) {
          failed.push(label);
          continue;
        }
        enter(control, before);
        done += 1;
      }
      await settle();
      return { done, failed };
    },
  };
}

/** Focus, value, events. The value goes through the element's own setter, past those that frameworks put on it, so that they notice. */
function enter(control: Control, value: string): void {
  const view = control.ownerDocument.defaultView;
  if (!view) return;
  const { localName } = control;
  const kind =
    localName === 'select' ? view.HTMLSelectElement : localName === 'textarea' ? view.HTMLTextAreaElement : view.HTMLInputElement;
  const before = control.ownerDocument.activeElement;
  control.focus({ preventScroll: true });
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(control, value);
  control.dispatchEvent(new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText', data: value }));
  control.dispatchEvent(new view.Event('change', { bubbles: true }));
  control.blur();
  if (before instanceof view.HTMLElement && before !== control) before.focus({ preventScroll: true });
}

/** Outlines a field and says why; answers the way back. It goes by itself when the user changes the field. */
function mark(control: Control): () => void {
  const { style } = control;
  const old = { outline: style.outline, offset: style.outlineOffset, title: control.getAttribute('title') };
  style.outline = '2px solid #3454c5';
  style.outlineOffset = '1px';
  control.title = old.title ? `${old.title} (${note})` : note;
  const life = new AbortController();
  const unmark = () => {
    if (life.signal.aborted) return;
    life.abort();
    style.outline = old.outline;
    style.outlineOffset = old.offset;
    if (old.title === null) control.removeAttribute('title');
    else control.title = old.title;
    if (control.getAttribute('style') === '') control.removeAttribute('style');
  };
  control.addEventListener(
    'input',
    (event) => {
      if (event.isTrusted) unmark();
    },
    { signal: life.signal },
  );
  return unmark;
}
