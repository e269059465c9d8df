// Says that a record is not on the server yet. What the server has needs no mark.
import type { KeptState } from '@/lib/domain/kept';
import { Icon } from './Icon';

const texts: Record<KeptState, string> = {
  saved: '',
  waiting: 'Waiting to be sent',
  sending: 'Being sent',
  blocked: 'Not sent',
};

/** A small icon with its meaning as text. */
export function KeptMark({ state }: { state: KeptState }) {
  if (state === 'saved') return null;
  return (
    <span class={`kept-mark kept-${state}`} title={texts[state]}>
      <Icon name={state === 'blocked' ? 'warning' : 'waiting'} />
      <span class="hidden-text">{texts[state]}</span>
    </span>
  );
}
