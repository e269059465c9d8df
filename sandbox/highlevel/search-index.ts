// The contact index behind search: sorted lists that lag behind the records, as HighLevel's do. Nothing is sorted twice.
import type { Contact } from './model';

export interface Sort {
  field: string;
  direction: 'asc' | 'desc';
}

/** Where a contact stands in a sorted list: the values of its sort fields, then its id. Also the `searchAfter` of a hit. */
export type SortKey = readonly (string | number | null)[];

export interface SearchIndex {
  /** Takes contacts in at once, without a lag. */
  load: (contacts: readonly Contact[]) => void;
  /** A contact was written (`after`) or deleted (no `after`); shows once the lag has passed. */
  note: (id: string, after: Contact | undefined) => void;
  /** The location's contacts in order, as far as the index knows them by now. */
  list: (locationId: string, sort: readonly Sort[]) => readonly Contact[];
  /** The position of the first contact behind `key`. */
  positionAfter: (locationId: string, sort: readonly Sort[], key: SortKey) => number;
  /** What search knows of a contact, if anything. */
  find: (id: string) => Contact | undefined;
}

/** Sortable fields as the first-party search page lists them. */
export const SORT_VALUES: Readonly<Record<string, (contact: Contact) => string | number | null>> = {
  firstNameLowerCase: (contact) => contact.firstName?.toLowerCase() ?? null,
  lastNameLowerCase: (contact) => contact.lastName?.toLowerCase() ?? null,
  businessName: (contact) => contact.companyName,
  dateAdded: (contact) => contact.addedAt,
  dateUpdated: (contact) => contact.updatedAt,
  email: (contact) => contact.email,
  dnd: (contact) => Number(contact.dnd),
  source: (contact) => contact.source,
};

export function sortKeyOf(contact: Contact, sort: readonly Sort[]): SortKey {
  return [...sort.map(({ field }) => SORT_VALUES[field]?.(contact) ?? null), contact.id];
}

interface Waiting {
  writtenAt: number;
  id: string;
  after: Contact | undefined;
}

export function createSearchIndex({ now, lagMs }: { now: () => number; lagMs: () => number }): SearchIndex {
  const known = new Map<string, Contact>();
  const waiting: Waiting[] = [];
  const lists = new Map<string, { locationId: string; sort: readonly Sort[]; contacts: Contact[] }>();

  /** Takes in what was written longer ago than the lag. */
  function settle(): void {
    const horizon = now() - lagMs();
    let due = 0;
    while (due < waiting.length && (waiting[due]?.writtenAt ?? 0) <= horizon) due++;
    for (const { id, after } of waiting.splice(0, due)) replace(id, after);
  }

  function replace(id: string, after: Contact | undefined): void {
    const before = known.get(id);
    if (after) known.set(id, after);
    else known.delete(id);
    for (const list of lists.values()) {
      if (before?.locationId === list.locationId) {
        const position = firstBehind(list.contacts, list.sort, sortKeyOf(before, list.sort)) - 1;
        if (list.contacts[position]?.id === id) list.contacts.splice(position, 1);
      }
      if (after?.locationId === list.locationId) {
        list.contacts.splice(firstBehind(list.contacts, list.sort, sortKeyOf(after, list.sort)), 0, after);
      }
    }
  }

  function list(locationId: string, sort: readonly Sort[]): Contact[] {
    settle();
    const name = `${locationId} ${sort.map(({ field, direction }) => `${field} ${direction}`).join(', ')}`;
    let entry = lists.get(name);
    if (!entry) {
      const keyed = [...known.values()]
        .filter((contact) => contact.locationId === locationId)
        .map((contact) => ({ contact, key: sortKeyOf(contact, sort) }));
      keyed.sort((a, b) => compareKeys(a.key, b.key, sort));
      entry = { locationId, sort, contacts: keyed.map(({ contact }) => contact) };
      lists.set(name, entry);
    }
    return entry.contacts;
  }

  return {
    load(contacts) {
      for (const contact of contacts) known.set(contact.id, contact);
      lists.clear();
    },
    note(id, after) {
      waiting.push({ writtenAt: now(), id, after });
    },
    list,
    positionAfter: (locationId, sort, key) => firstBehind(list(locationId, sort), sort, key),
    find(id) {
      settle();
      return known.get(id);
    },
  };
}

/** Binary search: how many contacts of a sorted list stand at `key` or before it. */
function firstBehind(contacts: readonly Contact[], sort: readonly Sort[], key: SortKey): number {
  let low = 0;
  let high = contacts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const contact = contacts[middle];
    if (contact && compareKeys(sortKeyOf(contact, sort), key, sort) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Blank values stand last in either direction; equal ones are told apart by id. */
function compareKeys(a: SortKey, b: SortKey, sort: readonly Sort[]): number {
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] ?? null, b[i] ?? null];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    const order = left < right ? -1 : 1;
    return sort[i]?.direction === 'desc' ? -order : order;
  }
  return 0;
}
