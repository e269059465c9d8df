// How much a page or worker of the extension keeps, asked through the browser itself, since a worker cannot be asked through a page.
import type { BrowserContext } from 'playwright';

interface TargetInfo {
  targetId: string;
  url: string;
}

/** Bytes of script heap in use in the target whose address begins so, after garbage was collected. Throws where there is none. */
export async function heapBytes(context: BrowserContext, address: string): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser is gone.');
  const { targetInfos } = (await session.send('Target.getTargets', { filter: [{}] })) as { targetInfos: TargetInfo[] };
  const target = targetInfos.find(({ url }) => url.startsWith(address));
  if (!target) throw new Error(`Nothing runs at ${address}.`);
  // Not flattened: this session speaks for the browser, so what is for the target goes as text inside a message.
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
  let last = 0;
  const ask = (method: string) => {
    last += 1;
    const id = last;
    const answer = new Promise<{ usedSize?: number }>((resolve) => {
      session.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
        const said = JSON.parse(message) as { id?: number; result?: { usedSize?: number } };
        if (from === sessionId && said.id === id) resolve(said.result ?? {});
      });
    });
    return session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).then(() => answer);
  };
  await ask('HeapProfiler.collectGarbage');
  const { usedSize } = await ask('Runtime.getHeapUsage');
  await session.detach();
  if (usedSize === undefined) throw new Error(`${address} did not say what it keeps.`);
  return usedSize;
}
