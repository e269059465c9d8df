// Says now and then how far a long proof has come, so that whoever runs it sees that it lives: by the true clock, whatever the virtual one says.
import { onTestFinished } from 'vitest';
import type { Rig } from '../sync/rig';

const everyMs = 20_000;

/** Tells what a rig is at until the test ends, and how long its own clock says that each part took. */
export function tellProgress(rig: Pick<Rig, 'sandbox' | 'now'>) {
  const startedAt = Date.now();
  const parts: { doing: string; from: number; to: number }[] = [];
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const asked = rig.sandbox.highlevel.requests.length + rig.sandbox.bqe.requests.length;
    console.info(`${seconds} s: ${parts.at(-1)?.doing}, ${asked.toLocaleString('en')} requests so far`);
  }, everyMs);
  onTestFinished(() => clearInterval(timer));
  const close = () => {
    const part = parts.at(-1);
    if (part) part.to = rig.now();
  };
  return {
    /** From here on it is doing this. */
    next(doing: string) {
      close();
      parts.push({ doing, from: rig.now(), to: rig.now() });
    },
    /** What was done, and how many minutes each part took by the rig's clock. */
    minutes(): string {
      close();
      return parts.map(({ doing, from, to }) => `${doing} ${Math.round((to - from) / 60_000)} min`).join(', ');
    },
  };
}
