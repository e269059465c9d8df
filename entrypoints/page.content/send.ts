// Sends the few messages that a page's script may send. The worker answers them through @webext-core/messaging, whose form of a message
// this writes by itself: the library is a tenth of this script's budget, and it lets a click's gesture wait before it sends.
import { browser } from 'wxt/browser';
import type { ProtocolMap } from '@/lib/messages';

type Allowed = Pick<ProtocolMap, 'pageShows' | 'openPanel' | 'launcherSettings' | 'taughtRules' | 'taught'>;

/** Sends at once, within the caller's turn. Rejects when the worker refuses or the extension is gone. */
export async function send<Type extends keyof Allowed>(
  type: Type,
  ...[data]: Parameters<Allowed[Type]>
): Promise<Awaited<ReturnType<Allowed[Type]>>> {
  const answer = await browser.runtime.sendMessage({ id: 0, type, data, timestamp: Date.now() });
  if (!answer || answer.err) throw new Error(`${type} was not answered`);
  return answer.res;
}
