import { describe, expect, it } from 'vitest';
import { changedWords } from '@/components/change-words';
import { difference, excerptOf } from '@/components/difference';
import { noon } from '../builders';

describe('where two texts differ', () => {
  it.each([
    ['+12125550111', '+12125550122', ['+121255501', '11', ''], ['+121255501', '22', '']],
    ['calls before noon only', 'calls after three only', ['calls ', 'before noon', ' only'], ['calls ', 'after three', ' only']],
    ['same', 'same', ['same', '', ''], ['same', '', '']],
    ['', 'new', ['', '', ''], ['new', '', '']],
    ['School', 'Office', ['School', '', ''], ['Office', '', '']],
    ['aa', 'aaa', ['aa', '', ''], ['aa', 'a', '']],
    ['🦄a', '🦄b', ['🦄', 'a', ''], ['🦄', 'b', '']],
  ])('%s | %s', (one, other, left, right) => expect(difference(one, other)).toEqual([left, right]));

  it('loses no character', () => {
    const [one, other] = ['a  b\tc d\n', 'a b\tx d\n '];
    expect(difference(one, other).map((parts) => parts.join(''))).toEqual([one, other]);
  });

  it('is shown near the beginning of a folded text', () => {
    const [before, differs] = excerptOf(['x'.repeat(300), 'new', '']);
    expect([before.length, differs]).toEqual([51, 'new']);
  });
});

describe('when a side was changed', () => {
  const hour = 3_600_000;
  const words = (from: number, to: number) => changedWords({ text: '', changed: { from, to } }, noon, 'America/New_York');
  it.each([
    [noon - hour, noon - hour + 1000, 'Changed today 11:00 AM'],
    [noon - 3 * hour, noon - hour, 'Changed between today 9:00 AM and 11:00 AM'],
    [noon - 30 * hour, noon - hour, 'Changed between yesterday 6:00 AM and today 11:00 AM'],
    [Number.NEGATIVE_INFINITY, noon, 'Changed before today 12:00 PM'],
    [noon, Number.POSITIVE_INFINITY, 'Changed after today 12:00 PM'],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 'Time of change not known'],
    [Number.NaN, 9e15, 'Time of change not known'],
  ])('%s to %s', (from, to, expected) => expect(words(from, to)).toBe(expected));

  it('without a time at least by whom', () => {
    expect(changedWords({ text: '', by: 'Grace' }, noon, '')).toBe('Changed by Grace, time not known');
    expect(changedWords({ text: '' }, noon, '')).toBe('Time of change not known');
  });
});
