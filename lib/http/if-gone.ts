// A record that does not exist any more is an answer to a read, and the wish of a delete: not an error.
import { isAppError } from '@/lib/errors';

/** The answer, or undefined where the server says that there is no such record. Every other error is passed on. */
export async function undefinedIfGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isAppError(error) && error.code === 'not-found') return undefined;
    throw error;
  }
}
