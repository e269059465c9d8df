// A stand-in for the receiver of the connected app: checks key, signature and shape as docs/connected-app.md tells receivers to, keeps each
// event once, and refuses where a switch says so.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { attend } from '../core/attend';
import type { Service, World } from '../core/service';

export const INTAKE_HOST = 'intake.example-automation.test';
/** The same receiver as a lead intake that a LocaliQ team hands out: below a host that the extension may reach anyway. */
export const LOCALIQ_INTAKE_HOST = 'intake.localiq.com';

/** What the user would enter in Options. */
export const CONNECTED_APP = {
  url: `https://${INTAKE_HOST}/hooks/lockstep`,
  authorization: 'Bearer sandbox-intake-key',
  secret: 'sandbox-signing-secret',
};

interface ReceivedEvent {
  id: string;
  type: string;
  occurredAt: string;
  account: string;
  data: Record<string, unknown>;
}

interface Delivery {
  at: number;
  /** Of the answer. */
  status: number;
  idempotencyKey: string;
  /** Unix seconds of the signature; 0 where it has none. */
  signedAt: number;
  rawBody: string;
}

interface ConnectedAppState {
  authorization: string;
  secret: string;
  /** Each event once, in the order of arrival. */
  events: ReceivedEvent[];
  /** By idempotency key: the body that came with it first. */
  keys: Map<string, string>;
  /** Every attempt, refused ones and repeats included. */
  deliveries: Delivery[];
}

/** A type and not an interface, so that it counts as a record of switches. */
type ConnectedAppQuirks = {
  /** How many seconds a signature may be off. */
  toleranceSeconds: number;
  /** Answers with this status instead of taking the event; 0 for none. */
  answerStatus: number;
  /** The text that goes with it. */
  answerText: string;
  /** Sends the caller elsewhere, with everything it carries; '' for none. */
  redirectTo: string;
  /** Keeps the event, then answers 500: the caller must not make two of it. */
  failsAfterKeeping: boolean;
};

export type ConnectedApp = Service<ConnectedAppState, ConnectedAppQuirks>;

/** Creates a receiver that has heard of nothing yet. */
export function createConnectedApp(world: World): ConnectedApp {
  const state: ConnectedAppState = {
    authorization: CONNECTED_APP.authorization,
    secret: CONNECTED_APP.secret,
    events: [],
    keys: new Map(),
    deliveries: [],
  };
  const quirks: ConnectedAppQuirks = { toleranceSeconds: 300, answerStatus: 0, answerText: '', redirectTo: '', failsAfterKeeping: false };
  const app = new Hono();

  app.post('/hooks/lockstep', async (context) => {
    const rawBody = await context.req.text();
    const delivery: Delivery = {
      at: world.now(),
      status: 0,
      idempotencyKey: context.req.header('Idempotency-Key') ?? '',
      signedAt: Number(/^t=(\d+),/.exec(context.req.header('Lockstep-Signature') ?? '')?.[1] ?? 0),
      rawBody,
    };
    state.deliveries.push(delivery);
    const answer = take(context, delivery);
    delivery.status = answer.status;
    answer.headers.set('Date', new Date(world.now()).toUTCString());
    return answer;
  });
  app.notFound((context) => context.json({ error: 'No such hook' }, 404));

  function take(context: Context, { idempotencyKey, rawBody }: Delivery): Response {
    if (quirks.redirectTo) return context.redirect(quirks.redirectTo, 307);
    if (quirks.answerStatus) return new Response(quirks.answerText, { status: quirks.answerStatus });
    if (state.authorization && context.req.header('Authorization') !== state.authorization) {
      return context.json({ error: 'Unknown key' }, 401);
    }
    const wrong = signatureFault(context.req.header('Lockstep-Signature') ?? '', rawBody);
    if (wrong) return context.json({ error: wrong }, 401);
    if (!context.req.header('Content-Type')?.startsWith('application/json')) return context.json({ error: 'Not JSON' }, 415);
    if (!idempotencyKey) return context.json({ error: 'Idempotency-Key is missing' }, 400);
    const event = parseEvent(rawBody);
    if (!event) return context.json({ error: 'Not an event' }, 422);

    const known = state.keys.get(idempotencyKey);
    if (known !== undefined && known !== rawBody) return context.json({ error: 'This key came with another body' }, 422);
    if (known !== undefined) return context.json({ received: true, duplicate: true }, 200);
    state.keys.set(idempotencyKey, rawBody);
    state.events.push(event);
    return quirks.failsAfterKeeping ? context.json({ error: 'Something went wrong' }, 500) : context.json({ received: true }, 202);
  }

  /** What is wrong with a signature; '' for a good one. */
  function signatureFault(header: string, rawBody: string): string {
    const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    if (!seconds || !hex) return 'The signature is missing';
    const expected = createHmac('sha256', state.secret).update(`${seconds}.${rawBody}`).digest();
    if (!timingSafeEqual(expected, Buffer.from(hex, 'hex'))) return 'The signature does not fit';
    const isFresh = Math.abs(world.now() / 1000 - Number(seconds)) <= quirks.toleranceSeconds;
    return isFresh ? '' : 'The signature is too old or too new';
  }

  return attend(world, {
    hosts: [INTAKE_HOST, LOCALIQ_INTAKE_HOST],
    fetch: async (request) => app.fetch(request),
    state,
    quirks,
    requests: [],
  });
}

/** An event in the documented envelope, or undefined. */
function parseEvent(rawBody: string): ReceivedEvent | undefined {
  try {
    const body = JSON.parse(rawBody) as Partial<ReceivedEvent> | null;
    const texts = [body?.id, body?.type, body?.occurredAt, body?.account];
    const isEvent = texts.every((text) => typeof text === 'string' && text !== '') && typeof body?.data === 'object' && body.data !== null;
    return isEvent && !Number.isNaN(Date.parse(body?.occurredAt ?? '')) ? (body as ReceivedEvent) : undefined;
  } catch {
    return undefined;
  }
}
