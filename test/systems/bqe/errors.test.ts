// What BQE CORE's refusals mean, in every shape of body, and answers that are broken, blank, odd or lead elsewhere.
import { describe, expect, it } from 'vitest';
import { errorFor } from '@/lib/http/error-mapping';
import { acceptEndpoint } from '@/lib/systems/bqe/endpoint';
import { readBqeError } from '@/lib/systems/bqe/errors';
import { createBqe } from '@/lib/systems/bqe/index';
import { idOf } from '@/sandbox/bqe/ids';
import { AVERY } from '@/sandbox/core/people';
import { connect, now, pull, timezone } from './connect';

describe('a refusal', () => {
  it.each([
    [409, { Key: 'OutDatedModel', Message: 'stale' }, 'outdated'],
    [409, { errorCode: 'OutDatedModel', message: 'stale' }, 'outdated'],
    [409, { error: { errorCode: 'OutDatedModel', message: 'stale' } }, 'outdated'],
    [409, 'OutDatedModel: stale', 'outdated'],
    [409, [{ key: 'MsgPermissions' }], 'forbidden'],
    [409, { KEY: 'MsgPermissions', MESSAGE: 'no' }, 'forbidden'],
    [409, { error: 'MsgPermissions' }, 'forbidden'],
    [409, 'MsgPermissions', 'forbidden'],
    [409, { Key: 'ProjectControlLimitation', Message: 'over' }, 'invalid'],
    [409, { Key: 'DuplicateName', Message: 'A record with this name exists' }, 'duplicate'],
    [409, null, 'invalid'],
    [403, { error: 'insufficient_scope' }, 'missing-scope'],
    [403, { errorCode: '031.001', message: 'Your subscription does not include CRM' }, 'forbidden'],
    [403, undefined, 'forbidden'],
    [400, { Key: 'FieldError', Message: 'Invalid field: x' }, 'invalid'],
    [401, { Message: 'expired' }, 'signed-out'],
    [404, undefined, 'not-found'],
    [405, undefined, 'unsupported'],
    [429, 'slow', 'rate-limited'],
    [500, { Key: 'GeneralException' }, 'server-error'],
    [503, '<html>', 'server-error'],
  ])('%i %j means %s', (status, body, code) => {
    expect(errorFor(status, body, readBqeError, undefined)).toMatchObject({ status, code });
  });

  it('names the resource or the scope it is about', async () => {
    const { system, sandbox } = await connect();
    sandbox.bqe.state.forbidden.add('todo');
    await expect(system.tasks.list(idOf(AVERY), pull)).rejects.toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('To-dos'),
    });
    // The rest goes on.
    expect((await system.notes.list(idOf(AVERY), pull)).length).toBe(1);
    const reader = await connect({ granted: ['read:core', 'openid'] });
    expect(reader.test.missing).toEqual(['client:write', 'crm/prospect:write', 'todo:write', 'note:write']);
    await expect(reader.system.contacts.update(idOf(AVERY), { firstName: 'X' }, pull)).rejects.toMatchObject({
      code: 'missing-scope',
      detail: 'readwrite:core',
    });
  });
});

describe('an answer', () => {
  it.each([
    ['html', 'unreadable-answer'],
    ['truncated', 'unreadable-answer'],
    ['empty', 'unreadable-answer'],
    ['null-everywhere', 'unreadable-answer'],
    ['drop-request', 'unreachable'],
    ['503', 'server-error'],
    ['429', 'rate-limited'],
  ] as const)('that is %s is %s, never "nothing there"', async (kind, code) => {
    const { system, sandbox } = await connect();
    const [todo] = await system.tasks.list(idOf(AVERY), pull);
    for (const call of [
      () => system.contacts.read(idOf(AVERY), pull),
      () => system.contacts.list({ size: 10, changedSince: 0 }, pull),
      () => system.tasks.list(idOf(AVERY), pull),
      () => system.notes.list(idOf(AVERY), pull),
      () => system.contacts.update(idOf(AVERY), { firstName: 'X' }, pull),
      () => system.tasks.setCompleted(idOf(AVERY), todo!.id, true, pull),
      () => system.deletedSince!(0, pull),
    ]) {
      sandbox.world.faults.clear();
      sandbox.bqe.state.company.deleted.push({
        ...sandbox.bqe.state.newCommon(),
        entityId: 'x',
        entity: '',
        entityType: 'Note',
        deletedOn: now,
        deletedById: '',
      });
      sandbox.world.faults.arm({ kind, times: Number.POSITIVE_INFINITY, match: { host: 'api.bqecore.com' } });
      await expect(call()).rejects.toMatchObject({ name: 'AppError', code });
    }
  });

  it('with fields that nobody documented is read all the same, and they are sent back', async () => {
    const { system, sandbox } = await connect();
    sandbox.world.faults.arm({ kind: 'unknown-fields', times: Number.POSITIVE_INFINITY, match: { method: 'GET' } });
    expect((await system.contacts.read(idOf(AVERY), pull))?.value).toMatchObject({ firstName: 'Avery', email: AVERY.email });
    await system.contacts.update(idOf(AVERY), { firstName: 'Ave' }, pull).catch(() => undefined);
    const put = sandbox.bqe.requests.find(({ method }) => method === 'PUT');
    expect(put?.body).toMatchObject({ undocumentedField: { nested: ['surprise'] } });
  });

  it('whose fields are all null but the id is a blank record', async () => {
    const { system, sandbox } = await connect();
    const original = sandbox.bqe.fetch;
    sandbox.bqe.fetch = async (request) => {
      const response = await original(request);
      const body: Record<string, unknown> = await response.json();
      const blank = Object.fromEntries(Object.keys(body).map((name) => [name, name === 'id' ? body.id : null]));
      return Response.json(blank, { status: response.status });
    };
    const contact = await system.contacts.read(idOf(AVERY), pull);
    expect(contact?.value).toMatchObject({ firstName: '', email: '', additionalPhones: [], tags: [], customFields: {}, updatedAt: 0 });
    const [todo] = sandbox.bqe.state.company.todos;
    expect((await system.tasks.read(idOf(AVERY), todo!.id, pull))?.value).toEqual({
      title: '',
      body: '',
      dueAt: 0,
      completed: false,
      assignedTo: '',
    });
    const [note] = sandbox.bqe.state.company.notes;
    expect((await system.notes.read(idOf(AVERY), note!.id, pull))?.value).toMatchObject({ body: '', addedAt: 0 });
  });

  it('in an envelope is read as well', async () => {
    const { system, sandbox } = await connect();
    const original = sandbox.bqe.fetch;
    sandbox.bqe.fetch = async (request) => Response.json({ items: await (await original(request)).json() });
    expect((await system.tasks.list(idOf(AVERY), pull)).length).toBe(4);
  });

  it('that leads elsewhere is not followed with the token on board', async () => {
    for (const target of ['https://evil.example.com/api/client', 'https://services.leadconnectorhq.com/contacts/']) {
      const { system, sandbox } = await connect({ later: { redirectsTo: target } });
      await expect(system.contacts.list({ size: 10 }, pull)).rejects.toMatchObject({ name: 'AppError', code: 'unreachable' });
      expect(sandbox.highlevel.requests).toEqual([]);
    }
  });
});

describe('the endpoint', () => {
  it.each([
    ['https://api.bqecore.com/api', 'https://api.bqecore.com/api'],
    ['https://api.bqecore.com/api/', 'https://api.bqecore.com/api'],
    ['https://coreapi1-01.bqecore.com/api/v1//', 'https://coreapi1-01.bqecore.com/api/v1'],
  ])('%s is taken', (named, taken) => {
    expect(acceptEndpoint(named)).toBe(taken);
  });

  it.each([
    'http://api.bqecore.com/api',
    'https://evil.example.com/api',
    'https://bqecore.com.evil.example.com/api',
    'https://evilbqecore.com/api',
    'https://api.bqecore.com/other',
    'https://api.bqecore.com/apiary',
    'https://user@api.bqecore.com/api',
    'https://api.bqecore.com:8443/api',
    'https://api.bqecore.com/api?x=1',
    'javascript:alert(1)',
    'nonsense',
    '',
  ])('%s is refused', (named) => {
    expect(() => acceptEndpoint(named)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('on a foreign host is never called, wherever it came from', async () => {
    const { http, profile, sandbox } = await connect();
    for (const endpoint of ['https://services.leadconnectorhq.com/api', async () => 'https://services.leadconnectorhq.com/api']) {
      const foreign = createBqe({ http, endpoint, profile, userId: '', companyId: 'c', timezone, now: () => now });
      await expect(foreign.contacts.list({ size: 10 }, pull)).rejects.toMatchObject({
        code: 'invalid',
        detail: expect.stringContaining('services.leadconnectorhq.com'),
      });
    }
    expect(sandbox.highlevel.requests).toEqual([]);
  });
});
