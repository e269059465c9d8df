// A clock that stands still until it is told to run, and then jumps from one waiting promise to the next.

export interface VirtualClock {
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
  /** Jumps until `until` (epoch ms), waking whoever waits on the way. */
  runTo(until: number): Promise<void>;
  /** Sets the clock without waking anybody, as a user or a time server does. */
  set(at: number): void;
}

export function createVirtualClock(start = Date.UTC(2026, 10, 21, 12)): VirtualClock {
  let time = start;
  let waiting: { at: number; wake: () => void }[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };

  return {
    now: () => time,
    wait: (milliseconds) =>
      new Promise((wake) => {
        waiting.push({ at: time + milliseconds, wake });
      }),
    set(at) {
      time = at;
    },
    async runTo(until) {
      await settle();
      for (;;) {
        const next = waiting.toSorted((a, b) => a.at - b.at)[0];
        if (!next || next.at > until) break;
        waiting = waiting.filter((other) => other !== next);
        time = Math.max(time, next.at);
        next.wake();
        await settle();
      }
      time = Math.max(time, until);
      await settle();
    },
  };
}
