// The page's script writes messages in the form of the library through which the worker answers: this fails when that form changes.
import { expect, it } from 'vitest';
import { send } from '@/entrypoints/page.content/send';
import { onMessage } from '@/lib/messages';

it('what the page sends arrives; the answer comes back, and a refusal without its text', async () => {
  const seen: unknown[] = [];
  onMessage('pageShows', ({ data }) => void seen.push(data));
  onMessage('launcherSettings', () => ({ shown: true }));
  await send('pageShows', null);
  expect(seen).toEqual([null]);
  expect(await send('launcherSettings')).toEqual({ shown: true });

  onMessage('openPanel', () => {
    throw new Error('a reason of the worker');
  });
  await expect(send('openPanel')).rejects.toThrow('openPanel was not answered');
});
