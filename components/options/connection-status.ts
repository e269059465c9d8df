// The one line that says how a connection stands. It begins with Connected, Not connected or Action needed, which people rely on.
import { connectionAdvice } from './connection-advice';
import type { ConnectionState } from './connection-view';
import type { SystemWords } from './system-words';

export interface ConnectionStatus {
  tone: 'good' | 'idle' | 'busy' | 'bad';
  text: string;
}

export interface StatusFacts {
  words: SystemWords;
  /** Undefined when it was never connected, or was disconnected. */
  connection: ConnectionState | undefined;
  /** False while the browser withholds access to the host. */
  reachable: boolean;
  /** What the account is called; '' where it is not known. */
  name: string;
  /** It is to be chosen which account is used. */
  isAsking?: boolean;
  /** The account was proven by what is entered now. */
  isProven: boolean;
}

/** Says how the connection stands. */
export function connectionStatus({ words, connection, reachable, name, isAsking, isProven }: StatusFacts): ConnectionStatus {
  if (!reachable) return { tone: 'bad', text: `Action needed: allow access to ${words.host ? words.title : 'the address'}` };
  if (!connection) return { tone: 'idle', text: 'Not connected' };
  const { state, problem, account, method } = connection;
  if (isAsking || connection.choices?.length)
    return { tone: 'bad', text: `Action needed: choose ${article(words.account)} ${words.account}` };
  if (connection.unconfirmed) return { tone: 'bad', text: 'Action needed: confirm the account' };
  if (state === 'connected') return { tone: 'good', text: name ? `Connected to ${name}` : 'Connected' };
  if (state === 'checking') {
    const isRetest = isProven && connection.testedAt !== undefined && connection.testedAt >= connection.keySetAt;
    if (isRetest) return { tone: 'busy', text: name ? `Connected to ${name}: testing again…` : 'Connected: testing again…' };
    return { tone: 'busy', text: `Not connected yet: ${method === 'token' ? 'checking the key…' : words.trying}` };
  }
  if (problem?.code === 'not-connected') return { tone: 'idle', text: 'Not connected' };
  if (problem?.code === 'cancelled' && !account) return { tone: 'idle', text: 'Not connected: the sign-in window was closed' };
  if (problem?.code === 'missing-scope') return { tone: 'bad', text: 'Action needed: permissions are missing' };
  const title = problem && lowerFirst(connectionAdvice(problem.code, words).title);
  return { tone: 'bad', text: `Action needed: ${title ?? 'see the checks below'}` };
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function lowerFirst(sentence: string): string {
  const text = sentence.replace(/\.$/, '');
  return /^(The|You|Your|A|Something)\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
