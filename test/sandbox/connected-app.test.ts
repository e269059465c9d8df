// The receiver of the connected app: who and what it refuses, and that it keeps each event once.
import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { CONNECTED_APP } from '../../sandbox/connected-app';
import { createSandbox, type Sandbox } from '../../sandbox/index';

const now = Date.UTC(2026, 10, 21, 12);
const event = { id: 'e1', type: 'test', occurredAt: '2026-11-21T12:00:00.000Z', account: 'highlevel:x', data: { message: 'hi' } };
let sandbox: Sandbox;

beforeEach(() => {
  sandbox = createSandbox({ now: () => now });
});

async function send({ body = JSON.stringify(event), at = now, secret = CONNECTED_APP.secret, path = '', headers = {} } = {}) {
  const t = Math.floor(at / 1000);
  const request = new Request(CONNECTED_APP.url + path, {
    method: 'POST',
    body,
    headers: {
      Authorization: CONNECTED_APP.authorization,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'k1',
      'Lockstep-Signature': `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`,
      ...headers,
    },
  });
  const response = await sandbox.fetch(request);
  return { status: response.status, text: await response.text(), date: response.headers.get('date') };
}

describe('the receiver', () => {
  it('keeps an event, and a repeated one once', async () => {
    expect(await send()).toEqual({ status: 202, text: '{"received":true}', date: 'Sat, 21 Nov 2026 12:00:00 GMT' });
    expect(await send({ at: now + 60_000 })).toMatchObject({ status: 200, text: expect.stringContaining('duplicate') });
    expect(sandbox.connectedApp.state.events).toEqual([event]);
    expect(sandbox.connectedApp.state.deliveries.map(({ status }) => status)).toEqual([202, 200]);
    expect(sandbox.connectedApp.requests).toHaveLength(2);
  });

  it.each([
    ['a wrong key', { headers: { Authorization: 'Bearer other' } }, 401],
    ['no signature', { headers: { 'Lockstep-Signature': '' } }, 401],
    ['a signature with another secret', { secret: 'other' }, 401],
    ['an old signature', { at: now - 301_000 }, 401],
    ['one from the future', { at: now + 301_000 }, 401],
    ['no idempotency key', { headers: { 'Idempotency-Key': '' } }, 400],
    ['another kind of body', { headers: { 'Content-Type': 'text/plain' } }, 415],
    ['half an event', { body: '{"id":"e1"' }, 422],
    ['something else', { body: '{"id":"e1","type":"test"}' }, 422],
    ['another path', { path: '/other' }, 404],
  ])('refuses %s', async (_what, how, status) => {
    expect(await send(how)).toMatchObject({ status });
    expect(sandbox.connectedApp.state.events).toEqual([]);
  });

  it('takes a signature of five minutes ago', async () => {
    expect(await send({ at: now - 300_000 })).toMatchObject({ status: 202 });
  });

  it('refuses a key that came with another body', async () => {
    await send();
    expect(await send({ body: JSON.stringify({ ...event, id: 'e2' }) })).toMatchObject({ status: 422 });
  });

  it('answers as its switches say', async () => {
    const { quirks, state } = sandbox.connectedApp;
    quirks.answerStatus = 503;
    expect((await send()).status).toBe(503);
    quirks.answerStatus = 0;
    quirks.redirectTo = 'https://elsewhere.example.com/';
    expect((await send()).status).toBe(307);
    expect(state.events).toEqual([]);
    quirks.redirectTo = '';
    quirks.failsAfterKeeping = true;
    expect((await send()).status).toBe(500);
    expect(state.events).toHaveLength(1);
    sandbox.world.faults.arm({ kind: '500' });
    expect((await send()).status).toBe(500);
  });

  it('is among the hosts of the sandbox', () => {
    expect(sandbox.hosts).toEqual(expect.arrayContaining([new URL(CONNECTED_APP.url).hostname, 'api.localiqservices.com']));
  });
});
