// The panel follows a store that changes faster than it can be read, as it does while all contacts are read for the first time.
import { afterEach, expect, it, vi } from 'vitest';
import { Database } from '@/lib/store/database';
import { followStore } from '@/lib/store/follow-store';
import type { ProgressRow } from '@/lib/store/rows';

const account = 'highlevel:loc1';
let db: Database;

afterEach(() => db.delete());

const passing = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const row = (done: number): ProgressRow => ({ account, job: 'index', state: 'running', done, startedAt: 1 });

it('shows changes while they go on, then the last one, and goes on following', async () => {
  db = new Database('follow-store');
  await db.progress.put(row(0));
  const seen: number[] = [];
  // Takes several turns of the database, as the panel's reading does.
  const read = async () => {
    let done = -1;
    for (let turn = 0; turn < 15; turn++) done = (await db.progress.get([account, 'index']))?.done ?? -1;
    return done;
  };
  const stop = followStore(read, (done) => seen.push(done));
  await vi.waitFor(() => expect(seen).toEqual([0]));

  for (let done = 1; done <= 60; done++) {
    await db.progress.put(row(done));
    await passing(5);
  }
  expect(seen.length).toBeGreaterThan(2);
  await vi.waitFor(() => expect(seen.at(-1)).toBe(60));
  expect(seen).toEqual([...seen].sort((one, other) => one - other));

  await db.progress.put(row(99));
  await vi.waitFor(() => expect(seen.at(-1)).toBe(99));
  stop();
  await db.progress.put(row(100));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen.at(-1)).toBe(99);
});

it('leaves a store that changes all the time alone for longer than it reads it, and sees the last change', async () => {
  db = new Database('follow-store');
  await db.progress.put(row(0));
  const seen: number[] = [];
  const readingMs = 20;
  const read = async () => {
    await passing(readingMs);
    return (await db.progress.get([account, 'index']))?.done ?? -1;
  };
  const begun = performance.now();
  const stop = followStore(read, (done) => seen.push(done));
  for (let done = 1; done <= 60; done++) {
    await db.progress.put(row(done));
    await passing(5);
  }
  expect(seen.length).toBeLessThanOrEqual(2 + (performance.now() - begun) / (3 * readingMs));
  await vi.waitFor(() => expect(seen.at(-1)).toBe(60));
  stop();
});

it('sees what a reading with many awaits has read last', async () => {
  db = new Database('follow-store');
  await db.progress.put(row(0));
  const seen: (string | undefined)[] = [];
  const read = async () => {
    for (let turn = 0; turn < 300; turn++) await null;
    await new Promise((resolve) => setTimeout(resolve));
    return (await db.syncs.get('bqe'))?.state;
  };
  const stop = followStore(read, (state) => seen.push(state));
  await vi.waitFor(() => expect(seen).toEqual([undefined]));
  await db.syncs.put({ partner: 'bqe', left: account, right: 'bqe:firm', state: 'on', approved: {} });
  await vi.waitFor(() => expect(seen.at(-1)).toBe('on'));
  stop();
});

it('goes on after a reading that failed, and reads only for tables that were asked for', async () => {
  db = new Database('follow-store');
  await db.progress.put(row(0));
  const [read, told, errors] = [vi.fn(async () => (await db.progress.get([account, 'index']))?.done ?? 0), vi.fn(), vi.fn()];
  read.mockRejectedValueOnce(new Error('Not now'));
  const stop = followStore(read, told, { tables: [db.progress], onError: errors });
  await vi.waitFor(() => expect(errors).toHaveBeenCalledOnce());
  await db.syncs.put({ partner: 'bqe', left: account, right: 'bqe:firm', state: 'on', approved: {} });
  await db.progress.put(row(5));
  await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(5));
  expect(read).toHaveBeenCalledTimes(2);
  stop();
});
