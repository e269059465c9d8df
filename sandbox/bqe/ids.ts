// Record ids that follow from the person, so that a test can name a page's address without asking the state.
import { createHash } from 'node:crypto';
import type { Person } from '../core/people';

function digest(purpose: string, person: Person): string {
  const text = [purpose, person.firstName, person.lastName, person.email, person.phone].join('|');
  return createHash('sha256').update(text).digest('hex');
}

/** The GUID of a person's client (or, with another purpose, prospect) record. */
export function idOf(person: Person, purpose = 'bqe client'): string {
  const hex = digest(purpose, person);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The number on the client's file card, the only thing in one layout's address; no API knows it. */
export function numberOf(person: Person): number {
  return numberOfId(idOf(person));
}

/** The same number, from the GUID that it follows from. */
export function numberOfId(id: string): number {
  return 10_000_000 + (Number.parseInt(id.slice(0, 8), 16) % 90_000_000);
}
