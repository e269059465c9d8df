// Cursors of the database in memory give the same rows as before, and each of them is looked for from where the cursor stands.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

const rows = Array.from({ length: 400 }, (_, at) => ({ id: at, half: Math.floor(at / 2) }));
let db: IDBDatabase;

beforeAll(async () => {
  const opening = indexedDB.open('narrow-cursors');
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore('rows', { keyPath: 'id' });
    store.createIndex('half', 'half');
    for (const row of rows) store.put(row);
  };
  db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
});

afterAll(() => db.close());

interface Walk {
  source: 'rows' | 'half';
  range?: IDBKeyRange;
  direction?: IDBCursorDirection;
  /** Keys that it jumps to before it goes on row by row. */
  jumps?: number[];
}

/** The ids that a cursor comes by. */
async function walk({ source, range, direction = 'next', jumps = [] }: Walk): Promise<number[]> {
  const store = db.transaction('rows').objectStore('rows');
  const request = (source === 'half' ? store.index('half') : store).openCursor(range, direction);
  const todo = [...jumps];
  const ids: number[] = [];
  return await new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(ids);
      ids.push(cursor.value.id);
      const isAhead = (key: number) => (direction === 'next' ? key > Number(cursor.key) : key < Number(cursor.key));
      while (todo[0] !== undefined && !isAhead(todo[0])) todo.shift();
      const key = todo.shift();
      if (key === undefined) cursor.continue();
      else cursor.continue(key);
    };
  });
}

it('gives the rows of its range in order, in both directions and after jumps', async () => {
  const walks = fc.record({
    source: fc.constantFrom('rows' as const, 'half' as const),
    bounds: fc.tuple(fc.nat(60), fc.nat(60)),
    isLowerOpen: fc.boolean(),
    isUpperOpen: fc.boolean(),
    isDescending: fc.boolean(),
    jumps: fc.array(fc.nat(60), { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(walks, async ({ source, bounds, isLowerOpen, isUpperOpen, isDescending, jumps }) => {
      const [lower, upper] = [Math.min(...bounds), Math.max(...bounds) + 1];
      const sign = isDescending ? -1 : 1;
      const keyOf = (row: (typeof rows)[number]) => (source === 'half' ? row.half : row.id);
      const isWithin = (key: number) => (isLowerOpen ? key > lower : key >= lower) && (isUpperOpen ? key < upper : key <= upper);
      const left = rows.filter((row) => isWithin(keyOf(row))).sort((one, other) => sign * (one.id - other.id));
      const todo = jumps.toSorted((one, other) => sign * (one - other));
      const wanted: number[] = [];
      for (let row = left.shift(); row; row = left.shift()) {
        wanted.push(row.id);
        const here = keyOf(row);
        while (todo[0] !== undefined && sign * (todo[0] - here) <= 0) todo.shift();
        const to = todo.shift();
        if (to !== undefined) while (left[0] && sign * (keyOf(left[0]) - to) < 0) left.shift();
      }
      const range = IDBKeyRange.bound(lower, upper, isLowerOpen, isUpperOpen);
      const direction = isDescending ? 'prev' : 'next';
      expect(await walk({ source, range, direction, jumps: jumps.toSorted((one, other) => sign * (one - other)) })).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});

it('takes twice the steps for twice the rows', async () => {
  const steps = async (count: number, direction: IDBCursorDirection) => {
    const looked = countLooks();
    await walk({ source: 'rows', range: IDBKeyRange.bound(0, count - 1), direction });
    return looked();
  };
  for (const direction of ['next', 'prev'] as const) {
    expect(await steps(400, direction)).toBeLessThan(2.5 * (await steps(200, direction)));
  }
});

/** Counts the nodes of its tree that the database looks at until asked. */
function countLooks(): () => number {
  const store = db.transaction('rows').objectStore('rows') as unknown as { _rawObjectStore: { records: { records: object } } };
  const tree = Object.getPrototypeOf(store._rawObjectStore.records.records) as { _findRecords: (...seen: unknown[]) => unknown };
  const find = tree._findRecords;
  let count = 0;
  tree._findRecords = function (...seen) {
    count += 1;
    return find.apply(this, seen);
  };
  return () => {
    tree._findRecords = find;
    return count;
  };
}
