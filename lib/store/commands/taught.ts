// What the user taught about kinds of pages: kept, listed, changed and taken away. None of it waits for a server.
import { isOfKind, kindPattern, kindTitle, widenKind } from '@/lib/domain/kind-of-page';
import type { AppliedRule, TaughtMark, TaughtRule } from '@/lib/domain/taught-rule';
import { AppError } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import type { TaughtRow } from '@/lib/store/rows';

/** More than anybody teaches; a page that goes wild ends here. */
const mostPerHost = 200;

/**
 * Keeps a rule. One for the same mark and kind of page replaces the one before; the same rule on a page whose address differs in one segment
 * shows that the segment names a record, and widens the kind. Throws `invalid` where a host has too many.
 */
export async function keepTaught(db: Database, rule: TaughtRule, now: number): Promise<void> {
  await db.transaction('rw', db.taught, async () => {
    const known = await db.taught.where('host').equals(rule.host).toArray();
    const wide = known
      .filter(({ mark, selectors }) => mark === rule.mark && JSON.stringify(selectors) === JSON.stringify(rule.selectors))
      .map(({ pathPattern }) => widenKind(pathPattern, rule.pathPattern))
      .find((pattern) => pattern !== undefined);
    const pathPattern = wide ?? rule.pathPattern;
    const covered = known.filter((row) => row.mark === rule.mark && isSameKind(row.pathPattern, pathPattern));
    if (known.length - covered.length >= mostPerHost) throw new AppError('invalid', { detail: 'Too many pages were taught on this site.' });
    const name = known.find((row) => isSameKind(row.pathPattern, pathPattern))?.name ?? kindTitle(pathPattern);
    await db.taught.bulkDelete(covered.flatMap(({ id }) => (id === undefined ? [] : [id])));
    await db.taught.add({ ...rule, pathPattern, name, madeAt: now });
  });
}

/** The rules of a host as its pages' scripts get them; the newest first. */
export async function appliedRules(db: Database, host: string): Promise<AppliedRule[]> {
  const rows = await db.taught.where('host').equals(host).reverse().toArray();
  return rows.map(({ pathPattern, mark, selectors }) => ({ page: kindPattern(pathPattern), mark, selectors }));
}

/** Calls a kind of page something else, on all its rules. */
export async function renameTaught(db: Database, host: string, pathPattern: string, name: string): Promise<void> {
  await db.taught
    .where('host')
    .equals(host)
    .and((row) => row.pathPattern === pathPattern)
    .modify({ name: name.trim().slice(0, 80) || kindTitle(pathPattern) });
}

/** Says what a rule's element shows; a rule for that mark on the same kind of page goes. */
export async function changeTaughtMark(db: Database, id: number, mark: TaughtMark): Promise<void> {
  await db.transaction('rw', db.taught, async () => {
    const row = await db.taught.get(id);
    if (!row) return;
    const others = await db.taught.where('host').equals(row.host).toArray();
    const same = others.filter((one) => one.id !== id && one.mark === mark && isSameKind(one.pathPattern, row.pathPattern));
    await db.taught.bulkDelete(same.flatMap((one) => (one.id === undefined ? [] : [one.id])));
    await db.taught.update(id, { mark });
  });
}

/** Takes rules away. */
export async function removeTaught(db: Database, ids: readonly number[]): Promise<void> {
  await db.taught.bulkDelete([...ids]);
}

/** Every rule, the newest first. */
export async function listTaught(db: Database): Promise<TaughtRow[]> {
  return await db.taught.reverse().toArray();
}

/** True where one of the kinds is the other, or takes it in. */
function isSameKind(one: string, wide: string): boolean {
  return one.toLowerCase() === wide.toLowerCase() || isOfKind(`https://x${one}`, wide);
}
