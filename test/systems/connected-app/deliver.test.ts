// Delivering events to the connected app: what goes out, what each answer means, and what must never go out or be shown.
import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventOfChange } from '@/lib/domain/event-of-change';
import { type AppError, advice } from '@/lib/errors';
import { type ConnectedAppOptions, createConnectedApp } from '@/lib/systems/connected-app';
import { CONNECTED_APP, INTAKE_HOST } from '@/sandbox/connected-app';
import { createSandbox } from '@/sandbox/index';
import { aContact, noon } from '@/test/builders';

const account = 'highlevel:ve9EPM428h8vShlRW1KT';
const idempotencyKey = 'change-1';
const made = eventOfChange({
  id: '5b0b9a57-5e0c-4a41-9a4c-0d6c3f1c7a01',
  madeAt: noon,
  account,
  change: { op: 'contact.create' },
  contact: { id: 'c1', value: aContact({ lastName: 'Lovelace é 🌻' }) },
});
if (!made) throw new Error('Contacts that are made are told of');
const event = made;

function setUp(options: Partial<ConnectedAppOptions> = {}) {
  let time = noon;
  let wrongBy = 0;
  const sandbox = createSandbox({ now: () => time });
  const sent: Request[] = [];
  const app = createConnectedApp({
    fetch: (input, init) => {
      const request = new Request(input, init);
      sent.push(request.clone());
      return sandbox.fetch(request);
    },
    ...CONNECTED_APP,
    account,
    now: () => time + wrongBy,
    crypto: webcrypto as Crypto,
    ...options,
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const setClockWrong = (milliseconds: number) => {
    wrongBy = milliseconds;
  };
  const { state, quirks } = sandbox.connectedApp;
  return { app, sandbox, state, quirks, sent, pass, setClockWrong, deliver: () => app.deliver(event, { idempotencyKey }) };
}

async function failure(answer: Promise<unknown>): Promise<AppError> {
  return answer.then(
    () => expect.fail('should have failed'),
    (thrown: AppError) => thrown,
  );
}

describe('an event', () => {
  it('arrives as it was made, signed, with its key', async () => {
    const { deliver, state, sent } = setUp();
    expect(await deliver()).toMatchObject({ status: 202 });
    expect(state.events).toEqual([event]);
    const [request] = sent;
    expect(request).toMatchObject({ method: 'POST', url: CONNECTED_APP.url, redirect: 'manual', credentials: 'omit' });
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      authorization: CONNECTED_APP.authorization,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      'lockstep-signature': expect.stringMatching(new RegExp(`^t=${noon / 1000},v1=[0-9a-f]{64}$`)),
    });
  });

  it('is the same at each attempt but for a fresh signature, and is kept once', async () => {
    const { deliver, state, quirks, pass } = setUp();
    quirks.failsAfterKeeping = true;
    expect(await failure(deliver())).toMatchObject({ code: 'server-error' });
    quirks.failsAfterKeeping = false;
    pass(3_600_000);
    expect(await deliver()).toMatchObject({ status: 200 });
    expect(state.events).toHaveLength(1);
    const [first, second] = state.deliveries;
    expect(second).toMatchObject({ rawBody: first?.rawBody, idempotencyKey: first?.idempotencyKey });
    expect((second?.signedAt ?? 0) - (first?.signedAt ?? 0)).toBe(3600);
  });

  it('needs no Authorization header', async () => {
    const { deliver, state, sent } = setUp({ authorization: ' ' });
    state.authorization = '';
    await deliver();
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });
});

describe('an answer', () => {
  it.each([
    [429, 'rate-limited', 'retry'],
    [408, 'timeout', 'retry'],
    [500, 'server-error', 'retry'],
    [502, 'server-error', 'retry'],
    [503, 'server-error', 'retry'],
    [400, 'invalid', 'ask'],
    [401, 'forbidden', 'ask'],
    [403, 'forbidden', 'ask'],
    [404, 'invalid', 'ask'],
    [409, 'invalid', 'ask'],
    [410, 'invalid', 'ask'],
    [413, 'invalid', 'ask'],
    [422, 'invalid', 'ask'],
  ] as const)('%i is %s: %s', async (status, code, then) => {
    const { deliver, quirks } = setUp();
    quirks.answerStatus = status;
    const error = await failure(deliver());
    expect(error).toMatchObject({ name: 'AppError', code, status });
    expect(advice[error.code].then).toBe(then);
    expect(error.detail).toContain(String(status));
  });

  it.each([200, 201, 202, 204])('%i is delivered, whatever the body', async (status) => {
    const { app } = setUp({ fetch: async () => new Response(status === 204 ? null : '<html>'.repeat(1000), { status }) });
    expect(await app.deliver(event, { idempotencyKey })).toMatchObject({ status });
  });

  it('says when to come back', async () => {
    const { deliver, sandbox } = setUp();
    sandbox.world.faults.arm({ kind: '503', retryAfter: 120 });
    expect(await failure(deliver())).toMatchObject({ code: 'server-error', retryAt: noon + 120_000 });
    sandbox.world.faults.arm({ kind: '429' });
    expect(await failure(deliver())).toMatchObject({ code: 'rate-limited', retryAt: noon + 60_000 });
  });

  it('that does not come is tried again later', async () => {
    for (const kind of ['drop-request', 'drop-reply'] as const) {
      const { deliver, sandbox } = setUp();
      sandbox.world.faults.arm({ kind });
      expect(await failure(deliver())).toMatchObject({ code: 'unreachable' });
      expect(await deliver()).toMatchObject({ status: kind === 'drop-reply' ? 200 : 202 });
    }
    const offline = setUp({ isOnline: () => false });
    offline.sandbox.world.faults.arm({ kind: 'drop-request' });
    expect(await failure(offline.deliver())).toMatchObject({ code: 'offline' });
  });

  it('that takes too long, or that nobody waits for any more, ends', async () => {
    const never: typeof globalThis.fetch = (_input, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    expect(await failure(setUp({ fetch: never, timeoutMs: 20 }).deliver())).toMatchObject({ code: 'timeout' });
    const controller = new AbortController();
    const waiting = setUp({ fetch: never }).app.deliver(event, { idempotencyKey, signal: controller.signal });
    controller.abort();
    expect(await failure(waiting)).toMatchObject({ code: 'cancelled' });
  });

  it('is shown as 300 plain characters at most, and without what we sent', async () => {
    const { deliver, quirks } = setUp();
    quirks.answerStatus = 400;
    for (const text of [
      `<h1>No</h1><script>alert(1)</script>${'<p>bad</p>'.repeat(10_000)}`,
      `Got Authorization: ${CONNECTED_APP.authorization} and ${CONNECTED_APP.secret} and key sandbox-intake-key`,
      JSON.stringify({ message: `no\u202e\u0000\n${'x'.repeat(5000)}` }),
      'see https://x.example.com/a?token=abc',
    ]) {
      quirks.answerText = text;
      const { detail = '' } = await failure(deliver());
      expect(detail.length).toBeLessThan(400);
      expect(detail).not.toMatch(/<|sandbox-intake-key|sandbox-signing-secret|\u202e|\n|token=/);
    }
  });

  it('without an end is not read to it', async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled++;
          controller.enqueue(new TextEncoder().encode('x'.repeat(1000)));
        },
      });
    await failure(setUp({ fetch: async () => new Response(endless(), { status: 400 }) }).deliver());
    await setUp({ fetch: async () => new Response(endless(), { status: 200 }) }).deliver();
    expect(pulled).toBeLessThan(20);
  });

  it('that leads elsewhere is not followed', async () => {
    const { deliver, quirks, sent, sandbox } = setUp();
    quirks.redirectTo = 'https://evil.example.com/';
    expect(await failure(deliver())).toMatchObject({ code: 'invalid', detail: expect.stringContaining('redirects are not followed') });
    expect(sent.map(({ url }) => new URL(url).hostname)).toEqual([INTAKE_HOST]);
    expect(sandbox.connectedApp.state.events).toEqual([]);
    // As browsers show it.
    const opaque = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    expect(await failure(setUp({ fetch: async () => opaque }).deliver())).toMatchObject({ code: 'invalid' });
  });
});

describe('a clock that is off', () => {
  it.each([
    [3_600_000, '60 minutes ahead'],
    [-3_600_000, '60 minutes behind'],
  ])('by %i ms is named as the cause', async (milliseconds, words) => {
    const { deliver, setClockWrong, state } = setUp();
    setClockWrong(milliseconds);
    expect(await failure(deliver())).toMatchObject({ code: 'forbidden', status: 401, detail: expect.stringContaining(words) });
    expect(state.events).toEqual([]);
    setClockWrong(0);
    await deliver();
  });

  it('a little does no harm', async () => {
    const { deliver, setClockWrong } = setUp();
    setClockWrong(200_000);
    expect(await deliver()).toMatchObject({ status: 202 });
  });
});

describe('nothing goes out', () => {
  it.each([
    [{ url: 'http://intake.example-automation.test/' }, 'https'],
    [{ url: 'https://localhost/' }, 'private network'],
    [{ url: 'https://192.168.0.10/' }, 'private network'],
    [{ url: 'https://169.254.169.254/latest' }, 'private network'],
    [{ url: 'https://me:secret@hooks.example.com/' }, 'Authorization header'],
    [{ url: '' }, 'Enter'],
    [{ secret: '' }, 'signing secret'],
    [{ authorization: 'Bearer a\r\nX-Other: b' }, 'line break'],
    [{ authorization: 'Bearer ключ' }, 'Authorization header'],
  ])('with %j', async (options, words) => {
    const { app, deliver, sent } = setUp(options);
    expect(await failure(deliver())).toMatchObject({ code: 'invalid', detail: expect.stringContaining(words) });
    expect(await app.test()).toMatchObject({
      problem: { code: 'invalid' },
      checks: [{ ok: false, advice: expect.stringContaining(words) }],
    });
    expect(sent).toEqual([]);
  });

  it('without a key for the change', async () => {
    const { app, sent } = setUp();
    for (const key of ['', 'a\nb'])
      expect(await failure(app.deliver(event, { idempotencyKey: key }))).toMatchObject({ code: 'unexpected' });
    expect(sent).toEqual([]);
  });
});

describe('Test connection', () => {
  it('sends a test event, a new one each time', async () => {
    const { app, state } = setUp();
    expect(await app.test()).toEqual({
      checks: [
        { name: 'Deliver a test event', ok: true, advice: '' },
        { name: 'Clock', ok: true, advice: '' },
      ],
    });
    await app.test();
    expect(state.events).toMatchObject([{ type: 'test', account, data: { message: expect.any(String) } }, { type: 'test' }]);
  });

  it('says what is wrong: key, secret, address, host', async () => {
    const advices = await Promise.all(
      [
        setUp({ authorization: 'Bearer other' }),
        setUp({ secret: 'other' }),
        setUp({ url: `https://${INTAKE_HOST}/other` }),
        setUp({ fetch: () => Promise.reject(new TypeError('no')) }),
      ].map(async ({ app }) => (await app.test()).checks[0]?.advice),
    );
    expect(advices).toEqual([
      expect.stringContaining('Unknown key'),
      expect.stringContaining('The signature does not fit'),
      expect.stringContaining('Nothing answers at the delivery URL'),
      expect.stringContaining('cannot be reached'),
    ]);
  });

  it('warns of a clock that is off although the receiver does not mind', async () => {
    const { app, quirks, setClockWrong } = setUp();
    quirks.toleranceSeconds = 100_000;
    setClockWrong(3_600_000);
    expect((await app.test()).checks[1]).toMatchObject({ name: 'Clock', ok: false, advice: expect.stringContaining('60 minutes ahead') });
  });
});
