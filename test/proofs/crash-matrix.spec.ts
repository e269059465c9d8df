// The crash matrix: each job is killed at each request that it makes, in a real Chromium with the production build, and must end as if nothing
// had happened: what was to be written is written once, nothing else is, and nothing waits. Takes a while: `npm run prove:crashes`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { AVERY } from '@/sandbox/core/people';
import type { Sandbox } from '@/sandbox/index';
import { eventually } from '../e2e/fixtures/eventually';
import { launch } from '../e2e/fixtures/launch';
import { storedKeys } from '../e2e/fixtures/stored';
import { clientAddress } from '../e2e/fixtures/work';
import { PanelPage } from '../e2e/pages/panel-page';
import { type Deed, isApi, isQuiet, type Job, jobs, requestsOf, type Stage, sitDown } from './crash-jobs';

const seconds = 1000;
const minutes = 60 * seconds;
/** A row is given up after so many failures: they have one cause. */
const mostFailures = 4;

/** When it strikes: the request was never acted on, or its reply is lost, or its reply is just being stored. */
const moments = ['before it is acted on', 'before its reply', 'with its reply'] as const;
/** What falls: the worker, and somebody comes back soon; the worker, and only the browser's alarms go on; the whole browser. */
type Blow = 'worker' | 'worker, left alone' | 'browser';

interface Cell {
  /** The request that is waited for: one of many, or the one with this method and path. */
  at: { after?: number; method?: string; path?: RegExp };
  moment: (typeof moments)[number];
  blow: Blow;
}

/** Holds one request at its moment; `reached` tells which, or never settles. */
function hold({ world }: Sandbox, { at: { after = 0, ...match }, moment }: Cell) {
  const [held, told] = [Promise.withResolvers<Request>(), Promise.withResolvers<void>()];
  let passed = 0;
  const until = async (request: Request) => {
    // Nobody can tell whether a question was heard whose answer is lost.
    if (moment === 'before its reply' && request.method === 'GET') return;
    if (passed++ !== after) return;
    held.resolve(request);
    await told.promise;
  };
  const disarm = world.faults.arm({
    kind: 'hold',
    acts: moment !== 'before it is acted on',
    times: Number.POSITIVE_INFINITY,
    match: { host: isApi, ...match },
    until,
  });
  return { reached: held.promise, release: told.resolve, disarm };
}

/** What reaches the three systems from now on. */
function watch(sandbox: Sandbox) {
  const before = new Set(requestsOf(sandbox));
  const requests = () => requestsOf(sandbox).filter((one) => !before.has(one));
  return {
    /** What was written, with ids left out; sign-ins, questions that are asked by POST, and tags that are there already, are no writes. */
    writes: () =>
      requests()
        .filter(
          ({ method, path, status }) => method !== 'GET' && status >= 200 && status < 300 && !/search$|\/(connect|oauth)\//.test(path),
        )
        .map(({ method, path }) => `${method} ${path.replaceAll(/\/(?=[^/]*[\dA-Z])[\w-]{9,}/g, '/:id')}`)
        .filter((one, at, all) => !one.endsWith('/tags') || all.indexOf(one) === at)
        .sort(),
    /** All of it, for whoever wants to know what went wrong. */
    story: () =>
      requests()
        .sort((one, other) => one.at - other.at)
        .map(({ at, method, path, status }) => `${new Date(at).toISOString().slice(14, 23)} ${method} ${path} ${status}`)
        .join('\n'),
  };
}

/** What is still to come: in the systems, on its way, and in the store; '' once nothing is. */
async function whatIsLeft(stage: Stage, deed: Deed): Promise<string> {
  if (!(await deed.isDone(stage))) return 'the change in the other system';
  if (!isQuiet(stage.sandbox, 1.2 * seconds)) return 'the last answers';
  return (await storedKeys(stage.options.page)).outbox?.length === 0 ? '' : 'an empty outbox';
}

/** The same, and what the panel says. */
async function whatIsLeftToSee(stage: Stage, deed: Deed): Promise<string> {
  const left = await whatIsLeft(stage, deed);
  if (left) return left;
  const status = (await stage.panel.status.textContent()) ?? '';
  return status.includes('Up to date') ? '' : `a panel that is up to date, and does not say: ${status}`;
}

/** Waits until nothing is left; throws what was. */
function untilOver(stage: Stage, deed: Deed, timeoutMs: number, look = whatIsLeftToSee): Promise<true> {
  const isOver = async () => {
    const left = await look(stage, deed);
    if (left) throw new Error(`Waited ${timeoutMs} ms in vain for ${left}`);
    return true as const;
  };
  return eventually(isOver, { timeoutMs, everyMs: 200 });
}

/** Somebody comes back, again where it does not come to its end. */
async function carryOn(stage: Stage, deed: Deed): Promise<Stage> {
  for (let patience = 6; patience > 0; patience--) {
    await deed.resume(stage);
    const isEnd = await untilOver(stage, deed, 12 * seconds).then(
      () => true,
      () => false,
    );
    if (isEnd) return stage;
  }
  await untilOver(stage, deed, minutes);
  return stage;
}

/** Strikes and has life go on, up to the end of the job. Answers with the stage that is left. */
const strikes: Record<Blow, (stage: Stage, deed: Deed, profileDir: string) => Promise<Stage>> = {
  worker: carryOn,
  'worker, left alone': async (stage, deed) => {
    // The panel would wake the worker by looking for news.
    await stage.panel.page.close();
    await untilOver(stage, deed, 7 * minutes, whatIsLeft);
    // On the page of a client, which has the launcher.
    await stage.page.goto(clientAddress(AVERY));
    const again = { ...stage, panel: new PanelPage(await stage.openPanel(stage.page)) };
    await untilOver(again, deed, minutes);
    return again;
  },
  browser: async (stage, deed, profileDir) => {
    await stage.close().catch(() => undefined);
    return carryOn(await sitDown(await launch({ profileDir, sandbox: stage.sandbox })), deed);
  },
};

/** Does the job once and strikes at its moment. Answers what was met, nothing where the job ended before, and the stage that is left. */
async function strike(stage: Stage, profileDir: string, deed: Deed, cell: Cell): Promise<{ stage: Stage; met?: Request }> {
  const { sandbox } = stage;
  const held = hold(sandbox, cell);
  const started = deed.start(stage);
  const ended = started.then(() => untilOver(stage, deed, 2 * minutes)).then(() => undefined);
  ended.catch(() => undefined);
  const request = await Promise.race([held.reached, ended]);
  held.disarm();
  let left = stage;
  if (request) {
    if (cell.moment === 'with its reply') held.release();
    await (cell.blow === 'browser' ? stage.killBrowser() : stage.killWorker());
    // Only so was it killed at that moment.
    if (cell.moment !== 'with its reply') await eventually(() => request.signal.aborted, { what: 'the end of the request' });
    held.release();
    await (cell.blow === 'browser' ? started.catch(() => undefined) : started);
    left = await strikes[cell.blow](stage, deed, profileDir);
  }
  return { stage: left, ...(request && { met: request }) };
}

/** Does it, and throws unless exactly what was to be written is. */
async function play(stage: Stage, profileDir: string, deed: Deed, cell: Cell) {
  const seen = watch(stage.sandbox);
  try {
    const played = await strike(stage, profileDir, deed, cell);
    if (cell.at.path && !played.met) throw new Error('The job ended without this request.');
    const writes = seen.writes().filter((one) => !deed.mayWrite?.includes(one));
    expect(writes.join(', ')).toBe([...deed.writes].sort().join(', '));
    // A pair of tokens is lost with the reply; and where any reply arrives, a renewal may be what follows it.
    const mayLoseTokens = cell.moment === 'with its reply' || (cell.moment === 'before its reply' && played.met?.url.includes('/token'));
    expect(deed.signIns?.() ?? 0, 'sign-ins').toBeLessThanOrEqual(mayLoseTokens ? 1 : 0);
    return played;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${seen.story()}`, { cause: error });
  }
}

const table: string[] = [];
afterAll(() => console.log(['', ...table, ''].join('\n')));

/** Plays cells one after another: in one browser as long as all is right, in a new one after a failure. */
function createPlayer(job: Job) {
  let profileDir = '';
  let stage: Stage | undefined;
  let n = 0;
  let met = 0;
  const wrong: string[] = [];

  async function close(): Promise<void> {
    await stage?.close().catch(() => undefined);
    stage = undefined;
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  return {
    wrong,
    /** True where the cell's request was met. */
    async play(cell: Cell): Promise<boolean> {
      const startedAt = Date.now();
      const named = `${job.name}: ${cell.blow}, ${cell.at.after === undefined ? '' : `${cell.at.after + 1}. `}`;
      n++;
      try {
        if (!stage) {
          profileDir = await mkdtemp(join(tmpdir(), 'lockstep-crash-'));
          stage = await job.setUp(profileDir);
        }
        const played = await play(stage, profileDir, await job.prepare(stage, n), cell);
        stage = played.stage;
        if (played.met) met++;
        const what = played.met ? `${played.met.method} ${new URL(played.met.url).pathname}` : 'no more';
        console.log(`${named}${what}, ${cell.moment}: right, ${Date.now() - startedAt} ms`);
        if (job.needsNewBrowser) await close();
        return played.met !== undefined;
      } catch (error) {
        wrong.push(`${named}${cell.moment}: ${error instanceof Error ? error.message : String(error)}`);
        console.log(`WRONG ${wrong.at(-1)}`);
        await close();
        return wrong.length < mostFailures;
      }
    },
    async end(): Promise<void> {
      await close();
      table.push(`${job.name}: ${met + wrong.length} moments, ${met} right`);
    },
  };
}

it.concurrent.each(jobs)(
  '$name',
  async (job) => {
    const player = createPlayer(job);
    for (const moment of moments) {
      for (let after = 0; await player.play({ at: { after }, moment, blow: 'worker' }); after++);
      for (const at of job.hearts) for (const blow of ['worker', 'browser'] as const) await player.play({ at, moment, blow });
    }
    for (const at of job.hearts.slice(0, 1)) await player.play({ at, moment: 'before its reply', blow: 'worker, left alone' });
    await player.end();
    expect(player.wrong).toEqual([]);
  },
  60 * minutes,
);
