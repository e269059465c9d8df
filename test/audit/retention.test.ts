// What the documents say about how long the log is kept is what it does.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entryDays, readCountDays, valueDays } from '@/lib/audit/retention';

it('is stated in docs/privacy.md', () => {
  const privacy = readFileSync('docs/privacy.md', 'utf8');
  expect([entryDays, readCountDays]).toEqual([2 * 365, 2 * 365]);
  expect(privacy).toMatch(/log of writes, sign-ins and refused access.*\| 2 years \|/);
  expect(privacy).toMatch(/endpoint was read.*\| 2 years \|/);
  expect(privacy).toMatch(new RegExp(`Names and values in that log.*${valueDays} days`));
});
