// Creating, changing and deleting clients, prospects, to-dos and notes. A write must name the version that it was made on.
import type { World } from '../../core/service';
import { EntityType, TodoPriority, TodoStatus } from '../enums';
import type { BqeQuirks } from '../quirks';
import { type BqeState, type Client, type Common, type Communication, type CompanyFile, emptyClient, type Note, type Todo } from '../state';
import { ApiError } from './errors';
import type { FieldKind, Resource } from './resources';
import { parseDay, type Zone } from './times';

export interface WriteContext {
  world: World;
  state: BqeState;
  quirks: BqeQuirks;
  company: CompanyFile;
  /** Employee id of who writes. */
  byId: string;
  zone: Zone;
}

type Body = Record<string, unknown>;

/** Fields that only the server sets; a whole model sent back may hold them. */
const SERVER_FIELDS = ['id', 'createdOn', 'createdById', 'lastUpdated', 'lastUpdatedById', 'version', 'token', 'objectState'];
/** Display texts that follow from their id. */
const DERIVED = [
  'manager',
  'term',
  'assignedTo',
  'linkedEntity',
  'masterEntity',
  'reportedBy',
  'noteCategory',
  'noteStatus',
  'defaultGroup',
];

export function createRecord(resource: Resource, body: Body, context: WriteContext): Common {
  refuseIfReadOnly(resource, context.quirks);
  for (const name of resource.required ?? []) {
    if (body[name] === undefined || body[name] === null || body[name] === '') throw new ApiError(400, 'Required', `${name} is required`);
  }
  const row = blankRow(resource, context);
  apply(resource, row, body, context);
  resource.rows(context.company).push(row);
  return row;
}

export function updateRecord(resource: Resource, id: string, body: Body, context: WriteContext): Common {
  refuseIfReadOnly(resource, context.quirks);
  const row = resource.rows(context.company).find((candidate) => candidate.id === id);
  if (!row) throw new ApiError(404, 'NotFound', 'The record does not exist');
  if (String(body.version ?? '') !== row.version) throw new ApiError(409, 'OutDatedModel', 'The record was changed by somebody else');
  // Nothing of a refused write may stay behind: try it on a copy first.
  const draft = structuredClone(row);
  apply(resource, draft, body, context);
  return context.state.edit(row, { ...draft }, context.byId);
}

export function deleteRecord(resource: Resource, id: string, context: WriteContext): void {
  refuseIfReadOnly(resource, context.quirks);
  if (!resource.table || !context.state.remove(resource.table, id, context.company)) {
    throw new ApiError(404, 'NotFound', 'The record does not exist');
  }
}

function refuseIfReadOnly(resource: Resource, quirks: BqeQuirks): void {
  const isOpen =
    resource.table !== undefined && (resource.path !== 'todo' || quirks.todoWrites) && (resource.path !== 'note' || quirks.noteWrites);
  if (!isOpen) throw new ApiError(405, 'MethodNotAllowed', 'The requested resource does not support this method');
}

function blankRow(resource: Resource, { state, world, byId, company }: WriteContext): Common {
  const common = state.newCommon(byId);
  const links = { linkedEntityId: null, linkedEntity: null, linkedEntityType: null };
  if (resource.path === 'todo') {
    const todo: Todo = {
      ...common,
      ...links,
      startDate: null,
      endDate: null,
      reminderDate: null,
      assignedToId: '',
      assignedTo: '',
      percentComplete: 0,
      priority: TodoPriority.normal,
      status: TodoStatus.open,
      description: '',
      memo: '',
    };
    return todo;
  }
  if (resource.path === 'note') {
    const note: Note = {
      ...common,
      ...links,
      date: world.now(),
      description: '',
      reportedById: byId,
      reportedBy: company.employees.find((employee) => employee.id === byId)?.displayName ?? '',
      masterEntityId: '',
      masterEntity: '',
      masterEntityType: EntityType.client,
      noteCategoryId: null,
      noteCategory: null,
      noteStatusId: null,
      noteStatus: null,
    };
    return note;
  }
  return emptyClient(common, world);
}

/** Puts the body's values into the record; what is left out stays. */
function apply(resource: Resource, row: Common, body: Body, context: WriteContext): void {
  const target = row as unknown as Record<string, unknown>;
  const nameBefore = target.name;
  for (const [name, value] of Object.entries(body)) {
    if (SERVER_FIELDS.includes(name) || DERIVED.includes(name)) continue;
    // What was blank and comes back blank stays as it was.
    if (value === null && target[name] === null) continue;
    const kind = resource.fields[name];
    if (kind) target[name] = readValue(name, value, kind, context.zone);
    else if (name === 'address' && resource.nested.includes(name)) applyAddress(row as Client, value, context);
    else if (name === 'communications' && context.quirks.addressShape === 'split') applyCommunications(row as Client, value, context);
    else if (name === 'customFields' || name === 'assignedGroups') target[name] = value;
    else throw new ApiError(400, 'FieldError', `Invalid field: ${name}`);
  }
  if (
    'name' in row &&
    row.name !== nameBefore &&
    resource.rows(context.company).some((other) => 'name' in other && other.name === row.name)
  ) {
    throw new ApiError(409, 'DuplicateName', 'A record with this name exists');
  }
  deriveTexts(target, context.company);
}

function readValue(name: string, value: unknown, kind: FieldKind, zone: Zone): unknown {
  if (value === null) return kind === 'text' ? '' : null;
  switch (kind) {
    case 'number':
    case 'enum': {
      const number = Number(value);
      if (value === '' || Number.isNaN(number)) throw new ApiError(400, 'InvalidValue', `${name} takes a number`);
      return number;
    }
    case 'day': {
      const day = parseDay(String(value), zone);
      if (day === undefined) throw new ApiError(400, 'InvalidValue', `${name} takes a date`);
      return day;
    }
    case 'flag':
      return value === true;
    default:
      if (typeof value !== 'string') throw new ApiError(400, 'InvalidValue', `${name} takes text`);
      return value;
  }
}

/** Display texts follow their ids; an id that nobody has is refused. */
function deriveTexts(row: Record<string, unknown>, company: CompanyFile): void {
  const people = company.employees.map((employee) => ({ id: employee.id, name: employee.displayName }));
  const entities = [...company.clients, ...company.prospects, ...people];
  const pairs: [idName: string, textName: string, list: { id: string; name: string }[]][] = [
    ['assignedToId', 'assignedTo', people],
    ['reportedById', 'reportedBy', people],
    ['linkedEntityId', 'linkedEntity', entities],
    ['masterEntityId', 'masterEntity', entities],
    ['noteCategoryId', 'noteCategory', company.noteCategories],
    ['noteStatusId', 'noteStatus', company.noteStatuses],
  ];
  for (const [idName, textName, list] of pairs) {
    const id = row[idName];
    if (id === undefined) continue;
    const found = list.find((item) => item.id === id);
    if (id && !found) throw new ApiError(400, 'InvalidReference', `${idName} names no record`);
    row[textName] = found?.name ?? null;
  }
}

function applyAddress(client: Client, value: unknown, context: WriteContext): void {
  const address = Array.isArray(value) ? value[0] : value;
  if (typeof address !== 'object' || address === null) throw new ApiError(400, 'InvalidValue', 'address takes an object');
  for (const [name, part] of Object.entries(address)) {
    if (context.quirks.addressShape === 'flat' && (name === 'email' || name === 'phone' || name === 'website')) {
      context.state.setCommunication(client, name, String(part ?? ''), context.company);
    } else if (name === 'communications' && hasCommunications(context.quirks)) applyCommunications(client, part, context);
    else if (['street1', 'street2', 'city', 'state', 'zip', 'country'].includes(name))
      Object.assign(client.address, { [name]: String(part ?? '') });
    else if (name !== 'id' && name !== 'isDefault') throw new ApiError(400, 'FieldError', `Invalid field: address.${name}`);
  }
}

function hasCommunications({ addressShape }: BqeQuirks): boolean {
  return addressShape === 'nested' || addressShape === 'list';
}

/** The list replaces the one before. */
function applyCommunications(client: Client, value: unknown, { company, quirks, world }: WriteContext): void {
  if (!Array.isArray(value)) throw new ApiError(400, 'InvalidValue', 'communications takes a list');
  const idName = quirks.addressShape === 'nested' ? 'typeId' : 'communicationTypeId';
  client.address.communications = value.map((item: Record<string, unknown>): Communication => {
    const typeId = String(item[idName] ?? '');
    if (!company.communicationTypes.some((type) => type.id === typeId)) {
      throw new ApiError(400, 'InvalidReference', `${idName} names no communication type`);
    }
    return { id: typeof item.id === 'string' ? item.id : world.random.uuid(), typeId, value: String(item.value ?? '') };
  });
}
