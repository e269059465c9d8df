// Several records as whole as one read by id, in one request: what a plan rests on would take an hour otherwise, at 100 requests a minute.
import type { CallOptions } from '@/lib/systems/system';
import type { Api } from './api';
import { isClosed } from './list-contacts';
import type { BqeProfile } from './profile';
import { readPage } from './read-rows';
import type { ContactKind } from './records';
import { anyOf } from './where';
import type { Row } from './wire';

/** So many ids make an address of some 3,000 characters. */
const mostIds = 50;

/** The records of these ids, with nested fields, by their kind. Absence proves nothing: what is missing is read by id. Throws AppError. */
export async function readMany(
  api: Api,
  kinds: readonly ContactKind[],
  ids: readonly string[],
  profile: BqeProfile,
  options: CallOptions,
): Promise<{ row: Row; kind: ContactKind }[]> {
  const found = new Map<string, { row: Row; kind: ContactKind }>();
  for (const kind of kinds) {
    const wanted = ids.filter((id) => !found.has(id));
    for (let at = 0; at < wanted.length; at += mostIds) {
      const some = wanted.slice(at, at + mostIds);
      for (const row of await rowsOf(api, kind, some, profile, options)) if (some.includes(row.id)) found.set(row.id, { row, kind });
    }
  }
  return [...found.values()];
}

async function rowsOf(api: Api, kind: ContactKind, ids: readonly string[], profile: BqeProfile, options: CallOptions): Promise<Row[]> {
  const { expand } = profile[kind];
  try {
    const { rows } = await readPage(api, kind, { where: anyOf('id', ids), size: mostIds, isChanges: true, expand }, options);
    return rows;
  } catch (error) {
    if (kind === 'prospect' && isClosed(error)) return [];
    throw error;
  }
}
