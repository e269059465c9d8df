// The one line that says how a connection stands. It begins with Connected, Not connected or Action needed, which people rely on.
import { connectionAdvice } from './connection-advice';
import { type ConnectionView, isProven } from './connection-view';

export interface ConnectionStatus {
  tone: 'good' | 'idle' | 'busy' | 'bad';
  text: string;
}

/** Says how the connection stands. `reachable` is false while the browser withholds access to the system's host. */
export function connectionStatus(connection: ConnectionView | undefined, reachable: boolean): ConnectionStatus {
  if (!reachable) return { tone: 'bad', text: 'Action needed: allow access to HighLevel' };
  if (!connection) return { tone: 'idle', text: 'Not connected' };
  const { state, problem, account, method } = connection;
  if (connection.choices?.length) return { tone: 'bad', text: 'Action needed: choose a location' };
  if (connection.unconfirmed) return { tone: 'bad', text: 'Action needed: confirm the account' };
  const name = (isProven(connection) && connection.locationName) || connection.locationId;
  if (state === 'connected') return { tone: 'good', text: name ? `Connected to ${name}` : 'Connected' };
  if (state === 'checking') {
    const isRetest = isProven(connection) && connection.testedAt !== undefined && connection.testedAt >= connection.keySetAt;
    if (isRetest) return { tone: 'busy', text: `Connected to ${name}: testing again…` };
    return { tone: 'busy', text: method === 'oauth' ? 'Not connected yet: signing in…' : 'Not connected yet: checking the key…' };
  }
  if (problem?.code === 'not-connected') return { tone: 'idle', text: 'Not connected' };
  if (problem?.code === 'cancelled' && !account) return { tone: 'idle', text: 'Not connected: the sign-in window was closed' };
  if (problem?.code === 'missing-scope') return { tone: 'bad', text: 'Action needed: permissions are missing' };
  return { tone: 'bad', text: `Action needed: ${problem ? lowerFirst(connectionAdvice(problem.code).title) : 'see the checks below'}` };
}

function lowerFirst(sentence: string): string {
  const text = sentence.replace(/\.$/, '');
  return /^(The|You|Your|A|Something)\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
