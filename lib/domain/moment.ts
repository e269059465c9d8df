// Times come from servers, and a number is not yet a time: one that no calendar can write would throw where it is drawn.

/** Year 1 and the end of year 9999, epoch ms: what four digits can write. */
const earliest = -62_135_596_800_000;
const latest = 253_402_300_799_999;

/** The moment itself, or 0 where it is none: not a number, infinite, or in no year that anybody means. */
export function usableMoment(at: number): number {
  return at >= earliest && at <= latest ? at : 0;
}
