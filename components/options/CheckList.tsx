// What the last connection test tried: what failed comes first, each with what to do.

import { Icon } from '@/components/Icon';
import type { ConnectionCheck } from '@/lib/domain/connection-check';

/** The checks of a connection test. */
export function CheckList({ checks }: { checks: ConnectionCheck[] }) {
  const sorted = [...checks].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <ul class="checks" aria-label="Connection checks">
      {sorted.map((check) => (
        <li key={check.name} class={check.ok ? 'check-ok' : 'check-failed'}>
          <Icon name={check.ok ? 'check' : 'close'} />
          <div>
            <span class="hidden-text">{check.ok ? 'Works: ' : 'Does not work: '}</span>
            <span class="check-name">{check.name}</span>
            {!check.ok && check.advice && <p class="check-advice">{check.advice}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
