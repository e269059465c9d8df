// What HighLevel's refusals mean, by their published and reported bodies.
import { describe, expect, it } from 'vitest';
import { errorFor } from '@/lib/http/error-mapping';
import { readHighLevelError } from '@/lib/systems/highlevel/errors';
import { connect, pull } from './connect';

describe('a refusal', () => {
  it.each([
    [401, { message: 'Invalid token: access token is invalid', error: 'Unauthorized' }, 'signed-out'],
    [401, { message: 'Invalid JWT' }, 'signed-out'],
    [401, { message: 'version header is invalid' }, 'signed-out'],
    [401, { message: 'The token is not authorized for this scope.' }, 'missing-scope'],
    [401, { message: 'This authClass type is not allowed to access this scope.' }, 'wrong-account'],
    [403, { message: 'The token does not have access to this location.' }, 'wrong-account'],
    [403, { message: 'Forbidden resource' }, 'forbidden'],
    [400, { message: 'Contact with id abc not found' }, 'not-found'],
    [400, { message: 'The task does not exist' }, 'not-found'],
    [400, { message: 'email must be an email' }, 'invalid'],
    [404, { message: 'Cannot GET /x' }, 'not-found'],
    [409, { message: 'Conflict' }, 'outdated'],
    [422, { message: ['property x should not exist', 'email must be an email'] }, 'invalid'],
    [422, { message: 'property x should not exist' }, 'invalid'],
    [429, { message: 'Too Many Requests' }, 'rate-limited'],
    [500, '<html>', 'server-error'],
    [400, null, 'invalid'],
    [400, 'text', 'invalid'],
    [400, { message: { deep: 1 }, meta: 'x' }, 'invalid'],
  ])('%i %j means %s', (status, body, code) => {
    expect(errorFor(status, body, readHighLevelError, undefined)).toMatchObject({ status, code });
  });

  it('of a duplicate names who is there already', () => {
    const body = { message: 'This location does not allow duplicated contacts.', meta: { contactId: 'abc', matchingField: 'email' } };
    expect(errorFor(400, body, readHighLevelError, undefined)).toMatchObject({ code: 'duplicate', existingId: 'abc' });
    expect(errorFor(400, { message: body.message }, readHighLevelError, undefined)).toMatchObject({ code: 'duplicate' });
  });

  it('tells all the reasons it gave', () => {
    const body = { message: ['title should not be empty', 'dueDate must be a date'] };
    expect(errorFor(422, body, readHighLevelError, undefined).detail).toBe('title should not be empty; dueDate must be a date');
  });
});

describe('a key', () => {
  it('that is unknown or expired is signed out', async () => {
    for (const token of ['pit-unknown', connect().sandbox.highlevel.state.issueToken({ expiresAt: 0 })]) {
      await expect(connect({ token }).system.contacts.list({ size: 1 }, pull)).rejects.toMatchObject({ code: 'signed-out', status: 401 });
    }
  });

  it('without the scope is told which one it lacks', async () => {
    const { sandbox } = connect();
    const token = sandbox.highlevel.state.issueToken({ scopes: ['contacts.readonly'] });
    const { system, api, locationId } = connect({ sandbox, token });
    await expect(system.contacts.create({ email: 'x@example.com' }, pull)).rejects.toMatchObject({
      code: 'missing-scope',
      detail: 'contacts.write',
    });
    await expect(api.searchTasks(locationId, { limit: 1, skip: 0 }, pull)).rejects.toMatchObject({ detail: 'locations/tasks.readonly' });
  });

  it('of another location is of the wrong account', async () => {
    const { sandbox } = connect();
    const [, second] = [...sandbox.highlevel.state.locations.keys()];
    const token = sandbox.highlevel.state.issueToken({ locationId: second ?? '' });
    const { system } = connect({ sandbox, token });
    await expect(system.contacts.list({ size: 1 }, pull)).rejects.toMatchObject({ code: 'wrong-account', status: 403 });
  });
});
