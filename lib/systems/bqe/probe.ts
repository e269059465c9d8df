// Finds out what nobody publishes: where e-mail, phone and address are, which numbers mean what, how notes and times are written, what can be
// searched. Only reads. Each question that gets no answer leaves the profile's default.
import { isHtml } from '@/lib/domain/note-html';
import { isAppError } from '@/lib/errors';
import type { CallOptions } from '@/lib/systems/system';
import type { Api, ListQuery, Resource } from './api';
import { readMarks } from './nested';
import { type BqeProfile, defaultProfile, type MarkKind, type PersonProfile, personProfile } from './profile';
import { findShape, kindOfName } from './shape';
import { anyOf, quoted } from './where';
import { type EnumValue, enumOf, flagOf, isRecord, numberOf, type Row, textOf } from './wire';

/** What a connection test has read already; the rest is asked here. */
export interface Samples {
  client: Row[];
  prospect: Row[];
  todo: Row[];
  note: Row[];
  communicationType: Row[];
  noteCategory: Row[];
}

export const sampleSize = 50;
/** Records of today are more like those to come, and likelier complete. */
export const newestFirst = { orderBy: 'lastUpdated desc' };
const nestedNames = ['address', 'communications', 'customFields', 'assignedGroups'];

/** The profile of a company file. Throws AppError only where the connection itself breaks. */
export async function probe(api: Api, samples: Samples, utcOffset: number, options: CallOptions): Promise<BqeProfile> {
  const ask = createAsk(api, options);
  const profile = defaultProfile();
  profile.types = samples.communicationType.map((row) => ({ id: row.id, name: textOf(row.name), kind: kindOfName(textOf(row.name)) }));
  learnKinds(profile, samples.communicationType);

  for (const kind of ['client', 'prospect'] as const) {
    if (samples[kind].length > 0) await learnPeople(api, ask, kind, samples[kind], profile, options);
  }
  // Where a kind shows no e-mail at all, the other is the likeliest model for it.
  const { client, prospect } = profile;
  if (!hasMarks(prospect) && hasMarks(client)) profile.prospect = await copyMap(ask, 'prospect', prospect, client);
  if (!hasMarks(client) && hasMarks(prospect)) profile.client = await copyMap(ask, 'client', client, prospect);

  const kind = samples.client.length > 0 ? 'client' : 'prospect';
  profile.naive = await readNaive(api, kind, samples[kind][0], utcOffset, options);
  profile.sortsByTwo = ((await ask(kind, { size: 1, fields: ['id'], orderBy: 'createdOn asc,id asc' })) ?? []).length > 0;
  profile.knowsLike = await tryLike(ask, kind, samples[kind]);
  profile.entityTypes = await learnEntityTypes(ask, samples);
  profile.todo = learnStatuses(samples.todo);
  profile.note = {
    format: samples.note.filter((row) => isHtml(textOf(row.description))).length * 2 > samples.note.length ? 'html' : 'text',
    systemCategories: samples.noteCategory.filter((row) => flagOf(row.isSystem)).map(({ id }) => id),
  };
  return profile;
}

/** Everything about one kind of person. */
async function learnPeople(api: Api, ask: Ask, kind: Kind, plain: Row[], profile: BqeProfile, options: CallOptions): Promise<void> {
  const { rows, expand } = await expandPeople(ask, kind, plain);
  const map = { ...personProfile(profile, kind), expand, ...findShape(rows, profile.types) };
  Object.assign(map, await chooseListing(ask, kind, rows, map));
  map.itemTakesExpand = await tryItem(api, kind, rows[0], expand, options);
  map.search = await trySearch(ask, kind, rows, map);
  const { types: _, ...kept } = map;
  profile[kind] = kept;
}

type PersonMap = BqeProfile[Kind];

function hasMarks({ marks, flat }: PersonMap): boolean {
  return marks.path.length + flat.email.length > 0;
}

/** What a kind shows of itself, and the rest as the other has it, as far as the server takes its names. */
async function copyMap(ask: Ask, kind: Kind, own: PersonMap, other: PersonMap): Promise<PersonMap> {
  const copy: PersonMap = {
    ...other,
    expand: [...new Set([...own.expand, ...other.expand])],
    address: own.address.path.length > 0 ? own.address : other.address,
    customFields: own.customFields.value ? own.customFields : other.customFields,
    itemTakesExpand: own.itemTakesExpand && other.itemTakesExpand,
  };
  if (copy.expand.length > 0 && (await ask(kind, { size: 1, expand: copy.expand })) === undefined) return own;
  if ((await ask(kind, { size: 1, fields: copy.listFields, expand: copy.listExpand })) === undefined) copy.listFields = [];
  return copy;
}

type Kind = 'client' | 'prospect';
type Ask = (resource: Resource, query: Partial<ListQuery>) => Promise<Row[] | undefined>;

/** A list, or undefined where the server does not take the question. */
function createAsk(api: Api, options: CallOptions): Ask {
  return async (resource, query) => {
    try {
      return (await api.list(resource, { page: 1, size: sampleSize, ...query }, options)).rows;
    } catch (error) {
      if (
        isAppError(error) &&
        ['invalid', 'not-found', 'forbidden', 'unsupported', 'server-error', 'unreadable-answer', 'timeout'].includes(error.code)
      )
        return undefined;
      throw error;
    }
  };
}

/** Types with a number share their kind: "Cell 2" is a phone if "Mobile" has the same number. */
function learnKinds(profile: BqeProfile, rows: readonly Row[]): void {
  const byNumber = new Map<EnumValue, MarkKind>();
  rows.forEach((row, index) => {
    const number = enumOf(row.type);
    const kind = profile.types[index]?.kind;
    if (number !== undefined && kind && kind !== 'other' && !byNumber.has(number)) byNumber.set(number, kind);
  });
  rows.forEach((row, index) => {
    const type = profile.types[index];
    const number = enumOf(row.type);
    if (type?.kind === 'other' && number !== undefined) type.kind = byNumber.get(number) ?? 'other';
  });
}

/** Samples with every nested field that can be had, and which ones must be asked for. */
async function expandPeople(ask: Ask, kind: Kind, plain: Row[]): Promise<{ rows: Row[]; expand: string[] }> {
  const inModel = (name: string) => plain.some((row) => isRecord(row[name]) || Array.isArray(row[name]));
  const wanted = nestedNames.filter((name) => !inModel(name));
  let rows = plain;
  const accepted: string[] = [];
  const all = await ask(kind, { ...newestFirst, expand: wanted });
  if (all && all.length > 0) {
    rows = all;
    accepted.push(...wanted);
  } else {
    for (const name of wanted) {
      const more = await ask(kind, { ...newestFirst, expand: [...accepted, name] });
      if (!more || more.length === 0) continue;
      rows = more;
      accepted.push(name);
    }
  }
  // What was taken without an error but brought nothing need not be asked for.
  return { rows, expand: accepted.filter((name) => rows.some((row) => row[name] !== undefined)) };
}

const listed = ['id', 'version', 'name', 'company', 'firstName', 'lastName', 'managerId', 'createdOn', 'lastUpdated'];

/** Which fields a listing asks for, so that e-mail and phone come with it and little else does. */
async function chooseListing(
  ask: Ask,
  kind: Kind,
  rows: Row[],
  map: PersonProfile,
): Promise<Pick<PersonProfile, 'listExpand' | 'listFields'>> {
  const { marks, flat, address, expand } = map;
  const needed = [...new Set([marks.path, flat.email, flat.phone, flat.website, address.path].flatMap(([first]) => first ?? []))];
  const listExpand = needed.filter((name) => expand.includes(name));
  const known = rows.find((row) => isTelling(row, map));
  for (const fields of [
    [...listed, ...needed],
    [...listed, ...needed.filter((name) => !listExpand.includes(name))],
  ]) {
    const found = await ask(kind, { fields, expand: listExpand, ...(known && { where: `id=${quoted(known.id)}` }) });
    const same = found?.find(({ id }) => id === known?.id);
    if (found && (!known || (same && isTelling(same, map)))) return { listExpand, listFields: fields };
  }
  return { listExpand, listFields: [] };
}

function isTelling(row: Row, map: PersonProfile): boolean {
  const { emails, phones } = readMarks(row, map);
  return emails.length > 0 || phones.length > 0;
}

/** Whether a record by id comes with its nested fields. */
async function tryItem(api: Api, kind: Kind, known: Row | undefined, expand: string[], options: CallOptions): Promise<boolean> {
  if (expand.length === 0 || !known) return true;
  try {
    const { row } = await api.read(kind, known.id, { expand }, options);
    return expand.every((name) => row[name] !== undefined);
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'invalid' && error.code !== 'not-found')) throw error;
    return error.code === 'not-found';
  }
}

/** The same record as an hour further east: where its time moves along, times are on the caller's clock. */
async function readNaive(
  api: Api,
  kind: Kind,
  row: Row | undefined,
  utcOffset: number,
  options: CallOptions,
): Promise<BqeProfile['naive']> {
  if (!row) return 'utc';
  try {
    const [here, east] = await Promise.all(
      [utcOffset, utcOffset + 60].map(async (offset) =>
        textOf((await api.read(kind, row.id, { utcOffset: offset }, options)).row.createdOn),
      ),
    );
    return here !== east ? 'offset' : 'utc';
  } catch (error) {
    if (isAppError(error) && (error.code === 'not-found' || error.code === 'invalid')) return 'utc';
    throw error;
  }
}

/** Whether `where` reaches e-mail and phone, tried on somebody who is known to have them, and on a mark that nobody has. */
async function trySearch(ask: Ask, kind: Kind, rows: Row[], map: PersonProfile): Promise<PersonProfile['search']> {
  const { marks, flat } = map;
  const search = { email: '', phone: '' };
  for (const mark of ['email', 'phone'] as const) {
    const of = (row: Row) => readMarks(row, map)[mark === 'email' ? 'emails' : 'phones'][0] ?? '';
    const known = rows.find((row) => of(row) !== '');
    const inList = marks.path.length > 0 ? [...marks.path.filter((step) => step !== '*'), marks.value] : [];
    const places = [inList, inList.slice(-2), flat[mark].filter((step) => step !== '*')].filter((path) => path.length > 0);
    for (const field of new Set(places.map((path) => path.join('.')))) {
      if (!known || search[mark]) continue;
      const found = await ask(kind, { where: `${field}=${quoted(of(known))}`, fields: ['id'], size: 100 });
      if (!found?.some(({ id }) => id === known.id)) continue;
      const nobody = await ask(kind, { where: `${field}=${quoted('nobody@lockstep.invalid')}`, fields: ['id'], size: 1 });
      if (nobody?.length === 0) search[mark] = field;
    }
  }
  return search;
}

/** Whether a part of a known name finds its owner. */
async function tryLike(ask: Ask, kind: Kind, rows: Row[]): Promise<boolean> {
  const named = rows.find((row) => textOf(row.name).length > 3);
  if (!named) return false;
  const where = `name like ${quoted(`%${textOf(named.name).slice(1, -1)}%`)}`;
  return (await ask(kind, { where, fields: ['id'], size: 100 }))?.some(({ id }) => id === named.id) ?? false;
}

/** Which number of `linkedEntityType` stands for clients, which for prospects and which for neither: told by looking the linked ids up. */
async function learnEntityTypes(ask: Ask, { todo, note }: Samples): Promise<BqeProfile['entityTypes']> {
  const idsOf = new Map<EnumValue, Set<string>>();
  for (const row of [...todo, ...note]) {
    for (const name of ['linkedEntity', 'masterEntity']) {
      const id = textOf(row[`${name}Id`]);
      const type = enumOf(row[`${name}Type`]);
      if (id && type !== undefined) idsOf.set(type, (idsOf.get(type) ?? new Set()).add(id));
    }
  }
  // A few ids of each type are enough, and keep the filter short.
  const asked = [...idsOf].slice(0, 10).map(([type, ids]) => ({ type, ids: [...ids].slice(0, 5) }));
  const types: BqeProfile['entityTypes'] = { others: [] };
  if (asked.length === 0) return types;
  const where = anyOf(
    'id',
    asked.flatMap(({ ids }) => ids),
  );
  const clients = await ask('client', { where, fields: ['id'] });
  const prospects = await ask('prospect', { where, fields: ['id'] });
  const has = (rows: Row[] | undefined, ids: readonly string[]) => rows?.some((row) => ids.includes(row.id)) ?? false;
  for (const { type, ids } of asked) {
    if (has(clients, ids)) types.client ??= type;
    else if (has(prospects, ids)) types.prospect ??= type;
    // Where clients could not be asked, nothing is told from not being one.
    else if (clients) types.others.push(type);
  }
  return types;
}

/** The status that only finished to-dos have, and the one that most unfinished ones have. */
function learnStatuses(rows: readonly Row[]): BqeProfile['todo'] {
  const count = (isFinished: boolean) => {
    const counts = new Map<EnumValue, number>();
    for (const row of rows) {
      const status = enumOf(row.status);
      const percent = numberOf(row.percentComplete);
      const isMeant = percent !== undefined && percent >= 100 === isFinished;
      if (status !== undefined && isMeant) counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    return [...counts].sort(([, one], [, other]) => other - one).map(([status]) => status);
  };
  const finished = count(true);
  const unfinished = count(false);
  const done = finished.filter((status) => !unfinished.includes(status));
  const open = unfinished.find((status) => !done.includes(status));
  return { done, ...(open !== undefined && { open }) };
}
