// What the sandbox's HighLevel holds at the start: a firm with two locations, and work for the named people, relative to the world's now.
import {
  AVERY,
  BRIAR,
  CAMERON,
  ELLIS,
  FINN,
  GRAY,
  INDIGO,
  LAYLA,
  MERIDIAN_BUSINESS,
  type Person,
  QUILL_AND_HART_BUSINESS,
} from '../core/people';
import type { World } from '../core/service';
import type { Contact, CustomField, Location, OAuthApp, User } from './model';
import { ALL_SCOPES, blankContact, type HighLevelState } from './state';
import { atLocalTime } from './times';

/** The firm's own app on the marketplace, as a user would type it into Options. Any chromiumapp.org address is registered for it. */
export const HIGHLEVEL_APP: OAuthApp = {
  clientId: '67f0a1b2c3d4e5f6a7b8c9d0-lockstep',
  clientSecret: '00000000-sand-box0-0000-000000000000',
  name: 'Lockstep',
  redirectUris: [/^https:\/\/[a-p]{32}\.chromiumapp\.org\/.*$/, /^https:\/\/[a-z0-9-]+\.extensions\.allizom\.org\/.*$/],
};

/** A Private Integration token for the main location with every scope, valid in every sandbox. */
export const HIGHLEVEL_TOKEN = 'pit-00000000-5a4d-4b0c-8000-000000000001';

const DAY = 86_400_000;
const MINUTE = 60_000;

export function seed(world: World, state: HighLevelState): void {
  const { random } = world;
  state.companyId = state.newId();
  const main = addLocation(state, {
    name: 'Beacon & Vale Studio, New York',
    address: '1 Harbor Way',
    city: 'New York',
    state: 'NY',
    country: 'US',
    postalCode: '10004',
    timezone: 'America/New_York',
    phone: '+12125550190',
    email: 'office@beaconvale.example.com',
  });
  const second = addLocation(state, {
    name: 'Beacon & Vale Studio, London',
    address: '2 Foundry Lane',
    city: 'London',
    state: 'London',
    country: 'GB',
    postalCode: 'EC1A 1AA',
    timezone: 'Europe/London',
    phone: '+442079460190',
    email: 'london@beaconvale.example.com',
  });
  addUsers(state, main, second);
  addCalendars(state, main, second);
  addCustomFields(state, main);
  for (const name of ['prospect', 'client', 'vip', 'newsletter', 'localiq lead']) {
    state.tags.push({ id: state.newId(), locationId: main.id, name });
  }
  for (const [name, status] of [
    ['Welcome series', 'published'],
    ['Project kick-off', 'published'],
    ['Ask for a review', 'draft'],
  ] as const) {
    const at = world.now() - 90 * DAY;
    state.workflows.push({ id: random.uuid(), locationId: main.id, name, status, version: 3, addedAt: at, updatedAt: at + 5 * DAY });
  }
  addContacts(world, state, main, second);
  addWork(world, state, main);
  state.apps.push(HIGHLEVEL_APP);
  state.issueToken({ value: HIGHLEVEL_TOKEN, scopes: ALL_SCOPES });
}

function addLocation(state: HighLevelState, location: Omit<Location, 'id' | 'companyId' | 'website' | 'domain' | 'settings'>): Location {
  const added: Location = {
    id: state.newId(),
    companyId: state.companyId,
    website: 'https://beaconvale.example.com',
    domain: 'crm.beaconvale.example.com',
    settings: {
      allowDuplicateContact: false,
      allowDuplicateOpportunity: false,
      allowFacebookNameMerge: false,
      disableContactTimezone: false,
    },
    ...location,
  };
  state.locations.set(added.id, added);
  return added;
}

function addUsers(state: HighLevelState, main: Location, second: Location): void {
  const people = [
    ['Jordan', 'Vale', 'admin', [main.id, second.id]],
    ['Harper', 'Beacon', 'admin', [main.id, second.id]],
    ['Micah', 'Lund', 'user', [main.id]],
    ['Noor', 'Haddad', 'user', [main.id]],
    ['Tatum', 'Reyes', 'user', [main.id]],
    ['Pip', 'Ashworth', 'user', [second.id]],
  ] as const;
  for (const [index, [firstName, lastName, role, locationIds]] of people.entries()) {
    const user: User = {
      id: state.newId(),
      firstName,
      lastName,
      email: `${firstName}.${lastName}@beaconvale.example.com`.toLowerCase(),
      phone: `+1212555019${index + 1}`,
      role,
      locationIds,
      deleted: false,
    };
    state.users.push(user);
  }
}

function addCalendars(state: HighLevelState, main: Location, second: Location): void {
  const [jordan, harper, micah, , , pip] = state.users.map(({ id }) => id);
  const calendars = [
    ['Project meetings', main, 60, [jordan, harper]],
    ['Site visits', main, 120, [micah]],
    ['Introductory call', second, 30, [pip]],
  ] as const;
  for (const [name, location, slotMinutes, userIds] of calendars) {
    state.calendars.push({
      id: state.newId(),
      locationId: location.id,
      name,
      description: `${name} with the team`,
      eventTitle: '{{contact.name}}',
      eventColor: '#039BE5',
      slotMinutes,
      userIds: userIds.filter((id) => id !== undefined),
      isActive: true,
    });
  }
}

function addCustomFields(state: HighLevelState, main: Location): void {
  const fields: readonly (readonly [name: string, key: string, dataType: string, options?: readonly string[]])[] = [
    ['BQE Client ID', 'bqe_client_id', 'TEXT'],
    ['Project type', 'project_type', 'SINGLE_OPTIONS', ['Residential', 'Commercial', 'Civic', 'Renovation']],
    ['Budget', 'budget', 'MONETORY'],
    ['Kick-off date', 'kickoff_date', 'DATE'],
    ['Interests', 'interests', 'MULTIPLE_OPTIONS', ['Sustainability', 'Heritage', 'Interiors', 'Landscape']],
    ['Site notes', 'site_notes', 'LARGE_TEXT'],
  ];
  for (const [position, [name, key, dataType, picklistOptions = []]] of fields.entries()) {
    const field: CustomField = {
      id: state.newId(),
      locationId: main.id,
      name,
      fieldKey: `contact.${key}`,
      dataType,
      placeholder: name,
      position,
      model: 'contact',
      picklistOptions,
    };
    state.customFields.push(field);
  }
}

function addContacts(world: World, state: HighLevelState, main: Location, second: Location): void {
  const { random } = world;
  const userIds = state.users.filter(({ locationIds }) => locationIds.includes(main.id)).map(({ id }) => id);
  const businesses = new Map<string, string>();
  for (const name of [QUILL_AND_HART_BUSINESS, MERIDIAN_BUSINESS]) {
    const id = random.id(24, '0123456789abcdef');
    businesses.set(name, id);
    state.businesses.push({ id, locationId: main.id, name });
  }

  const people = world.people.filter(({ systems }) => systems.includes('highlevel'));
  const contacts = people.map((person, index): Contact => {
    // Spread over two years, each at a time of its own; all of them well before now.
    const addedAt = world.now() - 2 * DAY - Math.floor((728 * DAY * (index + 1)) / (people.length + 1)) - random.int(0, 999);
    const updatedAt = Math.min(world.now() - DAY, addedAt + random.int(0, 30) * DAY);
    return {
      ...blankContact(state.newId(), main.id, addedAt),
      ...fieldsOf(person),
      updatedAt,
      assignedTo: random.pick(userIds),
      tags: index % 4 === 0 ? ['client'] : index % 4 === 1 ? ['prospect', 'newsletter'] : [],
      businessId: (person.company && businesses.get(person.company)) || null,
      source: index % 5 === 0 ? 'website form' : null,
    };
  });
  addProfile(state, contacts);
  const elsewhere = blankContact(state.newId(), second.id, world.now() - 30 * DAY);
  contacts.push({ ...elsewhere, firstName: 'Linden', lastName: 'Ashworth', email: 'linden.ashworth@example.org', phone: '+442079460101' });

  state.searchIndex.load(contacts);
  for (const contact of contacts) state.addLoadedContact(contact);
}

/** The first contact, Avery, has everything that a contact can have. */
function addProfile(state: HighLevelState, contacts: Contact[]): void {
  const [first] = contacts;
  const [, projectType, budget, kickOff, interests, siteNotes] = state.customFields;
  if (!first || !projectType || !budget || !kickOff || !interests || !siteNotes) return;
  contacts[0] = {
    ...first,
    timezone: 'America/New_York',
    dateOfBirth: '1984-06-15',
    tags: ['client', 'vip'],
    dndSettings: { SMS: { status: 'active', message: 'Asked by phone', code: '' } },
    customFields: [
      { id: projectType.id, value: 'Civic' },
      { id: budget.id, value: 1_250_000 },
      { id: kickOff.id, value: '2026-09-01' },
      { id: interests.id, value: ['Sustainability', 'Heritage'] },
      { id: siteNotes.id, value: 'Gate code changes weekly.\nAsk at the lodge.' },
    ],
  };
}

function fieldsOf(person: Person): Partial<Contact> {
  return {
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    phone: person.phone,
    companyName: person.company,
    address1: person.street,
    city: person.city,
    state: person.state,
    postalCode: person.postalCode,
    country: person.country,
    website: person.website,
  };
}

/** Tasks overdue, due today, due later and done; notes plain, rich and hostile; appointments past and to come. */
function addWork(world: World, state: HighLevelState, main: Location): void {
  const [jordan = '', harper = '', micah = ''] = state.users.map(({ id }) => id);
  const [meetings, visits] = state.calendars;
  const at = (days: number, hour: number, minute = 0) => atLocalTime(world.now(), main.timezone, days, hour, minute);
  const contactOf = (person: Person) =>
    [...state.contacts.values()].find(({ firstName, lastName }) => firstName === person.firstName && lastName === person.lastName);

  const avery = contactOf(AVERY);
  if (avery) {
    const contactId = avery.id;
    state.addTask({
      contactId,
      title: 'Send the revised proposal',
      body: 'With the new fee table.',
      dueAt: at(-3, 17),
      assignedTo: jordan,
    });
    state.addTask({ contactId, title: 'Call about the site survey', dueAt: at(0, 17), assignedTo: jordan });
    state.addTask({ contactId, title: 'Prepare the design review', body: 'Sheets A1–A9', dueAt: at(6, 10), assignedTo: harper });
    state.addTask({ contactId, title: 'Confirm the kick-off date', dueAt: at(-10, 9), assignedTo: jordan, completed: true });
    state.addNote({ contactId, body: 'Prefers e-mail in the morning.', userId: jordan, addedAt: world.now() - 20 * DAY, pinned: true });
    state.addNote({
      contactId,
      title: 'Design review',
      color: '#FFAA00',
      body: '<p>Agreed on <strong>option B</strong> &amp; the larger atrium.</p><ul><li>New section by Friday</li><li>Cost check</li></ul>',
      userId: harper,
      addedAt: world.now() - 4 * DAY,
    });
    if (meetings) {
      const calendarId = meetings.id;
      state.addAppointment({
        contactId,
        calendarId,
        title: 'Design review',
        startsAt: at(2, 10),
        endsAt: at(2, 11),
        assignedUserId: jordan,
        address: '12 Drafting Lane',
      });
      state.addAppointment({
        contactId,
        calendarId,
        title: 'Introduction',
        startsAt: at(-14, 15),
        endsAt: at(-14, 15, 30),
        assignedUserId: harper,
        appointmentStatus: 'showed',
      });
    }
  }

  const indigo = contactOf(INDIGO);
  if (indigo) {
    const contactId = indigo.id;
    state.addNote({
      contactId,
      body: '<p>Hello</p><script>globalThis.__pwned = true</script><img src="https://tracker.example.net/pixel.gif" onerror="globalThis.__pwned = true"><a href="javascript:alert(1)">click</a><svg onload="globalThis.__pwned = true"></svg>',
      addedAt: world.now() - 2 * DAY,
    });
    state.addTask({
      contactId,
      title: '<img src=x onerror="globalThis.__pwned = true">Check the drawing',
      dueAt: at(1, 12),
      body: '<b>bold?</b>',
    });
    if (meetings) {
      state.addAppointment({
        contactId,
        calendarId: meetings.id,
        title: '"><script>globalThis.__pwned = true</script>',
        startsAt: at(3, 9),
      });
    }
  }

  const others: readonly (readonly [Person, string, number, string])[] = [
    [BRIAR, 'Return the signed contract', -1, harper],
    [CAMERON, 'Ask for the load calculations', 0, micah],
    [ELLIS, 'Ring about the boundary plan', 2, micah],
    [LAYLA, 'إرسال العرض', 4, jordan],
    [FINN, 'Order plant list 🌿', -2, harper],
    [GRAY, 'Find a number that works', 9, micah],
  ];
  for (const [person, title, days, assignedTo] of others) {
    const contact = contactOf(person);
    if (!contact) continue;
    state.addTask({ contactId: contact.id, title, dueAt: at(days, 17), assignedTo });
    state.addNote({ contactId: contact.id, body: `Met at the trade fair. ${title}.`, addedAt: world.now() - 7 * DAY, userId: assignedTo });
  }
  const cameron = contactOf(CAMERON);
  if (cameron && visits) {
    state.addAppointment({
      contactId: cameron.id,
      calendarId: visits.id,
      title: 'Site visit',
      startsAt: at(1, 8),
      endsAt: at(1, 10),
      assignedUserId: micah,
      appointmentStatus: 'new',
      description: 'Bring boots and a helmet',
      createdBy: { userId: micah, source: 'calendar_page' },
      addedAt: world.now() - 60 * MINUTE,
    });
  }
}
