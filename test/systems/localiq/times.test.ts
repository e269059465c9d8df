// Moments as LocaliQ writes them, and the days it is asked by.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayWindow, readMoment } from '@/lib/systems/localiq/times';

const zone = 'America/New_York';

describe('a moment', () => {
  it.each([
    ['2026-11-21T15:04:05Z', '2026-11-21T15:04:05Z', true],
    ['2026-11-21T15:04:05.123Z', '2026-11-21T15:04:05.123Z', true],
    ['2026-11-21T10:04:05-05:00', '2026-11-21T15:04:05Z', true],
    ['2026-11-21T10:04:05-0500', '2026-11-21T15:04:05Z', true],
    ['2026-11-21 15:04:05 UTC', '2026-11-21T15:04:05Z', true],
    ['2026-11-21 10:04:05 -0500', '2026-11-21T15:04:05Z', true],
    [1_795_273_445, '2026-11-21T15:04:05Z', true],
    ['2026-11-21T10:04:05', '2026-11-21T15:04:05Z', false],
    ['2026-11-21 10:04', '2026-11-21T15:04:00Z', false],
    ['2026-11-21', '2026-11-21T05:00:00Z', false],
    ['11/21/2026 10:04:05 AM', '2026-11-21T15:04:05Z', false],
    ['11/21/2026, 12:04:05 AM', '2026-11-21T05:04:05Z', false],
    ['7/4/2026 12:00:00 p.m.', '2026-07-04T16:00:00Z', false],
  ])('%j is %s', (text, iso, zoneProven) => {
    expect(readMoment(text, zone)).toEqual({ at: Date.parse(iso), zoneProven });
  });

  it.each(['', 'soon', '13/45/2026', null, undefined, {}, [], true, '99/99/9999 99:99:99 AM'])('%j is none', (value) => {
    expect(readMoment(value, zone)).toMatchObject({ zoneProven: false });
    expect(Number.isFinite(readMoment(value, zone).at)).toBe(true);
  });
});

it('a window of days holds its span in every zone on earth', () => {
  const moment = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2040, 0, 1) });
  const zoneMinutes = fc.integer({ min: -12 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 1e10 }), zoneMinutes, (from, length, minutes) => {
      const days = dayWindow([from, from + length]);
      const dayThere = (at: number) => new Date(at + minutes * 60_000).toISOString().slice(0, 10);
      expect(dayThere(from) >= days.created_after_date).toBe(true);
      expect(dayThere(from + length) < days.created_before_date).toBe(true);
    }),
  );
});
