// The menu button `More`: arrow keys move, a letter jumps, Escape closes and gives the focus back.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import type { IconName } from './icons';

export interface MenuItem {
  name: string;
  icon: IconName;
  onChoose: () => void;
  /** Stays in its place, but does nothing. */
  disabled?: boolean;
  danger?: boolean;
}

/** Items in the given order; dangerous ones below a line. */
export function MoreMenu({ items }: { items: MenuItem[] }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const wantsLast = useRef(false);

  useLayoutEffect(() => {
    if (!open) return;
    itemsIn(anchor.current)
      .at(wantsLast.current ? -1 : 0)
      ?.focus();
    const closeOutside = (event: Event) => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [open]);

  const show = (last = false) => {
    wantsLast.current = last;
    setOpen(true);
  };
  const close = () => {
    button.current?.focus();
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = itemsIn(anchor.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const { key } = event;
    if (open && key === 'Tab') return setOpen(false);
    if (open && key.length === 1) {
      const startsWith = (one: HTMLElement) => one.textContent?.toLowerCase().startsWith(key.toLowerCase());
      return [...all.slice(at + 1), ...all].find(startsWith)?.focus();
    }
    if (key === 'ArrowDown' && open) all[(at + 1) % all.length]?.focus();
    else if (key === 'ArrowUp' && open) all.at(at < 1 ? -1 : at - 1)?.focus();
    else if (key === 'Home' && open) all[0]?.focus();
    else if (key === 'End' && open) all.at(-1)?.focus();
    else if (key === 'Escape' && open) close();
    else if (key === 'ArrowDown' || key === 'ArrowUp') show(key === 'ArrowUp');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const item = ({ name, icon, onChoose, disabled, danger }: MenuItem) => (
    <button
      key={name}
      type="button"
      role="menuitem"
      tabIndex={-1}
      class={`menu-item${danger ? ' menu-item-danger' : ''}`}
      aria-disabled={disabled}
      onClick={() => {
        if (disabled) return;
        close();
        onChoose();
      }}
    >
      <Icon name={icon} />
      {name}
    </button>
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the button and the menu inside
    <div class="menu-anchor" ref={anchor} onKeyDown={onKeyDown}>
      <IconButton
        icon="more"
        name="More"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => (open ? close() : show())}
      />
      {open && (
        <div class="menu" role="menu" id={id} aria-label="More">
          {items.filter((one) => !one.danger).map(item)}
          {items.some((one) => one.danger) && <hr class="menu-line" />}
          {items.filter((one) => one.danger).map(item)}
        </div>
      )}
    </div>
  );
}

function itemsIn(box: HTMLElement | null): HTMLElement[] {
  return Array.from(box?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []);
}
