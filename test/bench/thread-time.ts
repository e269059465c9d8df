// How much processor time the extension's worker takes, by the browser's own trace: a worker cannot be asked, and a clock on the wall would
// count the network and whoever else is at work.
import type { BrowserContext } from 'playwright';

interface TraceEvent {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  /** Processor time, in µs. */
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of processor time that service workers took while `work` was done. */
export async function workerTime(context: BrowserContext, work: () => Promise<void>): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser is gone.');
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'] },
  });
  await work();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const named = events.filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'ServiceWorker thread');
  const workers = new Set(named.map(threadOf));
  const tasks = events.filter((event) => event.name === 'ThreadControllerImpl::RunTask' && workers.has(threadOf(event)));
  if (tasks.length === 0) throw new Error('No worker was seen at work.');
  return tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
}
