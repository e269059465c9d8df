import { describe, expect, it } from 'vitest';
import { ageLabel, dayTimeLabel, dueLabel, zoneLabel } from '@/lib/domain/time-labels';

const zone = 'America/New_York';
const now = Date.parse('2026-11-21T12:00:00-05:00');
const due = (text: string, locale = 'en-GB') => dueLabel(Date.parse(text), now, zone, locale);

describe('labels of times', () => {
  it('near days have names and a time', () => {
    expect(due('2026-11-20T17:00:00-05:00')).toBe('Yesterday 17:00');
    expect(due('2026-11-21T14:30:00-05:00')).toBe('Today 14:30');
    expect(due('2026-11-22T09:00:00-05:00')).toBe('Tomorrow 09:00');
    expect(due('2026-11-21T14:30:00-05:00', 'en-US')).toBe('Today 2:30 PM');
  });

  it('other days have a date, another year its number', () => {
    expect(due('2026-11-24T14:30:00-05:00')).toBe('Tue 24 Nov');
    expect(due('2027-02-01T14:30:00-05:00')).toBe('1 Feb 2027');
    expect(dueLabel(0, now, zone)).toBe('No due date');
  });

  it('the day is the location’s', () => {
    expect(due('2026-11-22T04:59:00Z')).toBe('Today 23:59');
    expect(due('2026-11-22T05:00:00Z')).toBe('Tomorrow 00:00');
    expect(dayTimeLabel(Date.parse('2026-11-24T14:30:00-05:00'), now, zone, 'en-GB')).toBe('Tue 24 Nov 14:30');
    expect(zoneLabel(now, zone, 'en-US')).toBe('EST');
  });

  it.each([
    [0, 'just now'],
    [-5_000, 'just now'],
    [25_000, '20 s ago'],
    [61_000, '1 min ago'],
    [3_600_000, '1 h ago'],
    [86_400_000, '1 day ago'],
    [3 * 86_400_000, '3 days ago'],
  ])('%i ms ago', (age, label) => {
    expect(ageLabel(now - age, now)).toBe(label);
  });
});
