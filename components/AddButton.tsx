// The button of a region that opens its form, with a word when a draft waits in it.
import { Icon } from './Icon';
import type { Disclosure } from './use-disclosure';

/** Gives way to the form while that is open. */
export function AddButton({ name, adding, hasDraft }: { name: string; adding: Disclosure; hasDraft: boolean }) {
  if (adding.open) return null;
  return (
    <>
      {hasDraft && <span class="chip chip-warning">Draft</span>}
      <button type="button" class="button button-quiet button-small" ref={adding.trigger} onClick={adding.show}>
        <Icon name="plus" />
        {name}
      </button>
    </>
  );
}
