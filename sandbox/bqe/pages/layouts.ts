// The ways in which a client's page can be laid out here. No public source shows the vendor's own, so recognition is tried on all
// that are plausible: where the id is in the address, how the page changes, and what marks the person carries.
import type { Person } from '../../core/people';
import { idOf, numberOf } from '../ids';

export type ViewName = 'labelled' | 'microdata' | 'links' | 'pair' | 'form' | 'form-with-hidden' | 'odd' | 'hostile';

export interface Layout {
  name: string;
  /** What a recogniser has to get right here. */
  tests: string;
  /** Address of the page that shows this person (or, with `click`, from which one gets to the person). */
  url: (person: Person) => string;
  /** Path below www.bqecore.com; `:id` is the client's GUID, `:number` the number on the file card. */
  route: string;
  /** How the content gets on screen. */
  frame: 'page' | 'late' | 'hash' | 'push' | 'same-address' | 'list';
  view: ViewName;
  /** Where the record's id can be read from the address. */
  idIn: 'path' | 'hash' | 'query' | 'nowhere';
  /** Whom the page is about: one person, two alike, many, or one that only a taught rule can find. */
  shows: 'one' | 'two' | 'many' | 'untaught';
  /** Accessible name of the link that shows the person, where the address alone does not. */
  click?: (person: Person) => string;
}

const WEB = 'https://www.bqecore.com';
const fullName = (person: Person) => `${person.firstName} ${person.lastName}`;

/** Every layout, for tests to iterate over. */
export const layouts: readonly Layout[] = [
  {
    name: 'detail-path',
    tests: 'GUID in the path; labelled definition list with mailto and tel links',
    url: (person) => `${WEB}/webapp/Client/Detail/${idOf(person)}`,
    route: '/webapp/Client/Detail/:id',
    frame: 'page',
    view: 'labelled',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'app-hash',
    tests: 'GUID in the hash of a single-page app; itemprop marks only; the client before stays on screen while the next one loads',
    url: (person) => `${WEB}/webapp/app#/clients/${idOf(person)}`,
    route: '/webapp/app',
    frame: 'hash',
    view: 'microdata',
    idIn: 'hash',
    shows: 'one',
  },
  {
    name: 'view-query',
    tests: 'GUID in the query; a heading and bare mailto and tel links',
    url: (person) => `${WEB}/webapp/Client/View?id=${idOf(person)}`,
    route: '/webapp/Client/View',
    frame: 'page',
    view: 'links',
    idIn: 'query',
    shows: 'one',
  },
  {
    name: 'browse-no-id',
    tests: 'No id in the address, which stays the same from client to client, in the history too',
    url: () => `${WEB}/webapp/Client/Browse`,
    route: '/webapp/Client/Browse',
    frame: 'same-address',
    view: 'labelled',
    idIn: 'nowhere',
    shows: 'one',
    click: fullName,
  },
  {
    name: 'detail-late',
    tests: 'Content arrives 1.5 s after the page has loaded, and in pieces',
    url: (person) => `${WEB}/webapp/Client/Record/${idOf(person)}`,
    route: '/webapp/Client/Record/:id',
    frame: 'late',
    view: 'labelled',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'workspace-push',
    tests: 'pushState from client to client, back and forward; the old client stays on screen for a moment under the new address',
    url: (person) => `${WEB}/webapp/workspace/clients/${idOf(person)}`,
    route: '/webapp/workspace/clients/:id',
    frame: 'push',
    view: 'links',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'client-list',
    tests: 'Many people with mailto and tel links: nobody is to be recognised',
    url: () => `${WEB}/webapp/Client/List`,
    route: '/webapp/Client/List',
    frame: 'list',
    view: 'links',
    idIn: 'nowhere',
    shows: 'many',
  },
  {
    name: 'contacts-pair',
    tests: 'Client and billing contact side by side, marked alike: the marks alone are a question, not an answer',
    url: (person) => `${WEB}/webapp/Client/Contacts/${idOf(person)}`,
    route: '/webapp/Client/Contacts/:id',
    frame: 'page',
    view: 'pair',
    idIn: 'path',
    shows: 'two',
  },
  {
    name: 'edit-form',
    tests: 'The person only in labelled inputs with autocomplete',
    url: (person) => `${WEB}/webapp/Client/Edit/${idOf(person)}`,
    route: '/webapp/Client/Edit/:id',
    frame: 'page',
    view: 'form',
    idIn: 'path',
    shows: 'one',
  },
  {
    name: 'edit-form-hidden',
    tests: 'The person in inputs with labels only, beside hidden and invisible inputs of somebody else',
    url: (person) => `${WEB}/webapp/Client/Edit?id=${idOf(person)}`,
    route: '/webapp/Client/Edit',
    frame: 'page',
    view: 'form-with-hidden',
    idIn: 'query',
    shows: 'one',
  },
  {
    name: 'file-card',
    tests: 'No mailto, tel, label, heading, microdata or GUID: only a taught rule can find the person',
    url: (person) => `${WEB}/webapp/FileCard/${numberOf(person)}`,
    route: '/webapp/FileCard/:number',
    frame: 'page',
    view: 'odd',
    idIn: 'nowhere',
    shows: 'untaught',
  },
  {
    name: 'detail-hostile',
    tests: 'Payloads as text, hidden decoys, and a script that takes history away and throws events at what an extension adds',
    url: (person) => `${WEB}/webapp/Client/Imported/${idOf(person)}`,
    route: '/webapp/Client/Imported/:id',
    frame: 'page',
    view: 'hostile',
    idIn: 'path',
    shows: 'one',
  },
];
