// The obviously fictional people of the sandbox: named ones that tours and tests rely on, and as many more as asked for.
// Addresses end in example.com, .org or .net and numbers in 555-01xx, which are reserved for fiction.
import type { Random } from './random';

type SystemName = 'highlevel' | 'bqe' | 'localiq';

export interface Person {
  firstName: string;
  lastName: string;
  /** Null for somebody without one. */
  email: string | null;
  /** E.164, except for the one person whose number is junk text; null for somebody without one. */
  phone: string | null;
  company: string | null;
  street: string;
  city: string;
  /** Two letters. */
  state: string;
  postalCode: string;
  /** ISO 3166 alpha-2. */
  country: string;
  website: string | null;
  /** Where this person has a record when the sandbox starts. */
  systems: readonly SystemName[];
}

/** The companies that have a business record of their own. */
export const QUILL_AND_HART_BUSINESS = 'Quill & Hart Architects';
export const MERIDIAN_BUSINESS = 'Meridian Structural Group';

const EVERYWHERE = ['highlevel', 'bqe', 'localiq'] as const;
const QUILL_AND_HART = {
  company: QUILL_AND_HART_BUSINESS,
  street: '12 Drafting Lane',
  city: 'New York',
  state: 'NY',
  postalCode: '10001',
  country: 'US',
  website: 'https://quillhart.example.com',
};
const MERIDIAN = {
  company: MERIDIAN_BUSINESS,
  street: '480 Truss Street',
  city: 'Chicago',
  state: 'IL',
  postalCode: '60601',
  country: 'US',
  website: 'https://meridian.example.org',
};

/** The person of the guided tour: lives in all three systems, with tasks, notes and appointments. */
export const AVERY: Person = {
  firstName: 'Avery',
  lastName: 'Quill',
  email: 'avery.quill@example.com',
  phone: '+12125550101',
  ...QUILL_AND_HART,
  systems: EVERYWHERE,
};

/** Works at the same company as Avery. */
export const BRIAR: Person = {
  firstName: 'Briar',
  lastName: 'Hart',
  email: 'briar.hart@example.com',
  phone: '+12125550102',
  ...QUILL_AND_HART,
  systems: EVERYWHERE,
};

/** Shares the office's main number (and the company) with Drew. */
export const CAMERON: Person = {
  firstName: 'Cameron',
  lastName: 'Stone',
  email: 'cameron.stone@example.org',
  phone: '+13125550100',
  ...MERIDIAN,
  systems: EVERYWHERE,
};

/** Shares the office's main number (and the company) with Cameron. */
export const DREW: Person = {
  firstName: 'Drew',
  lastName: 'Meridian',
  email: 'drew.meridian@example.org',
  phone: '+13125550100',
  ...MERIDIAN,
  systems: ['highlevel', 'bqe'],
};

/** Has no e-mail address at all. */
export const ELLIS: Person = {
  firstName: 'Ellis',
  lastName: 'Fairweather',
  email: null,
  phone: '+16175550105',
  company: 'Fairweather Surveying',
  street: '3 Plumb Court',
  city: 'Boston',
  state: 'MA',
  postalCode: '02108',
  country: 'US',
  website: null,
  systems: EVERYWHERE,
};

/** Has a name that is written from right to left. */
export const LAYLA: Person = {
  firstName: 'ليلى',
  lastName: 'النور',
  email: 'layla.alnoor@example.net',
  phone: '+13135550106',
  company: 'استوديو النور',
  street: '77 Crescent Road',
  city: 'Detroit',
  state: 'MI',
  postalCode: '48201',
  country: 'US',
  website: null,
  systems: EVERYWHERE,
};

/** Has emoji in the name, one of them made of several code points. */
export const FINN: Person = {
  firstName: 'Finn 🌱',
  lastName: 'Oakes 👩🏽‍🔧',
  email: 'finn.oakes@example.com',
  phone: '+15035550107',
  company: 'Oakes Landscape 🌳',
  street: '9 Sapling Way',
  city: 'Portland',
  state: 'OR',
  postalCode: '97201',
  country: 'US',
  website: null,
  systems: EVERYWHERE,
};

/** Has junk text where the number should be. */
export const GRAY: Person = {
  firstName: 'Gray',
  lastName: 'Lockhart',
  email: 'gray.lockhart@example.com',
  phone: 'call the front desk',
  company: 'Lockhart Interiors',
  street: '5 Lobby Square',
  city: 'Denver',
  state: 'CO',
  postalCode: '80202',
  country: 'US',
  website: null,
  systems: EVERYWHERE,
};

/** Exists in BQE CORE and LocaliQ, but not in HighLevel. */
export const WREN: Person = {
  firstName: 'Wren',
  lastName: 'Castellan',
  email: 'wren.castellan@example.com',
  phone: '+14155550108',
  company: 'Castellan Civil',
  street: '21 Causeway',
  city: 'San Francisco',
  state: 'CA',
  postalCode: '94103',
  country: 'US',
  website: null,
  systems: ['bqe', 'localiq'],
};

/** The HighLevel contact that Morgan's e-mail points at. */
export const SASHA: Person = {
  firstName: 'Sasha',
  lastName: 'Vane',
  email: 'studio@vane.example.com',
  phone: '+12065550109',
  company: 'Vane Studio',
  street: '40 Weather Street',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101',
  country: 'US',
  website: null,
  systems: ['highlevel'],
};

/** The HighLevel contact that Morgan's phone points at. */
export const ROBIN: Person = {
  firstName: 'Robin',
  lastName: 'Vane',
  email: 'robin.vane@example.net',
  phone: '+12065550110',
  company: 'Vane Studio',
  street: '40 Weather Street',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101',
  country: 'US',
  website: null,
  systems: ['highlevel'],
};

/** In BQE CORE and LocaliQ, with the e-mail of one HighLevel contact (Sasha) and the phone of another (Robin). */
export const MORGAN: Person = {
  firstName: 'Morgan',
  lastName: 'Vane',
  email: SASHA.email,
  phone: ROBIN.phone,
  company: 'Vane Studio',
  street: '40 Weather Street',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101',
  country: 'US',
  website: null,
  systems: ['bqe', 'localiq'],
};

/** A record whose every text tries to run script or load a picture. */
export const INDIGO: Person = {
  firstName: '<script>globalThis.__pwned = true</script>Indigo',
  lastName: '"><img src="https://tracker.example.net/pixel.gif" onerror="globalThis.__pwned = true">',
  email: 'indigo.marsh@example.org',
  phone: '+15125550111',
  company: 'Marsh <b onmouseover=alert(1)>&amp;</b> Co',
  street: 'javascript:alert(1) Street 8',
  city: 'Austin',
  state: 'TX',
  postalCode: '78701',
  country: 'US',
  website: 'javascript:alert(document.domain)',
  systems: EVERYWHERE,
};

/** A fresh lead: known to LocaliQ only. */
export const KIT: Person = {
  firstName: 'Kit',
  lastName: 'Marlowe',
  email: 'kit.marlowe@example.com',
  phone: '+13055550112',
  company: null,
  street: '14 Seagrape Drive',
  city: 'Miami',
  state: 'FL',
  postalCode: '33101',
  country: 'US',
  website: null,
  systems: ['localiq'],
};

/** A client of the firm with nobody at the other systems yet. */
export const LANE: Person = {
  firstName: 'Lane',
  lastName: 'Abernathy',
  email: 'lane.abernathy@example.org',
  phone: '+14045550113',
  company: 'Abernathy Mechanical',
  street: '60 Boiler Row',
  city: 'Atlanta',
  state: 'GA',
  postalCode: '30303',
  country: 'US',
  website: null,
  systems: ['bqe'],
};

/** All named people, in the order in which every system holds them. */
export const NAMED_PEOPLE: readonly Person[] = [
  AVERY,
  BRIAR,
  CAMERON,
  DREW,
  ELLIS,
  LAYLA,
  FINN,
  GRAY,
  WREN,
  SASHA,
  ROBIN,
  MORGAN,
  INDIGO,
  KIT,
  LANE,
];

const FIRST_NAMES = (
  'Ada Alma Amos Ansel Arlo Beatrix Bram Calla Cyrus Dahlia Dorian Edda Elio Esme Ezra Fable Fern Gale Greta Hollis Ines Ione Iris Ivo ' +
  'Jasper Juno Kai Lark Leif Linnea Mabel Maren Milo Mira Nell Nico Odette Orla Otis Pax Petra Quinn Reed Remy Rhea Rowan Sable Saul ' +
  'Soren Tamsin Teo Thea Umber Vera Viggo Willa Xan Yara Zane Zora'
).split(' ');
const LAST_NAMES = (
  'Alder Arkwright Ashdown Bellweather Birch Bracken Bridger Calloway Carver Cobble Copper Dovetail Eastlake Elmsworth Fenwick Fieldstone ' +
  'Flint Gable Garnet Girder Granger Hale Hawthorne Hearth Holloway Inglenook Ironwood Joist Keystone Kestrel Lantern Larkspur Lintel ' +
  'Mallow Marlstone Mason Millrace Mortar Nettle Northgate Oriel Parapet Pennant Pilaster Plumb Quarry Rafter Ridgeway Rook Sandstone ' +
  'Slate Spandrel Tallow Thatcher Thorne Timber Trellis Underhill Vesper Wainscot'
).split(' ');
const TRADES = [
  'Architects',
  'Engineering',
  'Design Studio',
  'Builders',
  'Surveying',
  'Dental Care',
  'Landscapes',
  'Roofing',
  'Legal',
  'Bakery',
];
const STREETS = [
  'Beacon Street',
  'Canal Road',
  'Cedar Avenue',
  'Foundry Lane',
  'Harbor Way',
  'Juniper Court',
  'Market Square',
  'Orchard Row',
];
const CITIES: readonly (readonly [city: string, state: string, postalCode: string])[] = [
  ['Albany', 'NY', '12207'],
  ['Boise', 'ID', '83702'],
  ['Columbus', 'OH', '43215'],
  ['Des Moines', 'IA', '50309'],
  ['Fresno', 'CA', '93721'],
  ['Hartford', 'CT', '06103'],
  ['Madison', 'WI', '53703'],
  ['Raleigh', 'NC', '27601'],
  ['Tulsa', 'OK', '74103'],
];
// Area codes in use in the United States and Canada, so that libraries take the numbers as real; without those of the named people.
const AREA_CODES = (
  '201 202 203 204 205 207 208 209 210 213 214 215 216 217 218 219 224 225 226 228 229 231 234 236 239 240 248 249 250 251 252 253 254 ' +
  '256 260 262 267 269 270 276 281 289 301 302 303 304 306 307 308 309 310 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 ' +
  '339 343 346 347 351 352 360 361 365 385 386 401 402 403 405 406 407 408 409 410 412 413 414 416 417 418 419 423 424 425 430 431 432 ' +
  '434 435 437 438 440 443 450 458 469 470 475 478 479 480 484 501 502 504 505 506 507 508 509 510 513 514 515 516 517 518 519 520 530 ' +
  '531 534 539 540 541 548 551 559 561 562 563 567 570 571 573 574 575 579 580 581 585 586 587 601 602 603 604 605 606 607 608 609 610 ' +
  '612 613 614 615 616 618 619 620 623 626 628 629 630 631 636 639 641 646 647 650 651 657 660 661 662 667 669 678 681 682 701 702 703 ' +
  '704 705 706 707 708 709 712 713 714 715 716 717 718 719 720 724 725 727 731 732 734 737 740 743 747 754 757 760 762 763 765 769 770 ' +
  '772 773 774 775 778 779 780 781 782 785 786 801 802 803 804 805 806 807 808 810 812 813 814 815 816 817 818 819 825 828 830 831 832 ' +
  '843 845 847 848 850 854 856 857 858 859 860 862 863 864 865 867 870 872 873 878 901 902 903 904 905 906 907 908 909 910 912 913 914 ' +
  '915 916 917 918 919 920 925 928 929 930 931 934 936 937 938 940 941 947 949 951 952 954 956 959 970 971 972 973 978 979 980 984 985 989'
).split(' ');
const DOMAINS = ['example.com', 'example.org', 'example.net'];

/**
 * The named people and then made-up ones, until `count` of them live in HighLevel. E-mails are unique; phones are too, and those
 * beyond the 33,000 fictional numbers there are have none. The named people are always complete, however small `count` is.
 */
export function createPeople(random: Random, count: number): Person[] {
  const people = [...NAMED_PEOPLE];
  const missing = count - people.filter((person) => person.systems.includes('highlevel')).length;
  for (let i = 0; i < missing; i++) people.push(createPerson(random, i));
  return people;
}

function createPerson(random: Random, index: number): Person {
  const firstName = itemAt(FIRST_NAMES, index);
  const lastName = itemAt(LAST_NAMES, Math.floor(index / FIRST_NAMES.length) + index * 7);
  const [city, state, postalCode] = random.pick(CITIES);
  // Every third person shares a company with the two before.
  const companyName = itemAt(LAST_NAMES, Math.floor(index / 3) * 11 + 5);
  const company = index % 9 === 8 ? null : `${companyName} ${itemAt(TRADES, Math.floor(index / 3))}`;
  const systems: SystemName[] = ['highlevel'];
  if (index % 2 === 0) systems.push('bqe');
  if (index % 3 === 0) systems.push('localiq');
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${index + 1}@${itemAt(DOMAINS, index)}`.toLowerCase(),
    phone: phoneAt(index),
    company,
    street: `${random.int(1, 980)} ${random.pick(STREETS)}`,
    city,
    state,
    postalCode,
    country: 'US',
    website: company === null ? null : `https://${companyName.toLowerCase()}.example.com`,
    systems,
  };
}

function phoneAt(index: number): string | null {
  const line = Math.floor(index / AREA_CODES.length);
  if (line > 99) return null;
  return `+1${itemAt(AREA_CODES, index)}55501${String(line).padStart(2, '0')}`;
}

function itemAt<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
