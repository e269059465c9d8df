// The firm's books when the sandbox starts: its people, its clients (those of the shared people who live here), to-dos and notes.
import { AVERY, BRIAR, CAMERON, DREW, type Person } from '../core/people';
import type { World } from '../core/service';
import { CommunicationKind, EntityType, RecordStatus, TodoPriority, TodoStatus } from './enums';
import { idOf } from './ids';
import {
  type BqeState,
  type Client,
  type Common,
  type CommunicationType,
  type CompanyFile,
  createState,
  type Employee,
  emptyClient,
} from './state';

const DAY = 24 * 60 * 60 * 1000;

/** The firm whose BQE CORE this is. */
export const FIRM = 'Lintel & Bay Architects';
/** A second company file of the same sign-in: consent asks which one. */
const SECOND_FIRM = 'Lintel & Bay Interiors';
/** Who is signed in to the web app. Never the person of a page. */
export const SIGNED_IN = { firstName: 'Tess', lastName: 'Delgado', email: 'tess.delgado@lintelbay.example.com', phone: '(202) 555-0190' };
/** The vendor's help desk, as in the footer of each page. Never the person of a page. */
export const SUPPORT = { email: 'support@bqecore.example.com', phone: '(800) 555-0199' };

const COLLEAGUES = [
  { firstName: SIGNED_IN.firstName, lastName: SIGNED_IN.lastName, title: 'Office Manager', department: 'Administration' },
  { firstName: 'Osei', lastName: 'Brandt', title: 'Principal Architect', department: 'Design' },
  { firstName: 'Marlow', lastName: 'Finch', title: 'Project Manager', department: 'Delivery' },
];

/** Creates the state with everything in it. */
export function seedState(world: World): BqeState {
  const state = createState(world, [createCompany(world, FIRM), createCompany(world, SECOND_FIRM)]);
  state.signIn.users.push({
    sub: world.random.uuid(),
    email: SIGNED_IN.email,
    password: 'sandbox',
    firstName: SIGNED_IN.firstName,
    lastName: SIGNED_IN.lastName,
    phone: SIGNED_IN.phone,
    employeeIds: Object.fromEntries(state.companies.map((company) => [company.id, company.employees[0]?.id ?? ''])),
  });
  const residents = world.people.filter((person) => person.systems.includes('bqe'));
  residents.forEach((person, index) => {
    state.company.clients.push(clientOf(world, state.company, person, index));
  });
  addProspects(world, state);
  addWork(world, state);
  addGroups(state);
  return state;
}

function createCompany(world: World, name: string): CompanyFile {
  const id = world.random.uuid();
  const employees = COLLEAGUES.map((colleague): Employee => {
    const employeeId = world.random.uuid();
    return {
      ...commonOf(world, employeeId, employeeId, 2000),
      displayName: `${colleague.firstName} ${colleague.lastName}`,
      firstName: colleague.firstName,
      lastName: colleague.lastName,
      middleInitial: '',
      title: colleague.title,
      status: RecordStatus.active,
      department: colleague.department,
      ssn: '000-00-0000',
      salary: 1,
      bankAccount: '000000000',
    };
  });
  const by = employees[0]?.id ?? '';
  const common = (): Common => commonOf(world, world.random.uuid(), by, 2000);
  const type = (label: string, kind: number): CommunicationType => ({ ...common(), name: label, type: kind });
  return {
    id,
    name,
    clients: [],
    prospects: [],
    todos: [],
    notes: [],
    employees,
    communicationTypes: [
      type('Email', CommunicationKind.email),
      type('Work Phone', CommunicationKind.phone),
      type('Mobile', CommunicationKind.phone),
      type('Fax', CommunicationKind.fax),
      type('Website', CommunicationKind.website),
    ],
    noteCategories: ['General', 'Phone call', 'Auto note'].map((label) => ({
      ...common(),
      name: label,
      isActive: true,
      isSystem: label === 'Auto note',
    })),
    noteStatuses: ['Open', 'Closed'].map((label) => ({ ...common(), name: label, isActive: true })),
    customFields: ['HighLevel contact', 'Referred by'].map((label) => ({
      ...common(),
      module: 'Client',
      definitionId: world.random.uuid(),
      description: label,
      label,
      type: 0,
      length: 100,
    })),
    groups: ['Retainer clients', 'Newsletter'].map((label) => ({
      ...common(),
      name: label,
      description: '',
      type: EntityType.client,
      isActive: true,
      isSystem: false,
      autoAddNewRecords: false,
    })),
    groupDetails: [],
    deleted: [],
  };
}

function commonOf(world: World, id: string, byId: string, daysAgo: number): Common {
  const createdOn = world.now() - daysAgo * DAY;
  return { id, createdOn, createdById: byId, lastUpdated: createdOn, lastUpdatedById: byId, version: '1', token: 0, objectState: 0 };
}

function clientOf(world: World, company: CompanyFile, person: Person, index: number): Client {
  const manager = company.employees[index % company.employees.length] as Employee;
  const client = emptyClient(commonOf(world, idOf(person), manager.id, 420 + ((index * 61) % 1500)), world);
  const typeId = (name: string) => company.communicationTypes.find((type) => type.name === name)?.id ?? '';
  const communications: [name: string, value: string | null][] = [
    ['Email', person.email],
    ['Work Phone', person.phone === null ? null : typedPhone(person.phone)],
    ['Website', person.website],
  ];
  return {
    ...client,
    name: `${person.firstName} ${person.lastName}`,
    company: person.company ?? '',
    firstName: person.firstName,
    lastName: person.lastName,
    status: index % 17 === 16 ? RecordStatus.inactive : RecordStatus.active,
    managerId: manager.id,
    manager: manager.displayName,
    clientSince: client.createdOn,
    termId: idOf(person, 'bqe term'),
    term: index % 2 === 0 ? 'Net 30' : 'Net 15',
    address: {
      id: idOf(person, 'bqe address'),
      street1: person.street,
      street2: '',
      city: person.city,
      state: person.state,
      zip: person.postalCode,
      country: person.country,
      communications: communications.flatMap(([name, value]) =>
        value ? [{ id: idOf(person, `bqe ${name}`), typeId: typeId(name), value }] : [],
      ),
    },
  };
}

/** As somebody in the office would have typed it: national, with brackets; what is no number stays as it is. */
function typedPhone(phone: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phone;
}

function addProspects(world: World, state: BqeState): void {
  for (const [firstName, lastName, company] of [
    ['Noa', 'Pendleton', 'Pendleton Orchards'],
    ['Ravi', 'Sandstrom', 'Sandstrom Row Houses'],
  ] as const) {
    const prospect = emptyClient(state.newCommon(), world);
    state.company.prospects.push({ ...prospect, name: `${firstName} ${lastName}`, firstName, lastName, company });
  }
}

function addWork(world: World, state: BqeState): void {
  const now = world.now();
  const general = state.company.noteCategories[0];
  const auto = state.company.noteCategories[2];
  const work: [person: Person, description: string, dueInDays: number | null, memo: string][] = [
    [AVERY, 'Send revised fee proposal', -2, 'Include the lobby alternate.'],
    [AVERY, 'Confirm kickoff with the structural engineer', 3, ''],
    [AVERY, 'File signed agreement', null, 'Original is in the blue folder.'],
    [BRIAR, 'Collect site photographs', 5, ''],
    [CAMERON, 'Review load calculations', 1, 'Second set, after the soil report.'],
    [DREW, 'Return drawings', -10, ''],
  ];
  for (const [person, description, dueInDays, memo] of work) {
    const client = state.clientOf(person);
    if (client) state.addTodo(client, { description, memo, endDate: dueInDays === null ? null : now + dueInDays * DAY });
  }
  const done = state.clientOf(AVERY);
  if (!done) return;
  state.addTodo(done, {
    description: 'Prepare conflict check',
    status: TodoStatus.completed,
    percentComplete: 100,
    priority: TodoPriority.low,
    endDate: now - 20 * DAY,
  });
  state.addNote(done, {
    date: now - 6 * DAY,
    description: 'Prefers calls before ten. Wants one invoice per phase.',
    noteCategoryId: general?.id ?? null,
    noteCategory: general?.name ?? null,
  });
  state.addNote(done, {
    date: now - 40 * DAY,
    description: 'Project created.',
    noteCategoryId: auto?.id ?? null,
    noteCategory: auto?.name ?? null,
  });
  const briar = state.clientOf(BRIAR);
  if (briar) state.addNote(briar, { date: now - 3 * DAY, description: '<p>Met on <b>site</b>; keys are with the super.</p>' });
}

function addGroups(state: BqeState): void {
  const group = state.company.groups[0];
  if (!group) return;
  for (const client of state.company.clients.slice(0, 3)) {
    const detail = { ...state.newCommon(), groupId: group.id, entityId: client.id, entity: client.name };
    state.company.groupDetails.push(detail);
    client.assignedGroups.push({ id: detail.id, groupId: group.id, group: group.name });
  }
}
