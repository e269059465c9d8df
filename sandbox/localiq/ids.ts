// Record ids that follow from the person, so that a test can name a page's address without asking the state.
import { createHash } from 'node:crypto';
import type { Person } from '../core/people';

/** Whole numbers of ten digits, above what 32 bits hold, as in the samples of the LocaliQ API docs. */
function idFrom(purpose: string, person: Person): number {
  const text = [purpose, person.firstName, person.lastName, person.email, person.phone].join('|');
  return 4_300_000_000 + (Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 12), 16) % 5_000_000_000);
}

/** Id of a person's contact. */
export function contactIdOf(person: Person): number {
  return idFrom('localiq contact', person);
}

/** Id of a person's first lead (contact interaction). */
export function leadIdOf(person: Person): number {
  return idFrom('localiq lead', person);
}
