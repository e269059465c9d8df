// How far our clock is from a server's, by the `Date` header of an answer. "Newest wins" needs times of one clock.

/**
 * Milliseconds to add to our clock to get the server's; undefined where the answer has no readable date.
 * The header has whole seconds, and the answer was made somewhere between sending and receiving: good to about a second.
 */
export function serverSkewMs(headers: Headers, sentAt: number, receivedAt: number): number | undefined {
  const serverTime = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(serverTime)) return undefined;
  return Math.round(serverTime + 500 - (sentAt + receivedAt) / 2);
}
