// Pages that time out, lists that shrink and grow while they are read, and places that were stored.
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { type Place, readAll, readPage, readPlace } from '@/lib/systems/bqe/read-rows';
import { pull } from './connect';

/** A server with so many records; pages above `slowFrom` rows time out. */
function server({ rows = 95, slowFrom = Number.POSITIVE_INFINITY, countFails = false } = {}) {
  const ids = Array.from({ length: rows }, (_, index) => `id-${index}`);
  const asked: string[] = [];
  return {
    ids,
    asked,
    list: async (_resource: string, { page, size }: { page: number; size: number }) => {
      asked.push(`${page},${size}`);
      if (size >= slowFrom) throw new AppError('timeout');
      return { rows: ids.slice((page - 1) * size, page * size).map((id) => ({ id })), isPartial: false };
    },
    count: async () => {
      asked.push('count');
      if (countFails) throw new AppError('server-error', { status: 500 });
      return ids.length;
    },
  };
}

describe('a listing', () => {
  it('goes on in smaller pages where large ones time out, and misses nobody', async () => {
    const slow = server({ slowFrom: 40 });
    const rows = await readAll(slow, 'client', { size: 50 }, pull);
    expect(rows.map(({ id }) => id)).toEqual(slow.ids);
    expect(slow.asked.slice(0, 3)).toEqual(['1,50', '1,10', 'count']);
  });

  it('goes on in smaller pages from the middle, and keeps them', async () => {
    const late = server({ rows: 100, slowFrom: 40 });
    const place: Place = [2, '50-x', 50, 100, 50];
    const page = await readPage(late, 'client', { size: 50 }, pull, place);
    expect(page.rows.map(({ id }) => id)).toEqual(late.ids.slice(50, 60));
    expect(page.next?.slice(0, 1)).toEqual([7]);
    const next = await readPage(late, 'client', { size: 500 }, pull, page.next ?? undefined);
    expect(next.rows.map(({ id }) => id)).toEqual(late.ids.slice(60, 70));
  });

  it('gives up where small pages time out too', async () => {
    await expect(readAll(server({ slowFrom: 1 }), 'client', { size: 500 }, pull)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('needs no count', async () => {
    const counted = server({ rows: 100, countFails: true });
    expect(await readAll(counted, 'client', { size: 10 }, pull)).toHaveLength(100);
  });

  it('does not go on for ever where the count promises what never comes', async () => {
    const liar = server({ rows: 10 });
    liar.count = async () => 1_000_000;
    expect(await readAll(liar, 'client', { size: 10 }, pull)).toHaveLength(10);
    expect(liar.asked.length).toBeLessThan(10);
  });

  it('by a filter that nobody passes is one request', async () => {
    const none = server({ rows: 0 });
    expect(await readAll(none, 'todo', { where: "linkedEntityId='x'", size: 500 }, pull)).toEqual([]);
    expect(none.asked).toEqual(['1,500']);
  });

  it('of changes that fit one page is one request', async () => {
    const few = server({ rows: 3 });
    expect(await readAll(few, 'client', { size: 100, isChanges: true }, pull)).toHaveLength(3);
    expect(few.asked).toEqual(['1,100']);
  });
});

it.each([[[]], [['1', '', 0, 0, 1]], [[1, 2, 0, 0, 1]], [[1, '', 0]]])('%j is no place', (parts) => {
  expect(readPlace(parts)).toBeUndefined();
});
