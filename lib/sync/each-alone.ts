// What is wrong with one record must not keep the others: all are tried, and what only the user can mend is said at the end. Whatever
// concerns the whole connection ends it at once.
import { type AppError, advice, isAppError } from '@/lib/errors';

/** Does the work for one after the other. Throws the AppError of the first that was refused, after the last was tried. */
export async function eachAlone<T>(all: Iterable<T>, work: (one: T) => Promise<unknown>): Promise<void> {
  let refused: AppError | undefined;
  for (const one of all) {
    try {
      await work(one);
    } catch (error) {
      if (!isAppError(error) || advice[error.code].then !== 'ask') throw error;
      refused ??= error;
    }
  }
  if (refused) throw refused;
}
