// What a cache of contacts can do, so that one course can be run by the product's store and its peers alike.
import type { Listed } from './people';

export interface Contender {
  open(): Promise<void>;
  /** Stores one page of a listing, known contacts or new ones. */
  write(page: Listed[]): Promise<void>;
  /** Reads these contacts by the ids of their system. Answers how many there were. */
  read(ids: string[]): Promise<number>;
  /** Whether a contact with this e-mail is there. */
  hasEmail(email: string): Promise<boolean>;
  /** How many of the first 25 contacts of whom a name begins so were found. */
  beginningWith(prefix: string): Promise<number>;
  /** It finds people by the beginning of the e-mail, not of a name. */
  typesEmails?: true;
  /** Removes everything. */
  destroy(): Promise<void>;
}

export const mostHits = 25;
