// What the stand-in for BQE CORE knows: one company file per firm, and how tests and pages look things up and change them.
import type { Person } from '../core/people';
import type { World } from '../core/service';
import { CommunicationKind, EntityType, RecordStatus, TodoPriority, TodoStatus } from './enums';
import { idOf } from './ids';
import { createSignIn, type SignIn } from './sign-in';

/** What every record carries. Times are epoch milliseconds here and become text on the wire. */
export interface Common {
  id: string;
  createdOn: number;
  createdById: string;
  lastUpdated: number;
  lastUpdatedById: string;
  /** Changes with every save; a write must name the one it read. */
  version: string;
  token: number;
  objectState: number;
}

export interface Communication {
  id: string;
  typeId: string;
  value: string;
}

interface Address {
  id: string;
  street1: string;
  street2: string;
  city: string;
  state: string;
  zip: string;
  country: string;
  communications: Communication[];
}

export interface Client extends Common {
  /** Display name: the one mandatory and unique field. */
  name: string;
  company: string;
  firstName: string;
  lastName: string;
  middleInitial: string;
  status: number;
  managerId: string;
  manager: string;
  memo: string;
  clientSince: number;
  mainServiceTax: number;
  mainExpenseTax: number;
  termId: string;
  term: string;
  feeScheduleId: string | null;
  feeScheduleName: string | null;
  currencyMultiplierId: string | null;
  currencyName: string | null;
  messageOnInvoice: string;
  defaultGroupId: string | null;
  defaultGroup: string | null;
  taxId: string;
  address: Address;
  customFields: CustomFieldValue[];
  assignedGroups: { id: string; groupId: string; group: string }[];
}

/** A prospect is a client to be: the sandbox gives it the fields of one, as its own are not published. */
type Prospect = Client;

interface CustomFieldValue {
  id: string;
  definitionId: string;
  label: string;
  value: string;
}

export interface Todo extends Common {
  startDate: number | null;
  endDate: number | null;
  linkedEntityId: string | null;
  linkedEntity: string | null;
  linkedEntityType: number | null;
  assignedToId: string;
  assignedTo: string;
  percentComplete: number;
  priority: number;
  status: number;
  reminderDate: number | null;
  description: string;
  memo: string;
}

export interface Note extends Common {
  date: number;
  description: string;
  reportedById: string;
  reportedBy: string;
  masterEntityId: string;
  masterEntity: string;
  masterEntityType: number;
  linkedEntityId: string | null;
  linkedEntity: string | null;
  linkedEntityType: number | null;
  noteCategoryId: string | null;
  noteCategory: string | null;
  noteStatusId: string | null;
  noteStatus: string | null;
}

export interface Employee extends Common {
  displayName: string;
  firstName: string;
  lastName: string;
  middleInitial: string;
  title: string;
  status: number;
  department: string;
  /** Payroll data that no integration should ever ask for; here so that a test can see that none does. */
  ssn: string;
  salary: number;
  bankAccount: string;
}

export interface CommunicationType extends Common {
  name: string;
  type: number;
}

interface CustomFieldDefinition extends Common {
  module: string;
  definitionId: string;
  description: string;
  label: string;
  type: number;
  length: number;
}

interface NoteCategory extends Common {
  name: string;
  isActive: boolean;
  isSystem: boolean;
}

interface NoteStatus extends Common {
  name: string;
  isActive: boolean;
}

interface Group extends Common {
  name: string;
  description: string;
  type: number;
  isActive: boolean;
  isSystem: boolean;
  autoAddNewRecords: boolean;
}

interface GroupDetail extends Common {
  groupId: string;
  entityId: string;
  entity: string;
}

interface DeletedRecord extends Common {
  entityId: string;
  entity: string;
  entityType: string;
  deletedOn: number;
  deletedById: string;
}

/** Everything that one firm keeps in BQE CORE. */
export interface CompanyFile {
  id: string;
  name: string;
  clients: Client[];
  prospects: Prospect[];
  todos: Todo[];
  notes: Note[];
  noteCategories: NoteCategory[];
  noteStatuses: NoteStatus[];
  employees: Employee[];
  communicationTypes: CommunicationType[];
  customFields: CustomFieldDefinition[];
  groups: Group[];
  groupDetails: GroupDetail[];
  deleted: DeletedRecord[];
}

type Table = 'clients' | 'prospects' | 'todos' | 'notes';

export interface BqeState {
  companies: CompanyFile[];
  /** The first company file: the one that pages and helpers work on. */
  company: CompanyFile;
  /** Registered apps, sessions, codes and tokens. */
  signIn: SignIn;
  /** Resources that the signed-in user's security profile forbids: they answer 409 `MsgPermissions`. */
  forbidden: Set<string>;
  clientById: (id: string) => Client | undefined;
  clientOf: (person: Person) => Client | undefined;
  clientByEmail: (email: string) => Client | undefined;
  /** First e-mail or phone of a client, as typed; empty where there is none. */
  communicationOf: (client: Client, kind: keyof typeof CommunicationKind, company?: CompanyFile) => string;
  /** Sets (or, with an empty value, takes away) the first e-mail, phone and so on of a client, without touching its version. */
  setCommunication: (client: Client, kind: keyof typeof CommunicationKind, value: string, company?: CompanyFile) => void;
  /** A colleague edits a record in the web app: the version and the time of the last update move. */
  edit: <T extends Common>(record: T, changes: Partial<T>, byId?: string) => T;
  addTodo: (client: Client, fields: Partial<Todo> & { description: string }) => Todo;
  addNote: (client: Client, fields: Partial<Note> & { description: string }) => Note;
  addClient: (fields: Partial<Client> & { name: string }) => Client;
  /** A colleague deletes a record: it leaves a row in the deleted history. */
  remove: (table: Table, id: string, company?: CompanyFile) => boolean;
  /** Common fields of a new record. */
  newCommon: (byId?: string) => Common;
}

/** Creates an empty state with one sign-in; `seed` fills it. */
export function createState(world: World, companies: CompanyFile[]): BqeState {
  const company = companies[0];
  if (!company) throw new Error('At least one company file is needed');

  function me(): Employee {
    const employee = state.company.employees[0];
    if (!employee) throw new Error('The company file has no employee');
    return employee;
  }

  function newCommon(byId = me().id): Common {
    const at = world.now();
    const id = world.random.uuid();
    return { id, createdOn: at, createdById: byId, lastUpdated: at, lastUpdatedById: byId, version: '1', token: 0, objectState: 0 };
  }

  function typeIds(kind: keyof typeof CommunicationKind, file: CompanyFile): string[] {
    return file.communicationTypes.filter((type) => type.type === CommunicationKind[kind]).map((type) => type.id);
  }

  const state: BqeState = {
    companies,
    company,
    signIn: createSignIn(world),
    forbidden: new Set(),
    newCommon,
    clientById: (id) => state.company.clients.find((client) => client.id === id),
    clientOf: (person) => state.clientById(idOf(person)),
    clientByEmail: (email) => state.company.clients.find((client) => state.communicationOf(client, 'email') === email),
    communicationOf(client, kind, file = state.company) {
      const ids = typeIds(kind, file);
      return client.address.communications.find((item) => ids.includes(item.typeId))?.value ?? '';
    },
    setCommunication(client, kind, value, file = state.company) {
      const ids = typeIds(kind, file);
      const list = client.address.communications;
      const index = list.findIndex((item) => ids.includes(item.typeId));
      const existing = list[index];
      if (existing && value) existing.value = value;
      else if (existing) list.splice(index, 1);
      else if (value && ids[0]) list.push({ id: world.random.uuid(), typeId: ids[0], value });
    },
    edit(record, changes, byId = me().id) {
      return Object.assign(record, changes, {
        version: String(Number(record.version) + 1),
        token: record.token + 1,
        lastUpdated: world.now(),
        lastUpdatedById: byId,
      });
    },
    addTodo(client, fields) {
      const todo: Todo = {
        ...newCommon(),
        startDate: world.now(),
        endDate: null,
        linkedEntityId: client.id,
        linkedEntity: client.name,
        linkedEntityType: EntityType.client,
        assignedToId: me().id,
        assignedTo: me().displayName,
        percentComplete: 0,
        priority: TodoPriority.normal,
        status: TodoStatus.open,
        reminderDate: null,
        memo: '',
        ...fields,
      };
      state.company.todos.push(todo);
      return todo;
    },
    addNote(client, fields) {
      const note: Note = {
        ...newCommon(),
        date: world.now(),
        reportedById: me().id,
        reportedBy: me().displayName,
        masterEntityId: client.id,
        masterEntity: client.name,
        masterEntityType: EntityType.client,
        linkedEntityId: null,
        linkedEntity: null,
        linkedEntityType: null,
        noteCategoryId: null,
        noteCategory: null,
        noteStatusId: null,
        noteStatus: null,
        ...fields,
      };
      state.company.notes.push(note);
      return note;
    },
    addClient(fields) {
      const client: Client = { ...emptyClient(newCommon(), world), managerId: me().id, manager: me().displayName, ...fields };
      state.company.clients.push(client);
      return client;
    },
    remove(table, id, file = state.company) {
      const rows: Common[] = file[table];
      const index = rows.findIndex((row) => row.id === id);
      if (index < 0) return false;
      const [row] = rows.splice(index, 1);
      const entity = row && 'name' in row ? String(row.name) : '';
      const names: Record<Table, string> = { clients: 'Client', prospects: 'Prospect', todos: 'ToDo', notes: 'Note' };
      const common = newCommon();
      file.deleted.push({
        ...common,
        entityId: id,
        entity,
        entityType: names[table],
        deletedOn: world.now(),
        deletedById: common.createdById,
      });
      return true;
    },
  };
  return state;
}

/** A client record in which only the id and the times are filled. */
export function emptyClient(common: Common, world: World): Client {
  return {
    ...common,
    name: '',
    company: '',
    firstName: '',
    lastName: '',
    middleInitial: '',
    status: RecordStatus.active,
    managerId: '',
    manager: '',
    memo: '',
    clientSince: world.now(),
    mainServiceTax: 0,
    mainExpenseTax: 0,
    termId: '',
    term: '',
    feeScheduleId: null,
    feeScheduleName: null,
    currencyMultiplierId: null,
    currencyName: null,
    messageOnInvoice: '',
    defaultGroupId: null,
    defaultGroup: null,
    taxId: '',
    address: { id: world.random.uuid(), street1: '', street2: '', city: '', state: '', zip: '', country: '', communications: [] },
    customFields: [],
    assignedGroups: [],
  };
}
