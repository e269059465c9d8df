// What is left of a limit, told from what the limiter has saved.
import { expect, it } from 'vitest';
import { budgetOf } from '@/lib/http/budget';
import { highlevelLimits } from '@/lib/systems/highlevel/limits';
import { localiqLimits } from '@/lib/systems/localiq/limits';

const now = Date.parse('2026-11-21T12:00:00Z');
const today = Math.floor(now / 864e5);
const saved = { stamps: [now - 1000, now - 9999, now - 10_000], pausedUntil: 0, pausedAt: 0, day: today, usedToday: 150, closedUntil: 0 };
const left = (over: object) => budgetOf({ ...saved, ...over }, highlevelLimits, now);

it('counts the requests of the window that runs, and of the day', () => {
  expect(left({})).toEqual({ left: 98, of: 100, dailyLeft: 199_850, dailyOf: 200_000 });
});

it('has all of it where nothing was counted yet, or what was saved cannot be read', () => {
  for (const nothing of [undefined, null, 'x', { stamps: 'many' }]) {
    expect(budgetOf(nothing, highlevelLimits, now)).toEqual({ left: 100, of: 100, dailyLeft: 200_000, dailyOf: 200_000 });
  }
});

it('has nothing left while the server asked for a pause, or called the day used up', () => {
  expect(left({ pausedUntil: now + 1 })?.left).toBe(0);
  expect(left({ closedUntil: now + 1 })?.dailyLeft).toBe(0);
});

it('begins anew with the day', () => {
  expect(left({ day: today - 1 })?.dailyLeft).toBe(200_000);
});

it('says nothing of a system that itself says nothing', () => {
  expect(budgetOf(saved, localiqLimits, now)).toBeUndefined();
});
