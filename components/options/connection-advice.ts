// What a problem means on the page where it can be mended: the general advice says where to go, here one is there already.
import { advice, type ErrorCode } from '@/lib/errors';
import { type SystemWords, systemWords } from './system-words';

const again = 'Then press Test connection.';

type Here = Partial<Record<ErrorCode, { title?: string; todo: string }>>;

function hereFor({ title, host, account }: SystemWords): Here {
  const isHighLevel = title === 'HighLevel';
  const isReceiver = host === '';
  const blocked = host ? ` and whether your network blocks ${host}` : ', the address, and whether the receiver runs';
  return {
    offline: { todo: `Check your connection. ${again}` },
    timeout: { todo: 'Wait a moment, then press Test connection.' },
    unreachable: { todo: `Check your connection${blocked}. ${again}` },
    'unreadable-answer': { todo: `A proxy or sign-in page of your network may be in between. ${again}` },
    'server-error': { todo: 'Wait a moment, then press Test connection.' },
    'rate-limited': { todo: 'Wait a minute, then press Test connection.' },
    'not-connected': { title: `${title} is not connected.`, todo: 'Fill in the fields below and press Connect.' },
    'signed-out': {
      title: `${title} does not accept the ${isHighLevel ? 'key or sign-in' : 'sign-in'}.`,
      todo: `${isHighLevel ? 'Enter a valid one below' : 'Check the fields below'} and press Connect. Nothing that waits is lost.`,
    },
    'missing-scope': {
      title: isHighLevel ? 'The key lacks a permission.' : 'The sign-in lacks a permission.',
      todo: `Add what is named below in ${title}. ${again}`,
    },
    'wrong-account': {
      title: isHighLevel ? 'The key does not belong to this location.' : `The sign-in is for another ${account}.`,
      todo: isHighLevel
        ? 'Check the Location ID, or use a key that was made inside that location.'
        : `Sign in as a user of the ${account} that you want to connect.`,
    },
    forbidden: isReceiver
      ? {
          title: 'The receiver refused the header or the signature.',
          todo: 'Enter both below as the receiver has them, then press Connect.',
        }
      : { todo: `Ask your ${title} administrator for access. ${again}` },
    invalid: {
      ...(isReceiver && { title: 'Events cannot be delivered to this address.' }),
      todo: 'Correct the fields below and press Connect.',
    },
    cancelled: { todo: 'Press Connect when you are ready.' },
    'not-found': {
      title: `${title} knows no such ${account}.`,
      todo: isHighLevel ? 'Check the Location ID below and press Connect.' : 'Check the fields below and press Connect.',
    },
    'not-stored': { todo: `Check the value in ${title}.` },
    uncertain: { todo: `Look in ${title}, then press Test connection.` },
  };
}

/** Title and advice of a problem, as Options says it. */
export function connectionAdvice(
  code: ErrorCode,
  words: SystemWords = systemWords.highlevel,
): { title: string; todo: string; isTemporary: boolean } {
  const { title, todo, then } = advice[code];
  return { title, todo, ...hereFor(words)[code], isTemporary: then === 'retry' };
}
