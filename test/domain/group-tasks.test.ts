import { describe, expect, it } from 'vitest';
import { groupTasks, isOverdue } from '@/lib/domain/group-tasks';
import { computedMs } from '../computed-ms';

const zone = 'America/New_York';
const at = (text: string) => Date.parse(text);
const task = (dueAt: number, completed = false) => ({ value: { dueAt, completed } });
const groupOf = (dueAt: number, now: number, inZone = zone) =>
  Object.entries(groupTasks([task(dueAt)], now, inZone)).find(([, tasks]) => tasks.length > 0)?.[0];

describe('groupTasks', () => {
  const now = at('2026-11-21T12:00:00-05:00');

  it('a time that has passed is overdue, the rest of the day is today, the next midnight is later', () => {
    expect(groupOf(now - 1, now)).toBe('overdue');
    expect(groupOf(now, now)).toBe('today');
    expect(groupOf(at('2026-11-21T23:59:59.999-05:00'), now)).toBe('today');
    expect(groupOf(at('2026-11-22T00:00:00-05:00'), now)).toBe('later');
  });

  it('the day is the location’s, not the browser’s', () => {
    const due = at('2026-11-21T20:00:00-05:00');
    expect(groupOf(due, now, 'America/New_York')).toBe('today');
    expect(groupOf(due, now, 'Pacific/Auckland')).toBe('today');
    expect(groupOf(at('2026-11-22T07:00:00-05:00'), now, 'Pacific/Auckland')).toBe('later');
    expect(groupOf(at('2026-11-22T01:00:00-05:00'), now, 'America/Los_Angeles')).toBe('today');
  });

  it('a day of 25 hours ends at its own midnight', () => {
    const early = at('2026-11-01T00:30:00-04:00');
    expect(groupOf(at('2026-11-01T23:30:00-05:00'), early)).toBe('today');
    expect(groupOf(at('2026-11-02T00:00:00-05:00'), early)).toBe('later');
  });

  it('a day of 23 hours ends at its own midnight', () => {
    const early = at('2026-03-08T00:30:00-05:00');
    expect(groupOf(at('2026-03-08T23:59:00-04:00'), early)).toBe('today');
    expect(groupOf(at('2026-03-09T00:00:00-04:00'), early)).toBe('later');
  });

  it('a day whose midnight does not exist begins when it begins', () => {
    // Beirut moved its clocks at midnight: 2024-03-31 began at 01:00.
    const before = at('2024-03-30T20:00:00+02:00');
    expect(groupOf(at('2024-03-30T23:59:00+02:00'), before, 'Asia/Beirut')).toBe('today');
    expect(groupOf(at('2024-03-31T01:00:00+03:00'), before, 'Asia/Beirut')).toBe('later');
  });

  it('an unknown zone is read as the browser’s instead of failing', () => {
    expect(groupOf(now + 60_000, now, 'Mars/Olympus')).toBe('today');
    expect(groupOf(now + 60_000, now, '')).toBe('today');
  });

  it('no due date is later and last; done is done, newest first; equal times keep their order', () => {
    const a = { uid: 'a', ...task(now + 864e5) };
    const b = { uid: 'b', ...task(0) };
    const c = { uid: 'c', ...task(now + 864e5) };
    const d = { uid: 'd', ...task(now - 864e5, true) };
    const e = { uid: 'e', ...task(now - 1, true) };
    const groups = groupTasks([b, a, d, e, c], now, zone);
    expect(groups.later.map((one) => one.uid)).toEqual(['a', 'c', 'b']);
    expect(groups.done.map((one) => one.uid)).toEqual(['e', 'd']);
    expect(isOverdue({ completed: false, dueAt: 0 }, now)).toBe(false);
  });

  it('10,000 tasks take less than a frame or two', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => task(now + ((index * 7919) % 10_000) * 60_000 - 3e8));
    const start = computedMs();
    groupTasks(many, now, zone);
    expect(computedMs() - start).toBeLessThan(60);
  });
});
