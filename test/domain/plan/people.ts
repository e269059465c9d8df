// Seeded people as two systems know them: written differently here and there, with families on one phone, namesakes and shared mailboxes.
import type { Contact } from '@/lib/domain/contact';
import type { PlanRecord } from '@/lib/domain/plan/plan';
import { aRecord } from './world';

const firstNames = [
  'Amara',
  'Bruno',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Gita',
  'Hugo',
  'Ines',
  'Jonas',
  'Keiko',
  'Lars',
  'Mina',
  'Noor',
  'Olga',
  'Pavel',
  'Ada',
  'Grace',
  'Alan',
  'Edsger',
  'Barbara',
  'Donald',
  'Frances',
  'John',
  'Margaret',
  'Niklaus',
  'Radia',
  'Tony',
  'Zoë',
  'José',
  'Li',
  'Anne-Marie',
];
const lastNames = [
  'Lovelace',
  'Hopper',
  'Turing',
  'Dijkstra',
  'Liskov',
  'Knuth',
  'Allen',
  'McCarthy',
  'Hamilton',
  'Wirth',
  'Perlman',
  'Hoare',
  "O'Neil",
  'van der Berg',
];
/** Beginnings and ends of last names and companies, so that there are thousands of them. */
const stems = [
  'Ash',
  'Black',
  'Car',
  'Dun',
  'East',
  'Fair',
  'Green',
  'Hart',
  'Ing',
  'Jar',
  'Kings',
  'Lang',
  'Mor',
  'Nor',
  'Oak',
  'Pem',
  'Quin',
  'Rad',
  'Stan',
  'Thorn',
];
const ends = [
  'berg',
  'bury',
  'by',
  'dale',
  'field',
  'ford',
  'ham',
  'ley',
  'lund',
  'man',
  'mere',
  'more',
  'stead',
  'ston',
  'ton',
  'vale',
  'well',
  'wick',
  'wood',
  'worth',
];
const cities = ['New York', 'Boston', 'Denver', 'Austin'];
const states = ['NY', 'MA', 'CO', 'TX'];

/** Numbers in [0, 1) from a seed: the same for everybody. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface People {
  left: PlanRecord[];
  right: PlanRecord[];
  /** Who a record is, by uid. */
  person: Map<string, number>;
}

/** `count` records on each side, `overlap` of them the same people. */
export function makePeople(count: number, overlap: number, seed: number): People {
  const random = seeded(seed);
  const people: People = { left: [], right: [], person: new Map() };
  const shared = Math.round(count * overlap);
  const total = 2 * count - shared;
  for (let index = 0; index < total; index += 1) {
    const person = personOf(index, random);
    if (index < count) add(people, 'left', index, asHighLevelHasIt(person, random));
    if (index >= count - shared) add(people, 'right', index, asBqeHasIt(person, random));
  }
  return people;
}

function add(people: People, side: 'left' | 'right', person: number, fields: Partial<Contact>): void {
  const uid = `${side}-${String((person * 7919) % 1_000_003).padStart(7, '0')}`;
  people.person.set(uid, person);
  people[side].push(aRecord(uid, fields));
}

function personOf(index: number, random: () => number): Partial<Contact> {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const made = () => `${pick(stems)}${pick(ends)}`;
  const lastName = random() < 0.1 ? pick(lastNames) : random() < 0.2 ? `${made()}-${made()}` : made();
  const place = Math.floor(random() * cities.length);
  // Every twentieth shares the phone of the one before, as families and offices do; every fiftieth has an office's mailbox.
  const phone = 2_125_550_000 + (index % 20 === 1 ? index - 1 : index) * 13;
  return {
    firstName: pick(firstNames),
    lastName,
    companyName: random() < 0.4 ? '' : `${made()} ${pick(['Studio', 'Architects', 'LLC', 'Engineering, Inc.'])}`,
    email: index % 7 === 3 ? '' : index % 50 === 2 ? `info@firm${index}.example` : `p${index}@mail${index % 9}.example`,
    phone: index % 11 === 5 && index % 7 !== 3 ? '' : `+1${phone}`,
    city: cities[place] as string,
    state: states[place] as string,
    country: 'US',
  };
}

function asHighLevelHasIt(person: Partial<Contact>, random: () => number): Partial<Contact> {
  return { ...person, ...(random() < 0.3 && { city: '' }), ...(random() < 0.2 && { website: 'https://example.com' }), source: 'Facebook' };
}

function asBqeHasIt(person: Partial<Contact>, random: () => number): Partial<Contact> {
  const digits = (person.phone ?? '').slice(2);
  return {
    ...person,
    email: random() < 0.3 ? (person.email ?? '').toUpperCase() : (person.email ?? ''),
    phone: digits && `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`,
    country: 'United States',
    ...(random() < 0.2 && { firstName: `${person.firstName} Q.` }),
    ...(random() < 0.3 && { address1: '1 Main Street' }),
  };
}
