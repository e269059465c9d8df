// From a page to a sighting: the id in the address and the marks of one person. It would rather say nothing than the wrong person, and
// where only the address is clear it hands on the id alone, which is the key to what the user linked by hand and to nothing else.
import type { PageRules } from '@/lib/domain/page-rules';
import { isTelling, marksOf, type Sighting } from '@/lib/domain/sighting';
import { choosePerson } from './choose-person';
import { readTaught } from './find-taught';
import { readAddress } from './read-address';
import { readMarks } from './read-marks';

/** A mark of the sighting and the element it was read from. */
interface Trace {
  element: Element;
  value: string;
}

export interface Look {
  sighting: Sighting | null;
  /** Where its e-mails and phones stand, so that a watcher can tell a new page from the remains of an old one. */
  traces: Trace[];
}

/** Whom the page shows, or null. */
export function recognise(page: Document, address: string, rules: PageRules): Sighting | null {
  return look(page, address, rules).sighting;
}

/** Recognises, and says where the marks stand. Reads no layout and takes a few milliseconds at most. */
export function look(page: Document, address: string, rules: PageRules): Look {
  const taught = readTaught(page, address, rules);
  // A page that was taught is looked at, whatever its address is called.
  const reading = readAddress(address, rules) ?? (taught && { recordId: '', kind: 'unknown' });
  if (!reading) return { sighting: null, traces: [] };
  // An e-mail or phone that the user pointed at is the whole truth about this kind of page.
  const found = taught?.person.emails || taught?.person.phones ? taught : readMarks(page, rules);
  const chosen = 'heading' in found ? choosePerson(found, reading.recordId !== '') : found.person;
  const person = chosen && { ...chosen, ...taught?.person };
  const sighting: Sighting = { system: rules.system, ...reading, name: '', company: '', emails: [], phones: [], ...person };
  const traces = found.marks.filter(({ value }) => marksOf(sighting).includes(value));
  return { sighting: isTelling(sighting) ? sighting : null, traces };
}
