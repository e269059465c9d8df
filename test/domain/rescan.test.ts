// Which look is due, where a system tells no changes.
import { expect, it } from 'vitest';
import { dueRescan, type RescanTimes } from '@/lib/domain/rescan';

const now = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;
const day = 86_400_000;

it.each<[string, RescanTimes, string | undefined]>([
  ['everything at first', { recentAt: 0, seasonAt: 0, wholeAt: 0 }, 'whole'],
  ['nothing just after', { recentAt: now, seasonAt: now, wholeAt: now }, undefined],
  ['the fresh ones after minutes', { recentAt: now - 5 * minute, seasonAt: now - minute, wholeAt: now - minute }, 'recent'],
  ['a season after a day', { recentAt: now, seasonAt: now - day, wholeAt: now - day }, 'season'],
  ['everything after a week', { recentAt: now, seasonAt: now, wholeAt: now - 7 * day }, 'whole'],
  ['everything after the clock was set back', { recentAt: now, seasonAt: now, wholeAt: now + day }, 'whole'],
])('%s', (_when, times, width) => {
  const rescan = dueRescan(times, now);
  expect(rescan?.width).toBe(width);
  // Whoever did what was due has nothing to do right after.
  const done = Object.fromEntries((rescan?.fulfils ?? []).map((name) => [name, now]));
  if (rescan) expect(dueRescan({ ...times, ...done }, now)).toBeNull();
});

it('reads three days, ninety days, or all', () => {
  const base = { recentAt: now, seasonAt: now, wholeAt: now };
  expect(dueRescan({ ...base, recentAt: 0 }, now)?.span).toEqual([now - 3 * day, now]);
  expect(dueRescan({ ...base, seasonAt: 0 }, now)?.span).toEqual([now - 90 * day, now]);
  expect(dueRescan({ ...base, wholeAt: 0 }, now)?.span).toEqual([0, now]);
});
