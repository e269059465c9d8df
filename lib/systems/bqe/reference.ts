// What a company file knows besides people: employees, groups, custom fields. It has no calendars and no workflows.
import type { ReferenceItems, ReferenceKind, User } from '@/lib/domain/reference';
import { isAppError } from '@/lib/errors';
import type { CallOptions } from '@/lib/systems/system';
import type { Api } from './api';
import { readAll } from './read-rows';
import { flagOf, type Row, textOf } from './wire';

interface Place {
  companyId: string;
  timezone: string;
  userId: string;
}

/** An employee's record holds pay, bank and tax numbers: never more than these (hrenfort-web/JOT: this set works). */
const employeeFields = ['id', 'displayName', 'firstName', 'lastName', 'status'];

const readers: { [Kind in ReferenceKind]: (api: Api, place: Place, options: CallOptions) => Promise<ReferenceItems[Kind]> } = {
  async location(api, { companyId, timezone }, options) {
    const rows = await readAll(api, 'company', { size: 10 }, options);
    const company = rows.find(({ id }) => id === companyId) ?? rows[0];
    return { id: companyId, companyId, name: textOf(company?.name), timezone, allowsDuplicates: true };
  },
  users: readUsers,
  calendars: async () => [],
  async customFields(api, _place, options) {
    const rows = await readAll(api, 'customField', { size: 1000 }, options);
    return rows.filter(isOfPeople).map((row) => ({
      id: textOf(row.definitionId) || row.id,
      key: '',
      name: textOf(row.label) || textOf(row.description),
      // The numbers of its types are not published: every value is taken as text.
      dataType: 'TEXT',
      options: [],
      placeholder: textOf(row.description),
    }));
  },
  async tags(api, _place, options) {
    const rows = await readAll(api, 'group', { size: 1000 }, options);
    return rows.filter((row) => row.isActive === undefined || flagOf(row.isActive)).flatMap((row) => textOf(row.name) || []);
  },
  workflows: async () => [],
};

/** Reads one kind in full. */
export function readReference<Kind extends ReferenceKind>(
  api: Api,
  kind: Kind,
  place: Place,
  options: CallOptions,
): Promise<ReferenceItems[Kind]> {
  return readers[kind](api, place, options);
}

/** Ordinary users may not list employees (hrenfort-web/JOT); their own record they may read. */
async function readUsers(api: Api, { userId }: Place, options: CallOptions): Promise<User[]> {
  try {
    return (await readAll(api, 'employee', { size: 1000, fields: employeeFields, orderBy: 'id asc' }, options)).map(readUser);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'forbidden') throw error;
  }
  try {
    return userId ? [readUser((await api.read('employee', userId, { fields: employeeFields }, options)).row)] : [];
  } catch (error) {
    if (isAppError(error) && (error.code === 'forbidden' || error.code === 'not-found')) return [];
    throw error;
  }
}

function readUser(row: Row): User {
  return { id: row.id, name: textOf(row.displayName) || `${textOf(row.firstName)} ${textOf(row.lastName)}`.trim(), email: '' };
}

/** `module` is a label or a number; only a label says that a field is not for clients or prospects. */
function isOfPeople({ module }: Row): boolean {
  const label = textOf(module);
  return label === '' || /^\d+$/.test(label) || /client|prospect|contact|crm/i.test(label);
}
