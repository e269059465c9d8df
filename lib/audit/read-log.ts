// The log as Options › Activity lists it: newest first, filtered, a page at a time. Reads batches, so that 100,000 entries never lie in memory.
import type { Database } from '@/lib/store/database';
import type { AuditEntry, AuditKind, PersonalValues } from './entry';

/** An entry with what it says of a person, where that was not erased. */
export interface LogRow {
  entry: AuditEntry;
  values?: PersonalValues;
}

export interface LogFilter {
  kind?: AuditKind;
  /** Found in names, values, operations, ids and endpoints, whatever its case. */
  text?: string;
  /** Of one record, or of everything that hangs on one contact. */
  uid?: string;
}

export interface LogPage {
  rows: LogRow[];
  /** Hand back as `before` for the next page; absent at the end. */
  next?: number;
}

const batch = 1000;

/** One page of entries below `before`, newest first. */
export async function readLog(db: Database, filter: LogFilter, { before, size }: { before?: number; size: number }): Promise<LogPage> {
  const wanted = filter.text?.trim().toLowerCase() ?? '';
  const rows: LogRow[] = [];
  let below = before ?? Number.POSITIVE_INFINITY;
  for (;;) {
    const entries = await select(db, filter, below, wanted ? batch : size + 1 - rows.length);
    const last = entries.at(-1);
    if (!last) return { rows };
    const values = await db.auditValues.bulkGet(entries.map(({ seq }) => seq));
    for (const [index, entry] of entries.entries()) {
      const found = values[index]?.values;
      if (wanted && !searchText(entry, found).includes(wanted)) continue;
      if (rows.length === size) return { rows, next: rows.at(-1)?.entry.seq ?? 0 };
      rows.push({ entry, ...(found && { values: found }) });
    }
    below = last.seq;
  }
}

async function select(db: Database, { kind, uid }: LogFilter, below: number, limit: number): Promise<AuditEntry[]> {
  const isOlder = ({ seq }: AuditEntry) => seq < below;
  const isOfKind = (entry: AuditEntry) => kind === undefined || entry.kind === kind;
  if (uid) {
    const own = await db.audit.where('contactUid').equals(uid).or('uid').equals(uid).toArray();
    return own
      .filter((entry) => isOlder(entry) && isOfKind(entry))
      .sort((one, other) => other.seq - one.seq)
      .slice(0, limit);
  }
  if (kind) return await db.audit.where('kind').equals(kind).reverse().filter(isOlder).limit(limit).toArray();
  return await db.audit.where('seq').below(below).reverse().limit(limit).toArray();
}

function searchText(entry: AuditEntry, values: PersonalValues | undefined): string {
  const { what, account, userId, remoteId = '', uid = '', requestId = '', endpoint = '', code = '', why, fields = [] } = entry;
  const parts = [what, account, userId, remoteId, uid, requestId, endpoint, code, why?.by ?? '', why?.rule ?? '', ...fields];
  return `${parts.join('\n')}\n${values ? JSON.stringify(values) : ''}`.toLowerCase();
}

/** Every entry that the filter lets through, oldest first, a batch at a time: for exporting. */
export async function* everyRow(db: Database): AsyncGenerator<LogRow[]> {
  let after = 0;
  for (;;) {
    const entries = await db.audit.where('seq').above(after).limit(batch).toArray();
    if (entries.length === 0) return;
    const values = await db.auditValues.bulkGet(entries.map(({ seq }) => seq));
    yield entries.map((entry, index) => ({ entry, ...(values[index] && { values: values[index].values }) }));
    after = entries.at(-1)?.seq ?? after;
  }
}
