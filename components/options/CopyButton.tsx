// Copies a text and says so, in place and to screen readers.
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';

export interface CopyButtonProps {
  /** What the button says. */
  name: string;
  text: string;
  small?: boolean;
  copy(text: string): Promise<void>;
}

/** A button that turns into "Copied" for two seconds, or says that copying failed. */
export function CopyButton({ name, text, small, copy }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'' | 'Copied' | 'Copying failed'>('');

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(''), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const start = () => {
    copy(text).then(
      () => setOutcome('Copied'),
      () => setOutcome('Copying failed'),
    );
  };

  return (
    <>
      <button type="button" class={small ? 'button button-small' : 'button'} onClick={start}>
        {outcome === 'Copied' && <Icon name="check" />}
        {outcome || name}
      </button>
      <span class="hidden-text" aria-live="polite">
        {outcome}
      </span>
    </>
  );
}
