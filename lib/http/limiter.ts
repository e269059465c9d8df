// Decides when a request may go out, so that a server never has to refuse one: a sliding window per account, the user first.
// A place in the window is taken from sending until one window after the answer, because the server counts somewhere in between.
import '@/lib/zod';
import * as z from 'zod/mini';
import { AppError } from '@/lib/errors';

/** How urgent a call is. A user's own request overtakes everything that waits. */
const lanes = ['interactive', 'push', 'pull', 'reconcile'] as const;
export type Lane = (typeof lanes)[number];

/** The part of the limit that a lane may fill. What a lane leaves is room for those above it, the user's clicks first. */
const share: Record<Lane, number> = { interactive: 1, push: 0.97, pull: 0.9, reconcile: 0.8 };

/** A system's published limit. */
export interface LimitRules {
  windowMs: number;
  /** Requests per window. */
  max: number;
  /** Requests per day, where the system counts those too. */
  perDay?: number;
  /** What the answer's headers say about the limit, where the system says it. */
  readHeaders?: (headers: Headers) => LimitNews;
}

/** What a server said about its limit with an answer. Each is absent where it did not say. */
export interface LimitNews {
  remaining?: number;
  dailyRemaining?: number;
  windowMs?: number;
}

/** What outlives the worker. */
export const savedSchema = z.object({
  /** When each place in the window was taken, epoch ms. */
  stamps: z.array(z.number()),
  /** Nothing goes out before this time, epoch ms. */
  pausedUntil: z.number(),
  /** When that was decided, epoch ms. */
  pausedAt: z.number(),
  /** Days since 1970 (UTC), and how many requests went out on it. */
  day: z.number(),
  usedToday: z.number(),
  closedUntil: z.number(),
});
type SavedLimits = z.infer<typeof savedSchema>;

/** Under which key of `storage.session` the counts of a system are kept. */
export const limitsKey = (system: string): string => `limits:${system}`;

/** Where the counts outlive the worker, such as one key of `storage.session`. What does not parse counts as nothing. */
export interface LimiterState {
  load(): Promise<unknown>;
  save(limits: SavedLimits): Promise<void>;
}

/** The leave to send one request. `done` must be called once it was answered or has failed. */
interface Ticket {
  done(answer?: { status: number; headers: Headers; retryAt?: number }): void;
}

export interface Limiter {
  readonly rules: LimitRules;
  /**
   * Resolves when one request may go out. Throws AppError `daily-limit`, `rate-limited` (the server asked for a pause too long to sit
   * through in a worker) or `cancelled` (the signal).
   */
  take(lane: Lane, signal?: AbortSignal): Promise<Ticket>;
}

export interface LimiterOptions {
  rules: LimitRules;
  state: LimiterState;
  /** Epoch ms. */
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
  random?: () => number;
}

interface Waiter {
  grant(ticket: Ticket): void;
  refuse(error: AppError): void;
}

/** Days are counted from midnight UTC. */
export const dayMs = 86_400_000;
/** No request lives longer than this; a worker that died with one under way need not wait longer for its place. */
const longestRequestMs = 30_000;
/** A longer pause is handed to the caller, whose retry survives the worker. */
const longestPauseMs = 30_000;
/** Nobody documents when a day begins, so a used-up day is tried again each hour. */
const probeDayMs = 3_600_000;

/** Makes the limiter of one account. All requests of that account must pass through the same one. */
export function createLimiter({ rules, state, now, wait, random = Math.random }: LimiterOptions): Limiter {
  const queues: Record<Lane, Waiter[]> = { interactive: [], push: [], pull: [], reconcile: [] };
  const underWay = new Set<{ sentAt: number }>();
  let stamps: number[] = [];
  let pausedUntil = 0;
  let pausedAt = 0;
  let day = 0;
  let usedToday = 0;
  let closedUntil = 0;
  /** After a refusal one request at a time, until one passes. */
  let cautious = false;
  let wakeAt = Number.POSITIVE_INFINITY;
  let loading: Promise<void> | undefined;
  let loaded = false;

  async function load(): Promise<void> {
    const saved = await state.load().catch(() => undefined);
    const parsed = z.safeParse(savedSchema, saved);
    if (parsed.success) {
      // A clock that was set back must not close the window for as long as it jumped.
      stamps.push(...parsed.data.stamps.map((at) => Math.min(at, now())));
      pausedUntil = Math.min(parsed.data.pausedUntil, now() + dayMs);
      pausedAt = parsed.data.pausedAt;
      closedUntil = Math.min(parsed.data.closedUntil, now() + probeDayMs);
      day = parsed.data.day;
      usedToday = parsed.data.usedToday;
    }
    loaded = true;
  }

  /** Never fails: a full or closed storage must not keep a user's request from going out. */
  function save(): Promise<void> {
    const ends = [...underWay].map(({ sentAt }) => sentAt + longestRequestMs);
    return state.save({ stamps: [...stamps, ...ends], pausedUntil, pausedAt, day, usedToday, closedUntil }).catch(() => {});
  }

  function tidy(): void {
    const time = now();
    stamps = stamps.map((at) => Math.min(at, time)).filter((at) => time - at < rules.windowMs);
    // Nor may it make a pause longer.
    if (pausedAt > time) {
      pausedUntil -= pausedAt - time;
      pausedAt = time;
    }
    const today = Math.floor(time / dayMs);
    if (today !== day) {
      day = today;
      usedToday = 0;
    }
  }

  /** When the lane's next request may go out, epoch ms; infinite while it depends on an answer. */
  function freeAt(lane: Lane): number {
    if (cautious && underWay.size > 0) return Number.POSITIVE_INFINITY;
    const places = Math.max(1, Math.floor(rules.max * share[lane]));
    const tooMany = stamps.length + underWay.size - places + 1;
    if (tooMany <= 0) return now();
    const leaving = stamps.toSorted((a, b) => a - b)[tooMany - 1];
    return leaving === undefined ? Number.POSITIVE_INFINITY : leaving + rules.windowMs;
  }

  function dayIsUsedUp(lane: Lane): boolean {
    return closedUntil > now() || (rules.perDay !== undefined && usedToday >= Math.floor(rules.perDay * share[lane]));
  }

  function dayOpensAt(): number {
    const midnight = (Math.floor(now() / dayMs) + 1) * dayMs;
    return closedUntil > now() ? Math.min(closedUntil, midnight) : midnight;
  }

  function sleepUntil(at: number): void {
    if (!Number.isFinite(at) || wakeAt <= at) return;
    wakeAt = at;
    void wait(Math.max(1, at - now())).then(() => {
      if (wakeAt === at) wakeAt = Number.POSITIVE_INFINITY;
      pump();
    });
  }

  /** Lets out what may go, most urgent first. A lane that must wait holds back those below it: they have less room than it. */
  function pump(): void {
    if (!loaded) return;
    tidy();
    const granted: (() => void)[] = [];
    for (;;) {
      const lane = lanes.find((name) => queues[name].length > 0);
      if (!lane) break;
      if (dayIsUsedUp(lane)) {
        queues[lane].shift()?.refuse(new AppError('daily-limit', { retryAt: dayOpensAt() }));
        continue;
      }
      if (pausedUntil - now() > longestPauseMs) {
        queues[lane].shift()?.refuse(new AppError('rate-limited', { retryAt: pausedUntil }));
        continue;
      }
      const at = Math.max(pausedUntil, freeAt(lane));
      if (at > now()) {
        sleepUntil(at);
        break;
      }
      const waiter = queues[lane].shift();
      const ticket = openTicket();
      granted.push(() => waiter?.grant(ticket));
    }
    // Counted on disk before it goes out: a worker that dies right after it must know.
    if (granted.length > 0) void save().then(() => granted.forEach((grant) => void grant()));
  }

  function openTicket(): Ticket {
    const place = { sentAt: now() };
    underWay.add(place);
    usedToday++;
    return {
      done(answer) {
        if (!underWay.delete(place)) return;
        stamps.push(now());
        if (answer) hear(answer);
        pump();
      },
    };
  }

  function hear({ status, headers, retryAt }: { status: number; headers: Headers; retryAt?: number }): void {
    const news = rules.readHeaders?.(headers) ?? {};
    tidy();
    if (news.remaining !== undefined) {
      // Requests that we did not send: another device, or another user of the same app. They take places too.
      const others = rules.max - news.remaining - stamps.length - underWay.size;
      for (let count = 0; count < others; count++) stamps.push(now());
    }
    if (news.dailyRemaining !== undefined && rules.perDay !== undefined) {
      usedToday = Math.max(usedToday, rules.perDay - news.dailyRemaining);
      if (news.dailyRemaining <= 0) closedUntil = now() + probeDayMs;
    }
    cautious = status === 429;
    if (status === 429) {
      const pause = retryAt ?? now() + (news.windowMs ?? rules.windowMs);
      // Chance keeps two devices from coming back in the same moment.
      pausedUntil = Math.max(pausedUntil, pause + Math.round(random() * 0.2 * rules.windowMs));
      pausedAt = now();
      void save();
    } else if (closedUntil > now()) void save();
  }

  return {
    rules,
    async take(lane, signal) {
      loading ??= load();
      await loading;
      return new Promise<Ticket>((resolve, reject) => {
        const leave = (): void => {
          const index = queues[lane].indexOf(waiter);
          if (index >= 0) queues[lane].splice(index, 1);
          reject(new AppError('cancelled'));
        };
        const waiter: Waiter = {
          grant(ticket) {
            signal?.removeEventListener('abort', leave);
            // Cancelled while the counts were saved: the place is spent, but the request must not go out.
            if (signal?.aborted) ticket.done();
            else resolve(ticket);
          },
          refuse(error) {
            signal?.removeEventListener('abort', leave);
            reject(error);
          },
        };
        if (signal?.aborted) return leave();
        signal?.addEventListener('abort', leave, { once: true });
        queues[lane].push(waiter);
        pump();
      });
    },
  };
}
