// When something was changed, as well as that can be known, in the time of our own clock. Spans that overlap leave it open who was later.

/** Epoch ms by our clock: not before `from`, not after `to`. */
export interface ChangeSpan {
  from: number;
  to: number;
}

export interface ChangeSigns {
  /** The record's own update time, by the server's clock. */
  updatedAt?: number;
  /** When we last read it without the change, and first with it, by our clock. */
  lastSeenWithoutAt?: number;
  firstSeenWithAt?: number;
  /** Milliseconds to add to our clock to get the server's. */
  serverSkewMs?: number;
  /** How fine the server's time is; a second unless said otherwise. */
  precisionMs?: number;
}

/** The span in which the change was made: the record's own time where it has one that can be true, else what our readings say. */
export function changeSpan(signs: ChangeSigns): ChangeSpan {
  const { updatedAt, lastSeenWithoutAt, firstSeenWithAt, serverSkewMs = 0, precisionMs = 1000 } = signs;
  const seen = { from: lastSeenWithoutAt ?? Number.NEGATIVE_INFINITY, to: firstSeenWithAt ?? Number.POSITIVE_INFINITY };
  if (!updatedAt) return seen;
  const own = { from: updatedAt - serverSkewMs, to: updatedAt - serverSkewMs + precisionMs };
  // A time outside of what we saw with our own eyes is a server's mistake, or another change's.
  return own.to >= seen.from && own.from <= seen.to ? own : seen;
}

/** Which of two changes is the newer; undefined where the spans overlap. */
export function newerSide(left: ChangeSpan | undefined, right: ChangeSpan | undefined): 'left' | 'right' | undefined {
  if (!left || !right) return undefined;
  if (left.from > right.to) return 'left';
  return right.from > left.to ? 'right' : undefined;
}
