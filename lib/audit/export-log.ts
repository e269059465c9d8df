// The log as a file, for whoever keeps records: CSV for spreadsheets, JSON Lines for programs. Both say all that an entry holds.
import type { LogRow } from './read-log';

const columns = [
  'seq',
  'time',
  'account',
  'user',
  'kind',
  'operation',
  'outcome',
  'why',
  'rule',
  'record type',
  'record id',
  'remote id',
  'name',
  'fields',
  'old',
  'new',
  'request id',
  'endpoint',
  'code',
  'status',
  'mac',
] as const;

/** The first line of the CSV, with the mark by which spreadsheets know UTF-8. */
export const csvHead = `\ufeff${columns.map(cell).join(',')}\r\n`;

/** Lines of CSV. */
export function toCsv(rows: readonly LogRow[]): string {
  return rows.map((row) => `${cellsOf(row).map(cell).join(',')}\r\n`).join('');
}

/** Lines of JSON, one entry each; `values` is missing where it was erased or there were none. */
export function toJsonLines(rows: readonly LogRow[]): string {
  return rows.map(({ entry, values }) => `${JSON.stringify({ ...entry, ...(values && { values }) })}\n`).join('');
}

function cellsOf({ entry, values }: LogRow): (string | number | undefined)[] {
  const { seq, at, account, userId, kind, what, outcome, why, table, uid, remoteId, fields, requestId, endpoint, code, status, mac } =
    entry;
  const told = entry.erased ?? entry.letGo;
  return [
    seq,
    new Date(at).toISOString(),
    account,
    userId,
    kind,
    what,
    outcome,
    why?.by,
    why?.rule,
    table,
    uid,
    remoteId,
    values?.name,
    fields?.join(' '),
    values?.old && JSON.stringify(values.old),
    values?.new ? JSON.stringify(values.new) : told && JSON.stringify(told),
    requestId,
    endpoint,
    code,
    status,
    mac,
  ];
}

/**
 * One quoted cell. A spreadsheet runs what begins with these characters as a formula, in some languages the wide ones too, and some overlook
 * blanks and invisible signs before them: an apostrophe in front makes it text.
 */
function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const inert = /^(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
