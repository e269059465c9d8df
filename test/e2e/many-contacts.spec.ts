// The first reading of thousands of contacts: within the limit, resumable, with its progress on screen, and never in the user's way.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AVERY } from '@/sandbox/core/people';
import { eventually } from './fixtures/eventually';
import { nameOf, requestsTo, startWork, type Work } from './fixtures/work';
import { fill } from './pages/controls';
import { OptionsPage } from './pages/options-page';

const total = 8_000;
const pageSize = 500;
let work: Work;

beforeAll(async () => {
  work = await startWork({
    contacts: total,
    untilRead: false,
    prepare: ({ sandbox }) => {
      // Slow enough that what happens meanwhile can be watched.
      sandbox.world.faults.arm({
        kind: 'latency',
        ms: 400,
        times: Number.POSITIVE_INFINITY,
        match: { method: 'POST', path: /^\/contacts\/search$/ },
      });
    },
  });
});

afterAll(() => work?.close());

interface SearchBody {
  pageLimit: number;
  searchAfter?: unknown[];
  query?: string;
  filters?: unknown;
}

/** The index's own requests: pages of all contacts, oldest first. */
const pages = () =>
  requestsTo(work, 'POST', /^\/contacts\/search$/).filter(({ body }) => {
    const { pageLimit, query, filters } = body as SearchBody;
    return pageLimit === pageSize && !query && !filters;
  });
const readCount = async () => {
  const text = (await work.panel.page.getByText('Reading all contacts').textContent({ timeout: 2000 })) ?? '';
  return Number(/(\d[\d,]*) of/.exec(text)?.[1]?.replaceAll(',', ''));
};

it('shows how far it has come', async () => {
  const { panel } = work;
  await panel.untilStatus('Syncing…');
  await panel.page.getByText(`of ${total.toLocaleString('en')}`).waitFor();
  const before = await readCount();
  expect(before).toBeLessThan(total);
  await eventually(async () => (await readCount()) > before);
  const bar = panel.page.getByRole('progressbar', { name: 'Reading all contacts' });
  expect(Number(await bar.getAttribute('max'))).toBe(total);
});

it("lets a user's write go out before the pages that are asked for after it, though another device uses up the limit", async () => {
  const { panel, state, sandbox } = work;
  const { limits, requests } = sandbox.highlevel;
  const token = [...state.tokens.values()].at(-1);
  if (!token) throw new Error('Nothing is connected.');
  const otherDevice = setInterval(() => {
    while (limits.burst.peek(`${token.appId} ${token.locationId}`).remaining > 9) limits.take(token, new Headers());
  }, 20);
  try {
    const form = panel.region('Tasks');
    await form.getByRole('button', { name: 'Add task' }).click();
    await fill(form, 'Title', 'While it reads');
    const before = pages().length;
    expect(before).toBeLessThan(total / pageSize);
    const madeAt = Date.now();
    await panel.page.keyboard.press('Enter');
    await eventually(() => state.tasksOf(work.contactId).some(({ title }) => title === 'While it reads'), { everyMs: 20 });
    const mine = requests.filter(({ at, path }) => at >= madeAt && path.endsWith(`/contacts/${work.contactId}/tasks`));
    const [look, write] = mine;
    const pagesUntil = (at = 0) => pages().filter((page) => page.at >= madeAt && page.at <= at).length;
    expect([look?.method, write?.method]).toEqual(['GET', 'POST']);
    // One page may have been on its way already, and one be sent while the look before the write is answered.
    expect(pagesUntil(look?.at)).toBeLessThanOrEqual(1);
    expect(pagesUntil(write?.at)).toBeLessThanOrEqual(2);
  } finally {
    clearInterval(otherDevice);
  }
  expect(state.tooManyRequests).toBe(0);
});

it('goes on where it was when the worker died, without reading a page twice', async () => {
  const { panel } = work;
  expect(pages().length).toBeLessThan(total / pageSize);
  await work.killWorker();
  // Whatever the panel asks wakes a new worker, which finishes what the old one began.
  await panel.page.reload();
  await panel.untilShows(nameOf(AVERY));
  await panel.untilStatus('Up to date', 60_000);
  const cursors = pages().map(({ body }) => JSON.stringify((body as SearchBody).searchAfter ?? 'first'));
  const repeated = cursors.length - new Set(cursors).size;
  // The page on its way and the one being stored when it died are asked for again, no other.
  expect(repeated).toBeLessThanOrEqual(2);
  // One more page may be asked for, to see that it is the end.
  expect([0, 1]).toContain(new Set(cursors).size - total / pageSize);
  expect(work.state.tooManyRequests).toBe(0);
});

it('then holds every contact and finds one among them, also without a network', async () => {
  const { panel, state } = work;
  const options = new OptionsPage(await work.openOptions());
  await options.page.getByText(`${total.toLocaleString('en')} contacts ready to be found, also offline`).waitFor();
  await options.page.close();
  await work.page.bringToFront();
  await panel.untilShows(nameOf(AVERY));
  const far = [...state.contacts.values()].filter(({ locationId }) => locationId === state.location.id).at(-7);
  if (!far) throw new Error('The sandbox holds too few contacts.');
  await work.offline(true);
  const hit = panel.page.getByRole('region', { name: 'Search results' }).getByRole('button', { name: far.email ?? '' });
  await panel.search(far.email ?? '');
  await hit.waitFor();
  await panel.search(`${far.firstName} ${far.lastName}`);
  await hit.waitFor();
  await work.offline(false);
});
