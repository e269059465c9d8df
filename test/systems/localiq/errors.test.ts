// What LocaliQ's refusals mean, in each of the published shapes of body.
import { describe, expect, it } from 'vitest';
import { errorFor } from '@/lib/http/error-mapping';
import { readLocaliqError } from '@/lib/systems/localiq/errors';

describe('a refusal', () => {
  it.each([
    [400, { error: 'invalid_grant', error_description: 'Already used.' }, 'signed-out', 'Already used.'],
    [401, { error: 'invalid_client', error_description: 'Unknown client.' }, 'signed-out', 'Unknown client.'],
    [401, { message: 'Unauthorized' }, 'signed-out', 'Unauthorized'],
    [403, { name: 'not_authorized', message: 'No access to this advertiser' }, 'forbidden', 'No access to this advertiser'],
    [404, { message: 'Not Found' }, 'not-found', 'Not Found'],
    [422, { errors: { created_after_date: ['is missing or invalid'] } }, 'invalid', 'created_after_date is missing or invalid'],
    [422, [{ attribute: 'email', message: 'is taken' }, { attribute: 'phone' }], 'invalid', 'email is taken; phone'],
    [400, ['calls[0].gmaid is missing', 'x'], 'invalid', 'calls[0].gmaid is missing; x'],
    [429, { message: 'Too Many Requests' }, 'rate-limited', 'Too Many Requests'],
    [500, '<html>', 'server-error', undefined],
    [503, undefined, 'server-error', undefined],
    [400, null, 'invalid', undefined],
    [400, { error: { deep: 1 }, message: 7, errors: 'x', name: [] }, 'invalid', undefined],
    [422, [null, 7, {}], 'invalid', undefined],
    [422, { errors: { email: { deep: 1 } } }, 'invalid', 'email'],
  ] as const)('%i %j means %s', (status, body, code, detail) => {
    const error = errorFor(status, body, readLocaliqError, undefined);
    expect({ status: error.status, code: error.code, detail: error.detail }).toEqual({ status, code, detail });
  });
});
