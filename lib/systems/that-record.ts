// A proxy, a cache or a fault of the server may answer with another record than the one that was asked for. Taken for the right one, it would give
// one person's values to another.
import { AppError } from '@/lib/errors';

/** The answer, if it is about the record with this id. Throws AppError `unreadable-answer`. GUIDs come in small or capital letters. */
export function thatRecord<T extends { id: string }>(answer: T, id: string): T {
  if (answer.id.toLowerCase() === id.toLowerCase()) return answer;
  throw new AppError('unreadable-answer', { detail: 'The answer is about another record than the one that was asked for.' });
}
