// The resources of the API as a table: path, rows, and the kind of each field. BQE API Explorer, API reference, names per resource.
import type { Common, CompanyFile } from '../state';

export type FieldKind = 'text' | 'id' | 'number' | 'enum' | 'flag' | 'time' | 'day';

export interface Resource {
  path: string;
  rows: (company: CompanyFile) => Common[];
  /** Plain fields, by name. */
  fields: Record<string, FieldKind>;
  /** Nested ones, which `expand` may name. */
  nested: readonly string[];
  /** Which table a delete goes to, for those that can be written. */
  table?: 'clients' | 'prospects' | 'todos' | 'notes';
  /** Fields without which nothing is created. */
  required?: readonly string[];
}

const COMMON: Record<string, FieldKind> = {
  id: 'id',
  createdOn: 'time',
  createdById: 'id',
  lastUpdated: 'time',
  lastUpdatedById: 'id',
  version: 'text',
  token: 'number',
  objectState: 'number',
};

const fields = (names: Partial<Record<FieldKind, string>>): Record<string, FieldKind> => ({
  ...COMMON,
  ...Object.fromEntries(
    Object.entries(names).flatMap(([kind, list]) => (list ?? '').split(' ').map((name): [string, FieldKind] => [name, kind as FieldKind])),
  ),
});

const CLIENT = fields({
  text: 'name company firstName lastName middleInitial manager memo term feeScheduleName currencyName messageOnInvoice defaultGroup taxId',
  id: 'managerId termId feeScheduleId currencyMultiplierId defaultGroupId',
  enum: 'status',
  number: 'mainServiceTax mainExpenseTax',
  day: 'clientSince',
});
const CLIENT_NESTED = ['address', 'communications', 'customFields', 'assignedGroups'];

/** Every resource that the sandbox answers for. */
export const resources: readonly Resource[] = [
  { path: 'client', rows: (company) => company.clients, fields: CLIENT, nested: CLIENT_NESTED, table: 'clients', required: ['name'] },
  {
    path: 'crm/prospect',
    rows: (company) => company.prospects,
    fields: CLIENT,
    nested: CLIENT_NESTED,
    table: 'prospects',
    required: ['name'],
  },
  {
    path: 'todo',
    rows: (company) => company.todos,
    fields: fields({
      text: 'linkedEntity assignedTo description memo',
      id: 'linkedEntityId assignedToId',
      enum: 'linkedEntityType priority status',
      number: 'percentComplete',
      day: 'startDate endDate reminderDate',
    }),
    nested: [],
    table: 'todos',
    required: ['description', 'assignedToId'],
  },
  {
    path: 'note',
    rows: (company) => company.notes,
    fields: fields({
      text: 'description reportedBy masterEntity linkedEntity noteCategory noteStatus',
      id: 'reportedById masterEntityId linkedEntityId noteCategoryId noteStatusId',
      enum: 'masterEntityType linkedEntityType',
      day: 'date',
    }),
    nested: [],
    table: 'notes',
    required: ['description', 'masterEntityId', 'masterEntityType'],
  },
  {
    path: 'note/category',
    rows: (company) => company.noteCategories,
    fields: fields({ text: 'name', flag: 'isActive isSystem' }),
    nested: [],
  },
  { path: 'note/status', rows: (company) => company.noteStatuses, fields: fields({ text: 'name', flag: 'isActive' }), nested: [] },
  {
    path: 'employee',
    rows: (company) => company.employees,
    fields: fields({
      text: 'displayName firstName lastName middleInitial title department ssn bankAccount',
      enum: 'status',
      number: 'salary',
    }),
    nested: [],
  },
  { path: 'communicationtype', rows: (company) => company.communicationTypes, fields: fields({ text: 'name', enum: 'type' }), nested: [] },
  {
    path: 'customfield',
    rows: (company) => company.customFields,
    fields: fields({ text: 'module description label', id: 'definitionId', enum: 'type', number: 'length' }),
    nested: [],
  },
  {
    path: 'group',
    rows: (company) => company.groups,
    fields: fields({ text: 'name description', enum: 'type', flag: 'isActive isSystem autoAddNewRecords' }),
    nested: [],
  },
  { path: 'group/detail', rows: (company) => company.groupDetails, fields: fields({ text: 'entity', id: 'groupId entityId' }), nested: [] },
  {
    path: 'deletedhistory',
    rows: (company) => company.deleted,
    fields: fields({ text: 'entity entityType', id: 'entityId deletedById', time: 'deletedOn' }),
    nested: [],
  },
];
