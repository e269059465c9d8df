// What travels between the extension's contexts: every message's data is checked by a shape, no shape has a place for a secret or for more than
// the message needs, and a content script may send only what AGENTS.md lists.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { kindOfPage } from '@/lib/domain/kind-of-page';
import { messageShapes } from '@/lib/message-shapes';
import { root } from './source-files';

const source = readFileSync(join(root, 'lib/messages.ts'), 'utf8');
const protocol = source.slice(source.indexOf('interface ProtocolMap'), source.indexOf('export const'));

/** Messages by name: who sends them and what they carry, as written. */
const messages = [...protocol.matchAll(/\/\*\* ([\w ]+)[,:][^\n]*\*\/\n {2}(\w+)\(([^)]*)\): ([^;]+);/g)].map(
  ([, sender = '', name = '', data = '', answer = '']) => ({ sender, name, data, answer }),
);

const secretWords = /token|secret|password|key|credential|authori[sz]ation|bearer|verifier/i;

/** Every name of a field inside a shape, and the shapes without a limit. */
function look(schema: z.core.$ZodType, at: string): { names: string[]; open: string[] } {
  const def = schema._zod.def as unknown as Record<string, unknown> & { type: string };
  const inner = (one: unknown, where: string) => look(one as z.core.$ZodType, where);
  const join = (parts: ReturnType<typeof look>[]) => ({
    names: parts.flatMap(({ names }) => names),
    open: parts.flatMap(({ open }) => open),
  });
  if (def.type === 'object') {
    const shape = def.shape as Record<string, unknown>;
    const parts = join(Object.entries(shape).map(([name, part]) => inner(part, `${at}.${name}`)));
    return { names: [...Object.keys(shape), ...parts.names], open: [...parts.open, ...(def.catchall ? [at] : [])] };
  }
  if (def.type === 'array') return inner(def.element, `${at}[]`);
  if (def.type === 'optional' || def.type === 'nullable') return inner(def.innerType, at);
  const isBounded = ['enum', 'literal', 'number', 'boolean'].includes(def.type) || (def.type === 'string' && Array.isArray(def.checks));
  return { names: [], open: isBounded ? [] : [at] };
}

describe('messages', () => {
  it('are found, and each says who sends it', () => {
    expect(messages.length).toBe([...protocol.matchAll(/^ {2}\w+\(/gm)].length);
    expect(messages.length).toBeGreaterThan(15);
    for (const { sender, name } of messages) expect(sender, name).toMatch(/^(Content script|Teaching script|Panel|Options)\b/);
  });

  it('are checked where they carry anything', () => {
    expect(Object.keys(messageShapes).sort()).toEqual(messages.flatMap(({ name, data }) => (data ? [name] : [])).sort());
  });

  it('hold no secret, neither on the way there nor back', () => {
    for (const { name, data, answer } of messages) expect(`${data} ${answer}`, name).not.toMatch(secretWords);
    for (const [name, shape] of Object.entries(messageShapes)) {
      for (const field of look(shape, name).names) expect(field, name).not.toMatch(secretWords);
    }
  });

  it.each(Object.entries(messageShapes))('%s takes no text without a limit and no field beyond its own', (name, shape) => {
    expect(look(shape, name).open).toEqual([]);
  });

  it('of content scripts are those that AGENTS.md allows', () => {
    const fromPages = messages.filter(({ sender }) => /script/.test(sender)).map(({ name }) => name);
    expect(fromPages.sort()).toEqual(['launcherSettings', 'openPanel', 'pageShows', 'taught', 'taughtRules']);
    const listeners = readFileSync(join(root, 'entrypoints/background/messages.ts'), 'utf8');
    const taken = [...listeners.matchAll(/\bfromContentScript\('(\w+)'/g)].map(([, name]) => name);
    expect(taken.sort()).toEqual(fromPages.sort());
  });
});

describe('the kind of page that a page says was taught', () => {
  const rule = { host: 'www.bqecore.com', mark: 'email', selectors: [{ css: 'b' }], shape: 'x@x' };
  const isTaken = (pathPattern: string) => messageShapes.taught.safeParse({ ...rule, pathPattern }).success;

  it.each([
    'https://www.bqecore.com/webapp/FileCard/4711',
    'https://dash.localiq.com/index?module=contacts&id=12#!/lead/99/view',
    'https://dash.localiq.com/',
  ])('is taken as it was made of %s', (address) => expect(isTaken(kindOfPage(address))).toBe(true));

  it.each(['', 'FileCard/*', `/${'*'.repeat(250)}!`, '/a*b*c*d', '/card-*'])(
    'is not taken where it could never match, or for ever: %s',
    (pattern) => expect(isTaken(pattern)).toBe(false),
  );
});

describe('the look into shapes', () => {
  it.each([
    ['a text of any length', z.object({ name: z.string() })],
    ['any other key', z.looseObject({ id: z.number() })],
    ['anything', z.object({ extra: z.unknown() })],
    ['a list of anything', z.array(z.any())],
  ])('finds %s', (_name, shape) => {
    expect(look(shape, 'it').open).toHaveLength(1);
  });
});
