// The many ways HighLevel writes a moment, and the clock's two odd nights a year.
import { describe, expect, it } from 'vitest';
import { isoWithOffset, readDate, readMoment, readStamp } from '@/lib/systems/highlevel/times';

const newYork = 'America/New_York';
const noon = Date.UTC(2026, 6, 16, 15);

describe('a moment', () => {
  it.each([
    ['2026-07-16T15:00:00.000Z'],
    ['2026-07-16T20:30:00+05:30'],
    ['2026-07-16T11:00:00-0400'],
    ['2026-07-16 11:00:00-04:00'],
    [noon],
    [noon / 1000],
    [String(noon)],
  ])('%s is proven', (value) => {
    expect(readMoment(value, newYork)).toEqual({ at: noon, zoneProven: true });
  });

  it.each([
    ['2026-07-16 11:00:00', noon],
    ['2026-07-16T11:00:00', noon],
    ['2026-07-16 11:00', noon],
    ['2026-07-16', Date.UTC(2026, 6, 16, 4)],
    ['2026-01-16 11:00:00', Date.UTC(2026, 0, 16, 16)],
  ])('%s is read on the location’s clock, and not proven', (text, at) => {
    expect(readMoment(text, newYork)).toEqual({ at, zoneProven: false });
  });

  it.each([null, undefined, '', 'soon', {}, true, '2026-13-45T99:99:99Z'])('%j is none', (value) => {
    expect(readMoment(value, newYork).at).toBe(0);
  });

  it('in the hour that the clock skips is the one after it', () => {
    expect(readMoment('2026-03-08 02:30:00', newYork).at).toBe(Date.UTC(2026, 2, 8, 7, 30));
    expect(readMoment('2026-03-08 01:59:00', newYork).at).toBe(Date.UTC(2026, 2, 8, 6, 59));
    expect(readMoment('2026-03-08 03:00:00', newYork).at).toBe(Date.UTC(2026, 2, 8, 7));
  });

  it('in the hour that the clock shows twice is one of the two', () => {
    const first = Date.UTC(2026, 10, 1, 5, 30);
    expect([first, first + 3_600_000]).toContain(readMoment('2026-11-01 01:30:00', newYork).at);
    expect(readMoment('2026-11-01 02:00:00', newYork).at).toBe(Date.UTC(2026, 10, 1, 7));
  });

  it.each([
    ['Asia/Kolkata', Date.UTC(2026, 6, 16, 5, 30)],
    ['Australia/Lord_Howe', Date.UTC(2026, 6, 16, 0, 30)],
    ['UTC', Date.UTC(2026, 6, 16, 11)],
  ])('is read in %s too', (zone, at) => {
    expect(readMoment('2026-07-16 11:00:00', zone).at).toBe(at);
  });
});

it.each([
  [newYork, Date.UTC(2026, 6, 16, 15), '2026-07-16T11:00:00-04:00'],
  [newYork, Date.UTC(2026, 0, 16, 15), '2026-01-16T10:00:00-05:00'],
  [newYork, Date.UTC(2026, 10, 1, 5, 30), '2026-11-01T01:30:00-04:00'],
  [newYork, Date.UTC(2026, 10, 1, 6, 30), '2026-11-01T01:30:00-05:00'],
  ['Asia/Kolkata', Date.UTC(2021, 5, 22, 22), '2021-06-23T03:30:00+05:30'],
  ['America/St_Johns', Date.UTC(2026, 0, 1, 12), '2026-01-01T08:30:00-03:30'],
  ['UTC', 0, '1970-01-01T00:00:00+00:00'],
])('writes a moment with the offset of %s', (zone, at, text) => {
  expect(isoWithOffset(at, zone)).toBe(text);
  expect(Date.parse(text)).toBe(at);
});

it('takes a record’s own time as UTC even where the text forgets to say so', () => {
  expect(readStamp('2026-07-16T15:00:00')).toBe(noon);
});

it.each([
  ['1990-09-25', '1990-09-25'],
  ['1990-09-25T00:00:00.000Z', '1990-09-25'],
  ['9/5/1990', '1990-09-05'],
  [Date.UTC(1990, 8, 25), '1990-09-25'],
  ['', ''],
  [null, ''],
  ['last spring', ''],
])('reads the date of birth %s', (value, date) => {
  expect(readDate(value)).toBe(date);
});
