// From a page to a sighting: the id in the address and the marks of one person. It would rather say nothing than the wrong person, and
// where only the address is clear it hands on the id alone, which is the key to what the user linked by hand and to nothing else.
import type { PageRules } from '@/lib/domain/page-rules';
import { isTelling, type Sighting } from '@/lib/domain/sighting';
import { choosePerson } from './choose-person';
import { readAddress } from './read-address';
import { type Mark, readMarks } from './read-marks';

/** Whom the page shows, or null. Takes no layout, no network and a few milliseconds at most. */
export function recognise(page: Document, address: string, rules: PageRules): Sighting | null {
  return look(page, address, rules).sighting;
}

export interface Look {
  sighting: Sighting | null;
  /** The elements that the marks were read from, so that a watcher can tell a new page from an old one's remains. */
  elements: Element[];
}

/** Recognises, and says where the marks were found. */
export function look(page: Document, address: string, rules: PageRules): Look {
  const reading = readAddress(address, rules);
  if (!reading) return { sighting: null, elements: [] };
  const found = readMarks(page, rules);
  const person = choosePerson(found, reading.recordId !== '', rules.plainHeadings);
  const sighting: Sighting = { system: rules.system, ...reading, name: '', company: '', emails: [], phones: [], ...person };
  return {
    sighting: isTelling(sighting) ? sighting : null,
    elements: person ? found.marks.filter(isIn(person)).map(({ element }) => element) : [],
  };
}

function isIn({ emails, phones }: { emails: string[]; phones: string[] }): (mark: Mark) => boolean {
  return ({ type, value }) => (type === 'email' && emails.includes(value)) || (type === 'phone' && phones.includes(value));
}
