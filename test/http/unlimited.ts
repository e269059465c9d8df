// A limiter that lets everything out at once and remembers what it was told.
import type { Lane, Limiter } from '@/lib/http/limiter';

export function unlimited(): Limiter & { taken: Lane[]; told: number[] } {
  const taken: Lane[] = [];
  const told: number[] = [];
  return {
    rules: { windowMs: 10_000, max: 100 },
    taken,
    told,
    async take(lane) {
      taken.push(lane);
      return { done: (answer) => void told.push(answer?.status ?? 0) };
    },
  };
}
