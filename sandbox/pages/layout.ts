// What a layout of a sandbox web page is: the row of a table that the routes are made from and that tests iterate over.
import type { Person } from '../core/people';

export interface Layout<View extends string = string> {
  name: string;
  /** What a recogniser has to get right here. */
  tests: string;
  /** Address of the page that shows this person (or, with `click`, from which one gets to the person). */
  url: (person: Person) => string;
  /** Path of the page, with `:id` (or another parameter) where the record is named. */
  route: string;
  /** How the content gets on screen: at once, late, by a script that reads the hash, pushes a path or keeps the address, or a list. */
  frame: 'page' | 'late' | 'hash' | 'push' | 'same-address' | 'list';
  view: View;
  /** Where the record's id can be read from the address. */
  idIn: 'path' | 'hash' | 'query' | 'nowhere';
  /** Whom the page is about: one person, two alike, many, or one that only a taught rule can find. */
  shows: 'one' | 'two' | 'many' | 'untaught';
  /** Accessible name of the link that shows the person, where the address alone does not. */
  click?: (person: Person) => string;
}
