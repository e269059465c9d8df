import { describe, expect, test, vi } from 'vitest';
import { createFaults, type Fault } from '../../sandbox/core/faults';

const ADDRESS = 'https://api.example.com/items';

/** A system that counts what it does and answers with the count. */
function createCounter() {
  const slept: number[] = [];
  const faults = createFaults({ sleep: async (ms) => void slept.push(ms) });
  let acted = 0;
  const ask = (method = 'GET', address = ADDRESS) =>
    faults.apply(new Request(address, { method }), async () => {
      acted++;
      return Response.json({ items: [{ id: acted }, { id: 99 }], total: 2 });
    });
  return { faults, ask, slept, acted: () => acted };
}

async function hit(fault: Fault) {
  const counter = createCounter();
  counter.faults.arm(fault);
  const response = await counter.ask();
  return { ...counter, response, text: await response.text() };
}

describe('faults', () => {
  test('nothing armed, nothing changed', async () => {
    const { ask } = createCounter();
    expect(await (await ask()).json()).toEqual({ items: [{ id: 1 }, { id: 99 }], total: 2 });
  });

  test('latency waits and then answers', async () => {
    const { slept, response } = await hit({ kind: 'latency', ms: 700 });
    expect(slept).toEqual([700]);
    expect(response.status).toBe(200);
  });

  test('a caller that gives up is let go of during latency', async () => {
    const faults = createFaults({ sleep: () => new Promise(() => {}) });
    faults.arm({ kind: 'latency', ms: 1 });
    const aborter = new AbortController();
    const answer = faults.apply(new Request(ADDRESS, { signal: aborter.signal }), async () => new Response());
    aborter.abort();
    await expect(answer).rejects.toThrow('aborted');
  });

  test.each([false, true])('hold keeps a request until it is told otherwise, and the system has acted by then: %s', async (acts) => {
    const { faults, ask, acted } = createCounter();
    const [held, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const until = () => {
      held.resolve();
      return told.promise;
    };
    faults.arm({ kind: 'hold', acts, until, match: { host: /^api\./ } });
    const answer = ask('POST');
    await held.promise;
    expect(acted()).toBe(acts ? 1 : 0);
    told.resolve();
    expect((await answer).status).toBe(200);
    expect(acted()).toBe(1);
  });

  test('a caller that gives up while it is held was never heard of', async () => {
    const faults = createFaults();
    faults.arm({ kind: 'hold', until: () => new Promise(() => {}) });
    const aborter = new AbortController();
    const act = vi.fn(async () => new Response());
    const answer = faults.apply(new Request(ADDRESS, { signal: aborter.signal }), act);
    aborter.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(act).not.toHaveBeenCalled();
  });

  test('drop-request loses the request before anything happened', async () => {
    const { faults, ask, acted } = createCounter();
    faults.arm({ kind: 'drop-request' });
    await expect(ask('POST')).rejects.toThrow(new TypeError('network'));
    expect(acted()).toBe(0);
    expect((await ask('POST')).status).toBe(200);
  });

  test('drop-reply loses the reply after it happened', async () => {
    const { faults, ask, acted } = createCounter();
    faults.arm({ kind: 'drop-reply' });
    await expect(ask('POST')).rejects.toBeInstanceOf(TypeError);
    expect(acted()).toBe(1);
  });

  test.each(['429', '500', '503'] as const)('%s refuses before anything happened, or after it where asked for', async (kind) => {
    const before = await hit({ kind });
    expect([before.response.status, before.acted()]).toEqual([Number(kind), 0]);
    expect(before.response.headers.get('retry-after')).toBeNull();
    const after = await hit({ kind, acts: true, retryAfter: 7 });
    expect([after.response.status, after.acted()]).toEqual([Number(kind), 1]);
    expect(after.response.headers.get('retry-after')).toBe('7');
  });

  test('html, truncated and empty answers have status 200 and no JSON in them', async () => {
    const html = await hit({ kind: 'html' });
    expect([html.response.status, html.response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const truncated = await hit({ kind: 'truncated' });
    expect([truncated.response.status, truncated.acted()]).toEqual([200, 1]);
    expect(() => JSON.parse(truncated.text)).toThrow();
    const empty = await hit({ kind: 'empty' });
    expect([empty.response.status, empty.text]).toEqual([200, '']);
  });

  test('stale gives an earlier answer to the same GET and waits for one', async () => {
    const { faults, ask } = createCounter();
    faults.arm({ kind: 'stale' });
    expect((await (await ask()).json()).items[0]).toEqual({ id: 1 });
    expect((await (await ask()).json()).items[0]).toEqual({ id: 1 });
    expect((await (await ask()).json()).items[0]).toEqual({ id: 2 });
    faults.arm({ kind: 'stale' });
    expect((await (await ask('GET', `${ADDRESS}?other`)).json()).items[0]).toEqual({ id: 3 });
    expect(faults.armed()).toHaveLength(1);
    expect((await (await ask()).json()).items[0]).toEqual({ id: 1 });
  });

  test('duplicate, null-everywhere and unknown-fields rewrite the answer', async () => {
    expect(JSON.parse((await hit({ kind: 'duplicate' })).text)).toEqual({ items: [{ id: 1 }, { id: 1 }, { id: 99 }], total: 2 });
    expect(JSON.parse((await hit({ kind: 'null-everywhere' })).text)).toEqual({ items: [{ id: null }, { id: null }], total: null });
    const unknown = JSON.parse((await hit({ kind: 'unknown-fields' })).text);
    expect(unknown).toMatchObject({ total: 2, undocumentedField: { enabled: true } });
    expect(unknown.items[0]).toMatchObject({ id: 1, __v: 7 });
  });

  test('a fault hits what it matches, after as many and as often as it says', async () => {
    const { faults, ask } = createCounter();
    faults.arm({ kind: '500', match: { host: 'api.example.com', method: 'post', path: /^\/items$/g }, after: 1, times: 2 });
    expect((await ask('GET')).status).toBe(200);
    expect((await ask('POST', 'https://api.example.com/others')).status).toBe(200);
    expect((await ask('POST', 'https://else.example.com/items')).status).toBe(200);
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await ask('POST')).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  test('several faults: the first armed wins, latency goes with any, and each can be taken back', async () => {
    const { faults, ask, slept } = createCounter();
    faults.arm({ kind: 'latency', ms: 5, times: Number.POSITIVE_INFINITY });
    faults.arm({ kind: '500' });
    const takeBack = faults.arm({ kind: '503' });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 503, 200]);
    expect(slept).toEqual([5, 5, 5]);
    takeBack();
    faults.arm({ kind: '500' })();
    expect((await ask()).status).toBe(200);
    faults.clear();
    expect(faults.armed()).toEqual([]);
  });
});
