// What the user taught: kept once per mark and kind of page, for its host only, and nothing of it is anybody's data.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TaughtRule } from '@/lib/domain/taught-rule';
import { appliedRules, changeTaughtMark, keepTaught, listTaught, removeTaught, renameTaught } from '@/lib/store/commands/taught';
import { Database } from '@/lib/store/database';

let db: Database;
const host = 'www.bqecore.com';
const rule = (fields: Partial<TaughtRule> = {}): TaughtRule => ({
  host,
  pathPattern: '/webapp/FileCard/*',
  mark: 'email',
  selectors: [{ css: '.jsCellA' }],
  shape: 'x@x.x',
  ...fields,
});
const listed = async () =>
  (await listTaught(db)).map(({ name, pathPattern, mark, selectors }) => [name, pathPattern, mark, selectors[0]?.css]);

beforeEach(() => {
  db = new Database('taught');
});

afterEach(() => db.delete());

it('is kept under a name of its own, and given to pages of its host only', async () => {
  await keepTaught(db, rule(), 1);
  await keepTaught(db, rule({ host: 'dash.localiq.com', pathPattern: '/card/*' }), 2);
  expect(await listed()).toEqual([
    ['Card', '/card/*', 'email', '.jsCellA'],
    ['File card', '/webapp/FileCard/*', 'email', '.jsCellA'],
  ]);
  const [applied, ...others] = await appliedRules(db, host);
  expect(others).toEqual([]);
  expect(applied).toEqual({ page: expect.any(String), mark: 'email', selectors: [{ css: '.jsCellA' }] });
  expect(new RegExp(applied?.page ?? '', 'i').test(`https://${host}/webapp/FileCard/12345678`)).toBe(true);
});

it('taught again, replaces what was there and keeps the name that the user gave', async () => {
  await keepTaught(db, rule(), 1);
  await renameTaught(db, host, '/webapp/FileCard/*', '  Client card ');
  await keepTaught(db, rule({ selectors: [{ css: '.new' }] }), 2);
  await keepTaught(db, rule({ mark: 'phone' }), 3);
  expect(await listed()).toEqual([
    ['Client card', '/webapp/FileCard/*', 'phone', '.jsCellA'],
    ['Client card', '/webapp/FileCard/*', 'email', '.new'],
  ]);
});

it('taught alike on two addresses that differ in one segment, holds for all of that kind', async () => {
  await keepTaught(db, rule({ pathPattern: '/crm/avery' }), 1);
  await keepTaught(db, rule({ pathPattern: '/crm/briar' }), 2);
  await keepTaught(db, rule({ pathPattern: '/crm/cameron' }), 3);
  expect((await listed()).map(([, pathPattern]) => pathPattern)).toEqual(['/crm/*']);
});

it('taught differently on two addresses, stays two', async () => {
  await keepTaught(db, rule({ pathPattern: '/crm/avery' }), 1);
  await keepTaught(db, rule({ pathPattern: '/crm/briar', selectors: [{ css: '.other' }] }), 2);
  expect((await listed()).map(([, pathPattern]) => pathPattern)).toEqual(['/crm/briar', '/crm/avery']);
});

it('can be said to be another mark, whose rule then goes, and can be taken away', async () => {
  await keepTaught(db, rule(), 1);
  await keepTaught(db, rule({ mark: 'phone', selectors: [{ css: '.b' }] }), 2);
  const [phone] = await listTaught(db);
  await changeTaughtMark(db, phone?.id ?? 0, 'email');
  expect(await listed()).toEqual([['File card', '/webapp/FileCard/*', 'email', '.b']]);
  await removeTaught(db, [phone?.id ?? 0]);
  expect(await listed()).toEqual([]);
});

it('ends somewhere', async () => {
  for (let count = 0; count < 200; count += 1)
    await keepTaught(db, rule({ pathPattern: `/desk${count}/x/y`, selectors: [{ css: `.c${count}` }] }), count);
  await expect(keepTaught(db, rule({ pathPattern: '/more/x' }), 1)).rejects.toMatchObject({ code: 'invalid' });
});
