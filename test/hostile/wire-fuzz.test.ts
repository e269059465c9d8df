// Whatever a server answers: an adapter reads it or reports it. It never throws anything but an AppError, hands on nothing that is not of the
// domain, takes no record for another, and makes nothing of what it read that the server would refuse.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { isAppError } from '@/lib/errors';
import { promisedEndpoints } from '../shape/promised-endpoints';
import { bqeRig, type Call, highlevelRig, localiqRig } from './adapter-calls';
import { classics, mutations } from './mutate-answer';
import { bqeSignInRig, connectedAppRig, highlevelSignInRig, localiqSignInRig } from './sign-in-calls';
import type { Sent } from './spoiled-wire';

const rigs = [
  ['HighLevel', highlevelRig()],
  ['BQE CORE', await bqeRig()],
  ['LocaliQ', localiqRig()],
  ['signing in to HighLevel', highlevelSignInRig()],
  ['signing in to BQE CORE', bqeSignInRig()],
  ['signing in to LocaliQ', localiqSignInRig()],
  ['the connected app', connectedAppRig()],
] as const;

/** Requests that are meant to change something; searches and sign-ins are not, and a connection test tries writes on nobody. */
const isWrite = ({ method, url }: Sent) =>
  method !== 'GET' && !/\/(search|token|locationToken)$|00000000-|connectionTest0/.test(url.pathname);

/** What the call came to: a value that keeps its promise, or a failure that was named. */
async function outcomeOf({ run, promises, asksFor }: Call): Promise<string> {
  let value: unknown;
  try {
    value = await run();
  } catch (error) {
    if (!isAppError(error) || error.code === 'unexpected') throw error;
    return error.code;
  }
  const { error } = z.safeParse(promises, value);
  if (error) throw new Error(`breaks its promise: ${JSON.stringify(error.issues.map(({ path, message }) => [path.join('.'), message]))}`);
  // As it is stored and compared.
  structuredClone(value);
  JSON.stringify(value);
  const id = asksFor && (value as { id: string } | undefined)?.id;
  if (id && id.toLowerCase() !== asksFor.toLowerCase()) throw new Error(`takes ${id} for ${asksFor}`);
  return 'read';
}

/** Who sends a record back whole sends what came, whatever came, but for what was to change: the server's own words are not ours to mend. */
function expectWrites(sent: readonly Sent[], changes: Call['changes']): void {
  const first = sent.find(isWrite);
  if (!first || first.status < 400) return;
  if (!changes) throw new Error(`sends what is refused: ${first.method} ${first.url.pathname} ${first.body.slice(0, 500)}`);
  const came = sent.slice(0, sent.indexOf(first)).flatMap((one) => recordsIn(one, first.url.pathname));
  for (const [name, value] of Object.entries(JSON.parse(first.body) as object)) {
    if (!changes.includes(name))
      expect(
        came.map((record) => record[name]),
        name,
      ).toContainEqual(value);
  }
}

/** What an answer said of the record at this path: read by id, or, where that gave only a part, listed by its id. */
function recordsIn({ method, url, arrived }: Sent, path: string): Record<string, unknown>[] {
  const [, list = '', id = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  const isOf = url.pathname === path || (url.pathname === list && url.searchParams.get('where')?.includes(id));
  if (method !== 'GET' || !isOf) return [];
  try {
    return [JSON.parse(arrived)].flat().map(Object);
  } catch {
    // Nothing can come of it.
    return [];
  }
}

/** Chances of each call, beyond the classics. */
const runs = 25;

/** Chances of its own for each call, or all would miss the same. */
function seedOf(name: string): number {
  const seed = fc.readConfigureGlobal().seed ?? 1;
  return [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed);
}

const inheritedByAll = Object.getOwnPropertyNames(Object.prototype);

afterEach(() => {
  for (const [, { wire }] of rigs) wire.mend();
});

/** Ids of HighLevel in a path: its own kind, those of businesses, and of workflows. */
const anId = /\/(?:[A-Za-z0-9]{20}|[0-9a-f]{24}|[0-9a-f]{8}-[0-9a-f-]{27})(?=\/|$)/g;

it('spoils the answers of every endpoint of HighLevel', async () => {
  const [[, { wire, calls }]] = rigs;
  for (const { prepare, run } of calls) {
    await prepare?.();
    await run();
  }
  const spoiled = wire.sent.map(({ method, url }) => `${method} ${url.pathname.replaceAll(anId, '/:id')}`);
  for (const endpoint of promisedEndpoints) expect(spoiled).toContain(endpoint);
});

describe.each(rigs)('%s', (_name, { wire, calls }) => {
  it.each(calls)('$name: reads what is good', async (call) => {
    await call.prepare?.();
    wire.mend();
    expect(await outcomeOf(call)).toBe('read');
    expect(wire.sent.filter((one) => isWrite(one) && one.status >= 400)).toEqual([]);
    expect(wire.sent).not.toEqual([]);
  });

  it.each(calls)('$name: reads or reports what is not', async (call) => {
    const hosts = new Set<string>();
    const check = fc.asyncProperty(mutations, async (mutation) => {
      wire.mend();
      await call.prepare?.();
      for (const { url } of wire.sent) hosts.add(url.host);
      wire.spoil(mutation);
      await outcomeOf(call);
      if (wire.faults.length > 0) throw wire.faults[0];
      expectWrites(wire.sent, call.changes);
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(inheritedByAll);
    });
    await fc.assert(check, { numRuns: classics.length + runs, examples: classics, seed: seedOf(call.name) });
  });
});
