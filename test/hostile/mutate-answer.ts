// Spoils a server's answer as a seeded chance says: keys dropped, renamed, doubled or of another type, or the whole body something else.
import fc from 'fast-check';
import { createRandom } from '@/sandbox/core/random';

/** One thing that goes wrong inside a JSON body; `at` picks the place, whatever the body's size. The last three go wrong in many. */
type Spoil =
  | { kind: 'drop' | 'rename' | 'wrap' | 'double' | 'pollute' | 'deepen' | 'swap-ids'; at: number }
  | { kind: 'set'; at: number; value: unknown }
  /** Every second plain value but the ids, which would only make the whole unreadable; `at` says which, and what they become. */
  | { kind: 'storm'; at: number };

/** What becomes of the answers of one call. */
export interface Mutation {
  /** Which answer of the call is spoiled, counted from 0; undefined: every one. */
  which: number | undefined;
  /** Instead of the sandbox's status. */
  status: number | undefined;
  /** In the place of the whole body. */
  body: string | undefined;
  spoils: Spoil[];
}

const huge = 'A'.repeat(200_000);
/** Enough to overflow the stack of whoever walks down by recursion. */
const levels = 8_000;
/** As text, since writing it as a value would need as many calls as it is deep. */
const deep = (depth: number) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;
const deepValue: unknown = JSON.parse(deep(levels));

const oddities: unknown[] = [
  null,
  '',
  0,
  -1,
  1e308,
  1e17,
  true,
  false,
  [],
  {},
  [null],
  [[[]]],
  { id: null },
  'NaN',
  'Infinity',
  '-0',
  '9'.repeat(400),
  '99999999999999999999',
  '0000-00-00',
  '2021-13-45T99:99:99Z',
  '+275760-09-13T00:00:01Z',
  '275760-09-13',
  '../../contacts',
  '__proto__',
  'constructor',
  '<script>globalThis.__pwned = true</script>',
  'javascript:alert(1)',
  '\u0000\u202e\ud800',
  ' ',
  '=HYPERLINK("https://evil.example.com")',
  'Mars/Olympus',
];
/** So large that one is enough. */
const monsters: unknown[] = [huge, deepValue];

/** Bodies that are no answer at all, or one of another kind. */
const bodies = [
  '',
  ' ',
  'null',
  '[]',
  '{}',
  '[[]]',
  '"text"',
  '17',
  'NaN',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '<!doctype html><title>Sign in to the network</title><p>Please accept the terms.</p>',
  deep(levels),
  '\ufeff{}',
];
const truncated = 'half of it';

const place = fc.nat(10_000);
const spoil: fc.Arbitrary<Spoil> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop', 'rename', 'wrap', 'double', 'pollute', 'deepen', 'swap-ids'), at: place }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('storm' as const), at: place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('set' as const), at: place, value: fc.constantFrom(...oddities, ...monsters) }) },
);

/** Mutations to run a call under; most spoil one or two places of otherwise good answers. */
export const mutations: fc.Arbitrary<Mutation> = fc.record({
  which: fc.option(fc.nat(3), { nil: undefined, freq: 2 }),
  status: fc.option(fc.constantFrom(200, 201, 204, 207, 400, 401, 403, 404, 409, 422, 429, 500, 503), { nil: undefined, freq: 9 }),
  body: fc.option(fc.constantFrom(truncated, ...bodies), { nil: undefined, freq: 8 }),
  spoils: fc.array(spoil, { minLength: 1, maxLength: 3 }),
});

/** Those that must never be missed, whatever the seed. */
export const classics: [Mutation][] = [
  ...[truncated, ...bodies].map((body): Mutation => ({ which: undefined, status: undefined, body, spoils: [] })),
  ...(['pollute', 'deepen', 'swap-ids'] as const).flatMap((kind) =>
    [undefined, 0, 1].map((which): Mutation => ({ which, status: undefined, body: undefined, spoils: [{ kind, at: 0 }] })),
  ),
].map((mutation) => [mutation]);

/** The answer, spoiled. Headers stay as they were. */
export async function spoilAnswer(response: Response, { status = response.status, body, spoils }: Mutation): Promise<Response> {
  const text = await response.text();
  const spoiled = body === truncated ? text.slice(0, text.length / 2) : (body ?? spoilText(text, spoils));
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(status === 204 ? null : spoiled, { status, headers });
}

function spoilText(text: string, spoils: readonly Spoil[]): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  for (const one of spoils) value = spoilValue(value, one);
  return write(value);
}

/** A place inside a value: its owner and the key there. */
type Place = { owner: Record<string, unknown>; key: string };

/** Every place by the way to it; items of a list share theirs, so that a long list is no likelier hit than a single value. */
function placesIn(value: unknown, found = new Map<string, Place[]>(), way = ''): Map<string, Place[]> {
  if (typeof value !== 'object' || value === null || value === deepValue) return found;
  const owner = value as Record<string, unknown>;
  for (const key of Object.keys(owner)) {
    const step = `${way}/${Array.isArray(value) ? '*' : key}`;
    found.set(step, [...(found.get(step) ?? []), { owner, key }]);
    placesIn(owner[key], found, step);
  }
  return found;
}

function spoilValue(value: unknown, one: Spoil): unknown {
  const ways = [...placesIn(value).values()];
  const places = ways.flat();
  const way = ways[one.at % Math.max(1, ways.length)];
  const at = way?.[Math.floor(one.at / ways.length) % way.length];
  if (!at) return value;
  if (one.kind === 'storm') storm(places, one.at);
  else if (one.kind === 'pollute')
    for (const owner of ownersIn(places)) defineOwn(owner, '__proto__', { polluted: true, city: 'polluted' });
  else if (one.kind === 'deepen') for (const owner of [...ownersIn(places)].slice(0, 3)) owner.more = deepValue;
  else if (one.kind === 'swap-ids') for (const { owner, key } of places.filter(isId)) owner[key] = `other-${one.at}`;
  else spoilPlace(at, one);
  return value;
}

const isId = ({ key }: Place): boolean => key === 'id';
const ownersIn = (places: readonly Place[]) => new Set(places.map(({ owner }) => owner).filter(isObject));

function storm(places: readonly Place[], at: number): void {
  const random = createRandom(at);
  for (const { owner, key } of places) {
    const isPlain = typeof owner[key] !== 'object' || owner[key] === null;
    if (isPlain && key !== 'id' && random.next() < 0.5) owner[key] = structuredClone(random.pick(oddities));
  }
}

function spoilPlace({ owner, key }: Place, one: Spoil): void {
  const before = owner[key];
  if (one.kind === 'set') {
    // A copy, since what is set may be spoiled next; the deep one cannot be copied.
    owner[key] = one.value === deepValue ? deepValue : structuredClone(one.value);
  } else if (one.kind === 'drop') {
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else delete owner[key];
  } else if (one.kind === 'rename') {
    delete owner[key];
    owner[`${key}_v3`] = before;
  } else if (one.kind === 'wrap') {
    owner[key] = one.at % 2 === 0 ? [before] : { value: before };
  } else if (Array.isArray(before)) {
    before.push(...before.slice(0, 1).map((item) => (item === deepValue ? item : structuredClone(item))));
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** As JSON.parse does it: a key of its own, also where the name has a meaning. */
function defineOwn(owner: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}

/** JSON.stringify cannot write what is nested very deep. */
function write(value: unknown): string {
  const mark = '\u0001deep\u0001';
  const flat = JSON.stringify(value, (_key, inner) => (inner === deepValue ? mark : inner));
  return flat.replaceAll(JSON.stringify(mark), deep(levels));
}
