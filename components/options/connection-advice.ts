// What a problem means on the page where it can be mended: the general advice says where to go, here one is there already.
import { advice, type ErrorCode } from '@/lib/errors';

const again = 'Then press Test connection.';

const here: Partial<Record<ErrorCode, { title?: string; todo: string }>> = {
  offline: { todo: `Check your connection. ${again}` },
  timeout: { todo: 'Wait a moment, then press Test connection.' },
  unreachable: { todo: `Check your connection and whether your network blocks services.leadconnectorhq.com. ${again}` },
  'unreadable-answer': { todo: `A proxy or sign-in page of your network may be in between. ${again}` },
  'server-error': { todo: 'Wait a moment, then press Test connection.' },
  'rate-limited': { todo: 'Wait a minute, then press Test connection.' },
  'not-connected': { todo: 'Fill in the fields below and press Connect.' },
  'signed-out': {
    title: 'HighLevel does not accept the key or sign-in.',
    todo: 'Enter a valid one below and press Connect. Nothing that waits is lost.',
  },
  'missing-scope': { title: 'The key lacks a permission.', todo: `Add what is named below in HighLevel. ${again}` },
  'wrong-account': { todo: 'Check the Location ID, or use a key that was made inside that location.' },
  forbidden: { todo: `Ask your HighLevel administrator for access. ${again}` },
  invalid: { todo: 'Correct the fields below and press Connect.' },
  cancelled: { todo: 'Press Connect when you are ready.' },
  'not-found': { title: 'HighLevel knows no such location.', todo: 'Check the Location ID below and press Connect.' },
};

/** Title and advice of a problem, as Options says it. */
export function connectionAdvice(code: ErrorCode): { title: string; todo: string; isTemporary: boolean } {
  const { title, todo, then } = advice[code];
  return { title, todo, ...here[code], isTemporary: then === 'retry' };
}
