// One record as a whole, nested fields included: by id, or listed by its id where reading by id takes no `expand` or gives only a part.
import { undefinedIfGone } from '@/lib/http/if-gone';
import type { CallOptions } from '@/lib/systems/system';
import { thatRecord } from '@/lib/systems/that-record';
import type { Api } from './api';
import type { BqeProfile } from './profile';
import { readPage } from './read-rows';
import { quoted } from './where';
import type { Row } from './wire';

const common = ['id', 'version', 'token', 'objectState', 'createdOn', 'createdById', 'lastUpdated', 'lastUpdatedById'];

/** The plain fields of the resources that are changed (the BQE Power BI connector): asked for one by one only where a whole answer is partial. */
const person =
  'name company firstName lastName middleInitial status managerId memo clientSince termId feeScheduleId taxId messageOnInvoice';
export const knownFields = {
  client: [...common, ...person.split(' ')],
  prospect: [...common, 'name', 'company', 'firstName', 'lastName', 'middleInitial', 'status', 'managerId', 'memo'],
  todo: [
    ...common,
    ...'startDate endDate linkedEntityId linkedEntityType assignedToId percentComplete priority status reminderDate description memo'.split(
      ' ',
    ),
  ],
  note: [
    ...common,
    ...'date description reportedById masterEntityId masterEntityType linkedEntityId linkedEntityType noteCategoryId noteStatusId'.split(
      ' ',
    ),
  ],
} as const;
type Changeable = keyof typeof knownFields;

/** Undefined where it does not exist. Throws AppError. */
export async function readRecord(
  api: Api,
  resource: Changeable,
  id: string,
  profile: BqeProfile,
  options: CallOptions,
): Promise<Row | undefined> {
  const map = resource === 'client' || resource === 'prospect' ? profile[resource] : undefined;
  const expand = map?.expand ?? [];
  const byId = { where: `id=${quoted(id)}`, size: 1, isChanges: true, expand };
  let fields: readonly string[] = [];
  if (expand.length === 0 || map?.itemTakesExpand) {
    const answer = await undefinedIfGone(api.read(resource, id, { expand }, options));
    if (!answer?.isPartial) return answer && thatRecord(answer.row, id);
    const known: readonly string[] = knownFields[resource];
    fields = map ? [...known, ...map.listFields.filter((name) => !known.includes(name))] : known;
  }
  const { rows } = await readPage(api, resource, { ...byId, fields }, options);
  // A filter that the server ignored must not pass for the record.
  return rows.find((row) => row.id === id);
}
