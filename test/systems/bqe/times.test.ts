// BQE CORE's dates: without a zone, both ways, around midnight and summer time.
import { describe, expect, it } from 'vitest';
import { bqeLimits } from '@/lib/systems/bqe/limits';
import { type Clock, readDay, readStamp, utcOffsetMinutes, writeDay, writeStamp } from '@/lib/systems/bqe/times';

const november = Date.UTC(2026, 10, 21, 12);
const clock = (timezone: string, naive: Clock['naive'] = 'utc', now = november): Clock => ({ timezone, naive, now: () => now });

describe('a time', () => {
  it.each([
    ['2026-11-21T12:00:00', 'utc', november],
    ['2026-11-21T07:00:00', 'offset', november],
    ['2026-11-21T12:00:00.000', 'utc', november],
    ['2026-11-21T12:00:00Z', 'offset', november],
    ['2026-11-21T07:00:00-05:00', 'utc', november],
    ['2026-11-21 12:00', 'utc', november],
  ] as const)('%s read as %s', (text, naive, at) => {
    expect(readStamp(text, clock('America/New_York', naive))).toBe(at);
  });

  it.each([null, undefined, '', 'soon', '0001-01-01T00:00:00', {}, Number.NaN])('%j is none', (value) => {
    expect(readStamp(value, clock('UTC'))).toBe(0);
    expect(readDay(value, clock('UTC'))).toEqual({ at: 0, dayOnly: false });
  });

  it('is written as it is read', () => {
    for (const naive of ['utc', 'offset'] as const) {
      const here = clock('Asia/Kolkata', naive);
      expect(readStamp(writeStamp(november, here), here)).toBe(november);
    }
    expect(writeStamp(november + 999, clock('UTC'))).toBe('2026-11-21T12:00:00');
  });
});

describe('a day', () => {
  it.each(['America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC', 'Pacific/Honolulu'])('stays the same day in %s', (timezone) => {
    for (const day of ['2026-03-08', '2026-11-01', '2026-12-31', '2028-02-29']) {
      for (const text of [`${day}T00:00:00`, day, `${day}T00:00:00Z`]) {
        const read = readDay(text, clock(timezone));
        expect(read.dayOnly).toBe(true);
        expect(writeDay(read.at, timezone)).toBe(`${day}T00:00:00`);
      }
    }
  });

  it('with a time of day is a time', () => {
    expect(readDay('2026-11-21T17:30:00', clock('America/New_York', 'offset'))).toEqual({
      at: Date.UTC(2026, 10, 21, 22, 30),
      dayOnly: false,
    });
    // Midnight in New York, written in UTC.
    expect(readDay('2026-11-21T05:00:00', clock('America/New_York'))).toEqual({ at: Date.UTC(2026, 10, 21, 5), dayOnly: true });
  });

  it('is written for the zone it is in, not for UTC', () => {
    expect(writeDay(Date.UTC(2026, 10, 22, 3), 'America/New_York')).toBe('2026-11-21T00:00:00');
  });
});

it('tells the offset in minutes east, by the season', () => {
  expect(utcOffsetMinutes(clock('America/Los_Angeles'))).toBe(-480);
  expect(utcOffsetMinutes(clock('America/Los_Angeles', 'utc', Date.UTC(2026, 6, 1)))).toBe(-420);
  expect(utcOffsetMinutes(clock('Europe/Berlin'))).toBe(60);
  expect(utcOffsetMinutes(clock('Asia/Kolkata'))).toBe(330);
});

it('reads what the limit’s headers say', () => {
  expect(bqeLimits.readHeaders?.(new Headers({ 'X-Rate-Limit-Remaining': '41' }))).toEqual({ remaining: 41 });
  expect(bqeLimits.readHeaders?.(new Headers({ 'X-Rate-Limit-Remaining': 'soon' }))).toEqual({});
  expect(bqeLimits.readHeaders?.(new Headers())).toEqual({});
});
