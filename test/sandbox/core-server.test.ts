import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AVERY } from '../../sandbox/core/people';
import { createSandbox, type Sandbox } from '../../sandbox/index';
import { type SandboxServer, serveSandbox } from '../../sandbox/server';

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
  /** Whether the connection had served a request before. */
  wasReused: boolean;
}

let sandbox: Sandbox;
let server: SandboxServer;
let agent: Agent;
let token: string;

beforeEach(async () => {
  sandbox = createSandbox({ contacts: 20 });
  server = await serveSandbox(sandbox);
  agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
  token = sandbox.highlevel.state.issueToken();
});

afterEach(async () => {
  agent.destroy();
  await server.close();
});

function ask(path: string, { host = 'services.leadconnectorhq.com', method = 'GET', body = '' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      host,
      authorization: `Bearer ${token}`,
      version: '2021-07-28',
      ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
    };
    const sent = request({ host: '127.0.0.1', port: server.port, servername: host, agent, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, wasReused: sent.reusedSocket }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function avery() {
  const contact = sandbox.highlevel.state.contactByEmail(AVERY.email ?? '');
  if (!contact) throw new Error('Avery is missing');
  return contact;
}

const noteBody = JSON.stringify({ body: 'Written over HTTPS' });
const notes = () => sandbox.highlevel.state.notesOf(avery().id).filter(({ body }) => body === 'Written over HTTPS');

describe('the sandbox over HTTPS', () => {
  test('routes by host, keeps connections alive and records requests', async () => {
    const first = await ask(`/contacts/${avery().id}`);
    expect(JSON.parse(first.text)).toMatchObject({ contact: { firstName: 'Avery', address1: '12 Drafting Lane' } });
    expect((await ask('/oauth/chooselocation', { host: 'marketplace.gohighlevel.com' })).status).toBe(400);
    expect((await ask(`/contacts/${avery().id}/notes`)).wasReused).toBe(true);
    expect((await ask('/', { host: 'unknown.example.com' })).status).toBe(404);
    expect(sandbox.highlevel.requests.map(({ host, path, status }) => [host, path, status])).toEqual([
      ['services.leadconnectorhq.com', `/contacts/${avery().id}`, 200],
      ['marketplace.gohighlevel.com', '/oauth/chooselocation', 400],
      ['services.leadconnectorhq.com', `/contacts/${avery().id}/notes`, 200],
    ]);
  });

  test('a body arrives, and the Date header is the sandbox’s own', async () => {
    sandbox.highlevel.quirks.clockSkewMs = 3_600_000;
    const answer = await ask(`/contacts/${avery().id}/notes`, { method: 'POST', body: noteBody });
    expect(answer.status).toBe(201);
    expect(Math.abs(Date.parse(String(answer.headers.date)) - Date.now() - 3_600_000)).toBeLessThan(5000);
    expect(notes()).toHaveLength(1);
    expect(sandbox.highlevel.requests.at(-1)).toMatchObject({ method: 'POST', body: { body: 'Written over HTTPS' }, status: 201 });
  });

  test('drop-reply: the note is there once, and the answer ends within its head', async () => {
    await ask(`/contacts/${avery().id}`);
    sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST' } });
    await expect(ask(`/contacts/${avery().id}/notes`, { method: 'POST', body: noteBody })).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(notes()).toHaveLength(1);
    expect(sandbox.highlevel.requests.at(-1)).toMatchObject({ method: 'POST', status: 0 });
    expect((await ask(`/contacts/${avery().id}`)).status).toBe(200);
  });

  // Without a byte of an answer Chromium would send the request again by itself.
  test('a dropped reply says something, and never all of its head', async () => {
    sandbox.world.faults.arm({ kind: 'drop-reply' });
    const socket = connect({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false });
    socket.write('GET /oauth/chooselocation HTTP/1.1\r\nHost: marketplace.gohighlevel.com\r\n\r\n');
    const said = await text(socket);
    expect(said).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(said).not.toContain('\r\n\r\n');
  });

  test('drop-request: nothing was written', async () => {
    await ask(`/contacts/${avery().id}`);
    sandbox.world.faults.arm({ kind: 'drop-request', match: { method: 'POST' } });
    await expect(ask(`/contacts/${avery().id}/notes`, { method: 'POST', body: noteBody })).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(notes()).toHaveLength(0);
  });

  test('html, truncated and empty answers arrive as such', async () => {
    for (const kind of ['html', 'truncated', 'empty'] as const) sandbox.world.faults.arm({ kind });
    const path = `/contacts/${avery().id}`;
    const answers = [await ask(path), await ask(path), await ask(path)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]?.text).toContain('<h1>');
    expect(() => JSON.parse(answers[1]?.text ?? '{}')).toThrow();
    expect(answers[2]?.text).toBe('');
  });
});
