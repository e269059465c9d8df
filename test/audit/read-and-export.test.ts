// Reading the log page by page, and handing it out in a form that runs nothing and loses nothing.
import { describe, expect, it } from 'vitest';
import { csvHead, toCsv, toJsonLines } from '@/lib/audit/export-log';
import { everyRow, type LogFilter, type LogRow, readLog } from '@/lib/audit/read-log';
import { anEvent, createAuditRig } from './rig';

async function aLog() {
  const rig = createAuditRig();
  await rig.write(
    anEvent(),
    anEvent({ what: 'task.create', table: 'tasks', uid: 'task-1', values: { name: 'Send the drawings' } }),
    anEvent({ kind: 'sign-in', what: 'sign-in', uid: undefined as never, contactUid: undefined as never, values: undefined as never }),
    anEvent({ uid: 'bob', contactUid: 'bob', requestId: 'trace-77', values: { name: 'Bob Noyce' } }),
  );
  return rig;
}

const seqs = async (rig: Awaited<ReturnType<typeof aLog>>, filter: LogFilter) =>
  (await readLog(rig.db, filter, { size: 10 })).rows.map(({ entry }) => entry.seq);

describe('reading', () => {
  it('lists the newest first, a page at a time', async () => {
    const rig = await aLog();
    const one = await readLog(rig.db, {}, { size: 3 });
    expect(one.rows.map(({ entry }) => entry.seq)).toEqual([4, 3, 2]);
    const two = await readLog(rig.db, {}, { size: 3, ...(one.next !== undefined && { before: one.next }) });
    expect(two.rows.map(({ entry }) => entry.seq)).toEqual([1]);
    expect(two.next).toBeUndefined();
    expect(two.rows[0]?.values?.name).toBe('Ada Lovelace');
  });

  it('filters by text, kind and record', async () => {
    const rig = await aLog();
    expect(await seqs(rig, { text: 'LOVELACE' })).toEqual([1]);
    expect(await seqs(rig, { text: 'trace-77' })).toEqual([4]);
    expect(await seqs(rig, { text: 'drawings', kind: 'write' })).toEqual([2]);
    expect(await seqs(rig, { kind: 'sign-in' })).toEqual([3]);
    expect(await seqs(rig, { uid: 'ada' })).toEqual([2, 1]);
    expect(await seqs(rig, { uid: 'task-1' })).toEqual([2]);
    expect(await seqs(rig, { text: 'nobody' })).toEqual([]);
  });

  it('pages through many without leaving any out', async () => {
    const rig = createAuditRig();
    await rig.write(...Array.from({ length: 1300 }, (_, n) => anEvent({ fields: [n % 400 === 0 ? 'rare' : 'common'] })));
    const found: number[] = [];
    let before: number | undefined;
    do {
      const page = await readLog(rig.db, { text: 'rare' }, { size: 2, ...(before !== undefined && { before }) });
      found.push(...page.rows.map(({ entry }) => entry.seq));
      before = page.next;
    } while (before !== undefined);
    expect(found).toEqual([1201, 801, 401, 1]);
  });
});

describe('exporting', () => {
  const aRow = (name: string): LogRow => ({
    entry: {
      id: 'x',
      at: 0,
      account: 'highlevel:l',
      userId: '',
      kind: 'write',
      what: 'contact.update',
      outcome: 'done',
      seq: 1,
      prev: '',
      mac: 'm',
    },
    values: { name, new: { note: 'a "quoted" line\nand another' } },
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\n@x'])('makes text of %j, which a spreadsheet would run', (name) => {
    expect(toCsv([aRow(name)])).toContain(`"'${name}"`);
  });

  it('quotes, so that commas, quotes and line breaks stay in their cell', () => {
    const line = toCsv([aRow('Lovelace, Ada')]);
    expect(line).toContain('"Lovelace, Ada"');
    expect(line).toContain('"{""note"":""a \\""quoted\\"" line\\nand another""}"');
    expect(line.endsWith('\r\n')).toBe(true);
    expect(csvHead.startsWith('\ufeff"seq","time"')).toBe(true);
  });

  it('writes every entry, oldest first, with its values as JSON Lines', async () => {
    const rig = await aLog();
    let text = '';
    for await (const rows of everyRow(rig.db)) text += toJsonLines(rows);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number; mac: string; values?: { name?: string } });
    expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(lines[0]?.values?.name).toBe('Ada Lovelace');
    expect(lines[2]).not.toHaveProperty('values');
  });
});
