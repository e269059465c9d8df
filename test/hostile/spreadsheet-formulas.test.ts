// A log that a colleague opens in a spreadsheet shows what was written, and runs nothing of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvHead, toCsv, toJsonLines } from '@/lib/audit/export-log';
import type { LogRow } from '@/lib/audit/read-log';
import { noon } from '@/test/builders';
import { filesBelow, root } from '../shape/source-files';
import { formulaPayloads, scriptPayloads } from './payloads';

/** An entry that says the text wherever an entry says any. */
function rowOf(text: string): LogRow {
  return {
    entry: {
      seq: 1,
      at: noon,
      kind: 'write',
      what: text,
      outcome: 'done',
      account: text,
      userId: text,
      why: { by: 'rule', rule: text },
      table: 'contacts',
      uid: text,
      remoteId: text,
      fields: [text, text],
      requestId: text,
      endpoint: text,
      code: text,
      mac: text,
    },
    values: { seq: 1, name: text, old: { email: text }, new: { email: text } },
  } as unknown as LogRow;
}

/** Cells as a spreadsheet reads them (RFC 4180). */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') rows.push([]);
    else if (end === '') break;
  }
  return rows.filter((cells) => cells.length > 1);
}

const columns = cellsOf(csvHead)[0]?.length ?? 0;

describe.each([...formulaPayloads, ...scriptPayloads])('%j', (text) => {
  const [row = [], ...more] = cellsOf(toCsv([rowOf(text)]));

  it('stays in its cell and is no formula there', () => {
    expect(more).toEqual([]);
    expect(row).toHaveLength(columns);
    for (const cell of row.filter((one) => Number.isNaN(Number(one)))) {
      expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u);
      expect(cell).not.toMatch(/^[\t\r\n]/);
    }
    // Nothing but the apostrophe in front was changed.
    expect(row.filter((cell) => cell === text || cell === `'${text}`).length).toBeGreaterThan(8);
  });

  it('is one line of JSON Lines, as it was', () => {
    const lines = toJsonLines([rowOf(text)])
      .split('\n')
      .filter(Boolean);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ endpoint: text, values: { name: text, new: { email: text } } });
  });
});

it('no other file leaves the product than this log', () => {
  const sources = ['lib', 'components', 'entrypoints'].flatMap((folder) => filesBelow(folder, ['.ts', '.tsx']));
  const writers = sources.filter((file) =>
    /\bnew Blob\(|\bnew File\(|text\/csv|showSaveFilePicker/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(writers).toEqual(['entrypoints/options/use-activity.ts']);
});
