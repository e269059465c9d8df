import { describe, expect, it } from 'vitest';
import { changeSpan, newerSide } from '@/lib/domain/merge/change-span';

describe('when a change was made', () => {
  it('is the record’s own time, brought to our clock', () => {
    expect(changeSpan({ updatedAt: 100_000, serverSkewMs: 30_000 })).toEqual({ from: 70_000, to: 71_000 });
  });

  it('lies between two readings where the record has no time, or one that cannot be', () => {
    const seen = { lastSeenWithoutAt: 10_000, firstSeenWithAt: 20_000 };
    expect(changeSpan(seen)).toEqual({ from: 10_000, to: 20_000 });
    expect(changeSpan({ ...seen, updatedAt: 15_000 })).toEqual({ from: 15_000, to: 16_000 });
    expect(changeSpan({ ...seen, updatedAt: 90_000 })).toEqual({ from: 10_000, to: 20_000 });
  });

  it('leaves open who was later where spans overlap, or one is not known', () => {
    const [early, late] = [
      { from: 1, to: 5 },
      { from: 6, to: 9 },
    ];
    expect([newerSide(early, late), newerSide(late, early), newerSide(early, { from: 5, to: 6 }), newerSide(undefined, late)]).toEqual([
      'right',
      'left',
      undefined,
      undefined,
    ]);
    expect(newerSide(changeSpan({ lastSeenWithoutAt: 5 }), early)).toBeUndefined();
  });
});
