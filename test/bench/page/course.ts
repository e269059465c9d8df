// The course that each cache runs: a first index in pages of 500, the same pages again, reading, looking up, typing.
import type { Contender } from './contender';
import { contactAt, contactsBetween } from './people';

export interface Course {
  contacts: number;
  /** How often one contact is looked up, and a text is typed. */
  lookUps: number;
}

/** All in milliseconds; single look-ups in the order in which they were made. */
export interface Times {
  write: number;
  read: number;
  lookUps: number[];
  typed: number[];
}

const pageSize = 500;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Numbers all over the range, the same in every run. */
function* scattered(count: number, below: number): Generator<number> {
  for (let at = 0; at < count; at++) yield (at * 7919 + 13) % below;
}

/** Runs the course and removes what it wrote. Throws where an answer is wrong: a cache that finds nothing is fast. */
export async function runCourse(contender: Contender, { contacts, lookUps }: Course): Promise<Times> {
  await contender.open();
  const times: Times = { write: 0, read: 0, lookUps: [], typed: [] };
  for (let from = 0; from < contacts; from += pageSize) {
    const page = contactsBetween(from, Math.min(from + pageSize, contacts));
    times.write += await timed(() => contender.write(page));
  }
  for (let from = 0; from < contacts; from += pageSize) {
    const ids = contactsBetween(from, Math.min(from + pageSize, contacts)).map(({ id }) => id);
    times.read += await timed(async () => expectEqual(await contender.read(ids), ids.length));
  }
  for (const index of scattered(lookUps, contacts)) {
    const { email } = contactAt(index).value;
    times.lookUps.push(await timed(async () => expectEqual(await contender.hasEmail(email), true)));
  }
  for (const index of scattered(lookUps, contacts)) {
    const { firstName, lastName } = contactAt(index).value;
    // Somebody types: each letter is a search of its own. A cache that knows no last names is asked for the e-mail's beginning.
    const text = contender.typesEmails ? `${firstName}.${lastName}` : lastName;
    for (const letters of [2, 4, 6]) {
      const prefix = text.toLowerCase().slice(0, contender.typesEmails ? firstName.length + 1 + letters : letters);
      times.typed.push(await timed(async () => expectEqual((await contender.beginningWith(prefix)) > 0, true)));
    }
  }
  await contender.destroy();
  return times;
}

function expectEqual<T>(found: T, expected: T): void {
  if (found !== expected) throw new Error(`Found ${String(found)} instead of ${String(expected)}.`);
}
