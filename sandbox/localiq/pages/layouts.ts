// The ways in which a contact's or lead's page can be laid out here. No public source shows the vendor's own, so recognition is tried
// on all that are plausible, on each host that its web app is known or likely to have.
import type { Person } from '../../core/people';
import type { Layout } from '../../pages/layout';
import { contactIdOf, leadIdOf } from '../ids';

export type ViewName = 'labelled' | 'microdata' | 'links' | 'call' | 'chat' | 'pair' | 'form' | 'odd' | 'hostile';

const DASH = 'https://dash.localiq.com';
const REACHEDGE = 'https://reachedge.reachlocal.com';
const EDGE = 'https://edge.reachlocal.com';
const fullName = (person: Person) => `${person.firstName} ${person.lastName}`;

/** Every layout, for tests to iterate over. Each route is served on all three hosts. */
export const layouts: readonly Layout<ViewName>[] = [
  {
    name: 'contact-path',
    tests: 'Contact id in the path; labelled definition list with mailto and tel links',
    url: (person) => `${DASH}/contacts/${contactIdOf(person)}`,
    route: '/contacts/:id{[0-9]+}',
    frame: 'page',
    view: 'labelled',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'lead-hash',
    tests: 'Id of the lead (not of the contact) in the hash of a single-page app; itemprop marks only; the old one stays while loading',
    url: (person) => `${REACHEDGE}/leads#/lead/${leadIdOf(person)}`,
    route: '/leads',
    frame: 'hash',
    view: 'microdata',
    idIn: 'hash',
    shows: 'one',
  },
  {
    name: 'contact-query',
    tests: 'Contact id in the query, beside another number; a heading and bare mailto and tel links',
    url: (person) => `${EDGE}/contact?campaign=771204&contact_id=${contactIdOf(person)}`,
    route: '/contact',
    frame: 'page',
    view: 'links',
    idIn: 'query',
    shows: 'one',
  },
  {
    name: 'inbox-no-id',
    tests: 'No id in the address, which stays the same from lead to lead, in the history too',
    url: () => `${DASH}/inbox`,
    route: '/inbox',
    frame: 'same-address',
    view: 'labelled',
    idIn: 'nowhere',
    shows: 'one',
    click: fullName,
  },
  {
    name: 'contact-late',
    tests: 'Content arrives 1.5 s after the page has loaded, and in pieces',
    url: (person) => `${DASH}/people/${contactIdOf(person)}`,
    route: '/people/:id{[0-9]+}',
    frame: 'late',
    view: 'labelled',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'contact-push',
    tests: 'pushState from contact to contact, back and forward; the old one stays on screen for a moment under the new address',
    url: (person) => `${DASH}/workspace/${contactIdOf(person)}`,
    route: '/workspace/:id{[0-9]+}',
    frame: 'push',
    view: 'links',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'contact-list',
    tests: 'Many people with mailto and tel links: nobody is to be recognised',
    url: () => `${DASH}/contacts`,
    route: '/contacts',
    frame: 'list',
    view: 'links',
    idIn: 'nowhere',
    shows: 'many',
  },
  {
    name: 'contact-pair',
    tests: 'Two contacts side by side, marked alike: the marks alone are a question, not an answer',
    url: (person) => `${DASH}/contacts/${contactIdOf(person)}/duplicates`,
    route: '/contacts/:id{[0-9]+}/duplicates',
    frame: 'page',
    view: 'pair',
    idIn: 'path',
    shows: 'two',
  },
  {
    name: 'contact-form',
    tests: 'The person only in labelled inputs with autocomplete, beside hidden inputs of somebody else',
    url: (person) => `${DASH}/contacts/${contactIdOf(person)}/edit`,
    route: '/contacts/:id{[0-9]+}/edit',
    frame: 'page',
    view: 'form',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'lead-call',
    tests: 'A call of which only the phone is known, beside tracking numbers that are not the person',
    url: (person) => `${REACHEDGE}/calls/${leadIdOf(person)}`,
    route: '/calls/:id{[0-9]+}',
    frame: 'page',
    view: 'call',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'lead-chat',
    tests: "A chat whose transcript holds other people's e-mails as links, beside the lead's own labelled one",
    url: (person) => `${REACHEDGE}/chats/${leadIdOf(person)}`,
    route: '/chats/:id{[0-9]+}',
    frame: 'page',
    view: 'chat',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'card-odd',
    tests: 'No mailto, tel, label, heading or microdata; ids that mean nothing to the API: only a taught rule can find the person',
    url: (person) => `${EDGE}/card/${cardOf(contactIdOf(person))}`,
    route: '/card/:card',
    frame: 'page',
    view: 'odd',
    idIn: 'nowhere',
    shows: 'untaught',
  },
  {
    name: 'contact-hostile',
    tests: 'Payloads as text, hidden decoys, and a script that takes history away and throws events at what an extension adds',
    url: (person) => `${DASH}/imported/${contactIdOf(person)}`,
    route: '/imported/:id{[0-9]+}',
    frame: 'page',
    view: 'hostile',
    idIn: 'path',
    shows: 'one',
  },
];

/** Letters in place of digits: an address from which no id can be read. */
export function cardOf(contactId: number): string {
  return String(contactId).replace(/\d/g, (digit) => 'bcdfghjkmn'.charAt(Number(digit)));
}
