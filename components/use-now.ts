// The time as the screen knows it: a component that shows an age or a due time follows the clock with it.
import { useEffect, useState } from 'preact/hooks';

/** Now, epoch ms, renewed every `everyMs` and when the panel becomes visible again. */
export function useNow(everyMs = 10_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [everyMs]);
  return now;
}
