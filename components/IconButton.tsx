// A square button with an icon; its name is spoken and shown as a tooltip.
import type { ButtonHTMLAttributes, Ref } from 'preact';
import { Icon } from './Icon';
import type { IconName } from './icons';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  name: string;
  small?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** Further attributes go to the button. */
export function IconButton({ icon, name, small = false, ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={name} title={name} {...rest} class={`icon-button${small ? ' icon-button-small' : ''}`}>
      <Icon name={icon} />
    </button>
  );
}
