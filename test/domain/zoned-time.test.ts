import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultDueAt, fromLocalInput, sameClock, startOfDay, toLocalInput, usableZone } from '@/lib/domain/zoned-time';

const at = (text: string) => Date.parse(text);

describe('zoned time', () => {
  it('a field is read on the location’s clock', () => {
    expect(fromLocalInput('2026-11-21T17:00', 'America/New_York')).toBe(at('2026-11-21T17:00:00-05:00'));
    expect(fromLocalInput('2026-07-01T17:00', 'Asia/Kolkata')).toBe(at('2026-07-01T17:00:00+05:30'));
    expect(toLocalInput(at('2026-07-01T11:30:00Z'), 'Asia/Kolkata')).toBe('2026-07-01T17:00');
  });

  it('what cannot be read is 0, and 0 is blank', () => {
    for (const text of ['', 'soon', '2026-11-21', '99']) expect(fromLocalInput(text, 'UTC')).toBe(0);
    expect(toLocalInput(0, 'UTC')).toBe('');
  });

  it('an hour that the clock skips becomes the one after it', () => {
    expect(fromLocalInput('2026-03-08T02:30', 'America/New_York')).toBe(at('2026-03-08T03:30:00-04:00'));
  });

  it('every minute comes back as itself, but for the repeated hour', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Phoenix', 'UTC');
    const minutes = fc.integer({ min: at('2024-01-01T00:00Z') / 60_000, max: at('2030-01-01T00:00Z') / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const back = fromLocalInput(toLocalInput(minute * 60_000, zone), zone);
        expect(Math.abs(back - minute * 60_000)).toBeLessThanOrEqual(3_600_000);
        expect(toLocalInput(back, zone)).toBe(toLocalInput(minute * 60_000, zone));
      }),
    );
  });

  it('midnights of days with 23 and 25 hours', () => {
    expect(startOfDay(at('2026-03-08T12:00:00-04:00'), 'America/New_York', 1)).toBe(at('2026-03-09T00:00:00-04:00'));
    expect(startOfDay(at('2026-11-01T12:00:00-05:00'), 'America/New_York')).toBe(at('2026-11-01T00:00:00-04:00'));
    expect(startOfDay(at('2026-01-01T12:00:00Z'), 'UTC', -1)).toBe(at('2025-12-31T00:00:00Z'));
  });

  it('a new task is due today at 17:00, after that tomorrow', () => {
    const zone = 'America/New_York';
    expect(defaultDueAt(at('2026-11-21T09:00:00-05:00'), zone)).toBe(at('2026-11-21T17:00:00-05:00'));
    expect(defaultDueAt(at('2026-11-21T17:00:00-05:00'), zone)).toBe(at('2026-11-22T17:00:00-05:00'));
    expect(defaultDueAt(at('2026-10-31T18:00:00-04:00'), zone)).toBe(at('2026-11-01T17:00:00-05:00'));
  });

  it('an unknown zone is the browser’s', () => {
    expect(usableZone('Mars/Olympus')).toBe('America/New_York');
    expect(sameClock(at('2026-11-21T09:00:00Z'), '', 'America/New_York')).toBe(true);
    expect(sameClock(at('2026-11-21T09:00:00Z'), 'UTC', 'America/New_York')).toBe(false);
  });
});
