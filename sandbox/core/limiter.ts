// Exact rate limits: a request is allowed if, and only if, fewer than `max` were allowed within the window before it.

export interface LimiterOptions {
  now: () => number;
  max: number;
  windowMs: number;
  /** `sliding` looks back `windowMs` from each request; `fixed` counts from the last whole multiple of it (a UTC day, say). */
  window?: 'sliding' | 'fixed';
}

interface LimiterAnswer {
  allowed: boolean;
  limit: number;
  /** How many more are allowed right now. */
  remaining: number;
  /** Milliseconds until the next request is allowed; 0 while some remain. */
  retryAfterMs: number;
}

export interface Limiter {
  /** Counts one request of `key` if it is allowed; refused requests are not counted. */
  take: (key: string) => LimiterAnswer;
  /** What `take` would find, without counting: `allowed` says whether the next one would pass. */
  peek: (key: string) => LimiterAnswer;
  /** Forgets what was counted, for one key or for all. */
  reset: (key?: string) => void;
  /** May be changed while running; takes effect with the next request. */
  max: number;
}

/** Creates a limiter that keeps one count per key (user, app and location, token: whatever the system counts by). */
export function createLimiter(options: LimiterOptions): Limiter {
  return options.window === 'fixed' ? createFixedLimiter(options) : createSlidingLimiter(options);
}

function createSlidingLimiter({ now, max, windowMs }: LimiterOptions): Limiter {
  const allowedAt = new Map<string, number[]>();

  /** The times still inside the window, oldest first. */
  function recent(key: string): number[] {
    let times = allowedAt.get(key);
    if (!times) {
      times = [];
      allowedAt.set(key, times);
    }
    const horizon = now() - windowMs;
    let expired = 0;
    while (expired < times.length && (times[expired] ?? 0) <= horizon) expired++;
    if (expired > 0) times.splice(0, expired);
    return times;
  }

  function answer(times: number[], allowed: boolean): LimiterAnswer {
    const remaining = Math.max(0, limiter.max - times.length);
    const blocking = times[times.length - limiter.max];
    const retryAfterMs = remaining > 0 || blocking === undefined ? 0 : blocking + windowMs - now();
    return { allowed, limit: limiter.max, remaining, retryAfterMs };
  }

  const limiter: Limiter = {
    max,
    take(key) {
      const times = recent(key);
      const allowed = times.length < limiter.max;
      if (allowed) times.push(now());
      return answer(times, allowed);
    },
    peek(key) {
      const times = recent(key);
      return answer(times, times.length < limiter.max);
    },
    reset(key) {
      if (key === undefined) allowedAt.clear();
      else allowedAt.delete(key);
    },
  };
  return limiter;
}

function createFixedLimiter({ now, max, windowMs }: LimiterOptions): Limiter {
  const counts = new Map<string, { window: number; count: number }>();

  function current(key: string): { window: number; count: number } {
    const window = Math.floor(now() / windowMs);
    let entry = counts.get(key);
    if (!entry || entry.window !== window) {
      entry = { window, count: 0 };
      counts.set(key, entry);
    }
    return entry;
  }

  function answer(entry: { window: number; count: number }, allowed: boolean): LimiterAnswer {
    const remaining = Math.max(0, limiter.max - entry.count);
    return { allowed, limit: limiter.max, remaining, retryAfterMs: remaining > 0 ? 0 : (entry.window + 1) * windowMs - now() };
  }

  const limiter: Limiter = {
    max,
    take(key) {
      const entry = current(key);
      const allowed = entry.count < limiter.max;
      if (allowed) entry.count++;
      return answer(entry, allowed);
    },
    peek(key) {
      const entry = current(key);
      return answer(entry, entry.count < limiter.max);
    },
    reset(key) {
      if (key === undefined) counts.clear();
      else counts.delete(key);
    },
  };
  return limiter;
}
