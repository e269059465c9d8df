// The connected app: a web address that the user entered, which is told of contacts, tasks and notes. One event, one POST; whoever calls keeps
// the queue. What the receiver answers is never shown beyond its status and a little plain text.
import type { ConnectedEvent } from '@/lib/domain/connected-event';
import type { ConnectionCheck } from '@/lib/domain/connection-check';
import { checkDeliveryAddress } from '@/lib/domain/delivery-address';
import { testEvent } from '@/lib/domain/event-of-change';
import { AppError, advice, isAppError } from '@/lib/errors';
import { serverSkewMs } from '@/lib/http/clock-skew';
import { startPatience } from '@/lib/http/patience';
import { readRefusal } from './answers';
import { signatureOf } from './signature';

export interface ConnectedAppOptions {
  fetch: typeof globalThis.fetch;
  /** As the user entered it. */
  url: string;
  /** The whole value of the `Authorization` header; '' for none. */
  authorization: string;
  /** What signatures are made with. */
  secret: string;
  /** Whose changes they are, for the test event: `highlevel:<location id>`. */
  account: string;
  /** Epoch ms. */
  now: () => number;
  crypto: Pick<Crypto, 'subtle' | 'randomUUID'>;
  /** For request and answer together. Default 20 s. */
  timeoutMs?: number;
  /** False turns an unreachable receiver into `offline`. Default: unknown, which counts as online. */
  isOnline?: () => boolean;
}

export interface ConnectedApp {
  /**
   * Sends one event once. `idempotencyKey` is the same for every attempt at one change. Throws AppError: what the receiver may take later
   * (429, 5xx, the network) by a code that is retried, everything else by one that asks the user.
   */
  deliver(event: ConnectedEvent, how: { idempotencyKey: string; signal?: AbortSignal }): Promise<Delivered>;
  /** Sends a `test` event. Never throws. */
  test(): Promise<{ checks: ConnectionCheck[]; problem?: AppError }>;
}

interface Delivered {
  status: number;
  /** Milliseconds to add to our clock to get the receiver's, where it says. */
  serverSkewMs?: number;
}

/** Receivers refuse signatures that are five minutes off; a little before that the clock is worth a word. */
const clockMattersMs = 4 * 60_000;

/** The connected app behind one address. */
export function createConnectedApp(options: ConnectedAppOptions): ConnectedApp {
  const { fetch, authorization, secret, account, now, crypto, timeoutMs = 20_000, isOnline } = options;

  /** What was entered, if it can be used at all: nothing goes out otherwise. */
  function entered(): string {
    const { url, problem } = checkDeliveryAddress(options.url);
    if (problem !== undefined) throw new AppError('invalid', { detail: problem });
    if (!secret) throw new AppError('invalid', { detail: 'Enter a signing secret.' });
    if (!isHeaderText(authorization)) {
      throw new AppError('invalid', {
        detail: 'The Authorization header holds a character that no header may hold, such as a line break.',
      });
    }
    return url;
  }

  async function deliver(event: ConnectedEvent, { idempotencyKey, signal }: { idempotencyKey: string; signal?: AbortSignal }) {
    const url = entered();
    if (!idempotencyKey || !isHeaderText(idempotencyKey)) throw new AppError('unexpected', { detail: 'The change has no key.' });
    const rawBody = JSON.stringify(event);
    const signature = await signatureOf(rawBody, secret, now(), crypto);
    const patience = startPatience(timeoutMs, signal);
    try {
      const sending = fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization.trim() && { authorization: authorization.trim() }),
          'idempotency-key': idempotencyKey,
          'lockstep-signature': signature,
        },
        body: rawBody,
        // Seen and refused below: the header and the person's data go where the user said, and nowhere else.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: patience.signal,
      });
      return await Promise.race([sending.then(readAnswer(now())), patience.end]);
    } catch (error) {
      if (isAppError(error)) throw error;
      if (signal?.aborted) throw new AppError('cancelled');
      if (patience.signal.aborted) throw new AppError('timeout');
      throw new AppError(isOnline?.() === false ? 'offline' : 'unreachable');
    } finally {
      patience.stop();
    }
  }

  /** Delivered, or why not. */
  function readAnswer(sentAt: number) {
    return async (response: Response): Promise<Delivered> => {
      const receivedAt = now();
      const skew = serverSkewMs(response.headers, sentAt, receivedAt);
      if (response.ok) {
        // Unread: an answer says nothing that matters, and may be endless.
        await response.body?.cancel().catch(() => {});
        return { status: response.status, ...(skew !== undefined && { serverSkewMs: skew }) };
      }
      const clock = skew !== undefined && Math.abs(skew) >= clockMattersMs ? clockWords(skew) : '';
      throw await readRefusal(response, { receivedAt, clock, secrets: [authorization, secret] });
    };
  }

  return {
    deliver,

    async test() {
      const id = crypto.randomUUID();
      try {
        const { serverSkewMs: skew = 0 } = await deliver(testEvent(id, now(), account), { idempotencyKey: id });
        const isOff = Math.abs(skew) >= clockMattersMs;
        return {
          checks: [
            { name: 'Deliver a test event', ok: true, advice: '' },
            { name: 'Clock', ok: !isOff, advice: isOff ? clockWords(skew) : '' },
          ],
        };
      } catch (thrown) {
        const problem = isAppError(thrown) ? thrown : new AppError('unexpected', { cause: thrown });
        return { checks: [{ name: 'Deliver a test event', ok: false, advice: adviceFor(problem) }], problem };
      }
    },
  };
}

/** How wrong our clock is, and what to do. */
function clockWords(skewMs: number): string {
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const direction = skewMs < 0 ? 'ahead' : 'behind';
  return `This computer’s clock is ${minutes} minutes ${direction}, and receivers refuse signatures that are 5 minutes off. Set the clock, then try again.`;
}

function adviceFor({ code, detail }: AppError): string {
  if (code === 'unreachable') return 'The delivery URL cannot be reached. Check the address, the connection, a proxy or a firewall.';
  if (code === 'timeout') return 'The delivery URL did not answer in time. Ask whoever runs it.';
  return detail ?? `${advice[code].title} ${advice[code].todo}`;
}

/** Printable ASCII: what every browser and server takes as a header's value. */
function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text.trim());
}
