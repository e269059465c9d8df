// A long queue after days offline: every write arrives once, in order, as fast as the server allows. WRITES= sets how many;
// `npm run prove:drain` takes 10,000.
import { expect, it } from 'vitest';
import { blankTask } from '@/lib/domain/task';
import { addTask, editTask } from '@/lib/store/commands/tasks';
import { createRig, type Rig } from '../sync/rig';
import { tellProgress } from './progress';

const writes = Number(process.env.WRITES ?? 600);
const tasks = Math.min(100, writes / 4);
/** HighLevel's published limit. */
const perSecond = 10;

/** Uids of tasks that the server has, spread over the firm's contacts. */
async function tasksAtWork(rig: Rig): Promise<string[]> {
  await rig.engine.index();
  const contacts = await rig.db.contacts.toArray();
  for (let at = 0; at < tasks; at++) {
    await addTask(rig.store, contacts[at % contacts.length]?.uid ?? '', {
      ...blankTask(),
      title: `Task ${at}`,
      dueAt: rig.now() + 86_400_000,
    });
  }
  await rig.drainAll();
  return (await rig.db.tasks.filter(({ value }) => value.title.startsWith('Task ')).toArray()).map(({ uid }) => uid);
}

it(`sends ${writes} writes at 95 % of the limit or more`, { timeout: 3_600_000 }, async () => {
  const rig = await createRig({ seed: 1 });
  const uids = await tasksAtWork(rig);
  const { state, requests } = rig.sandbox.highlevel;
  const progress = tellProgress(rig);
  progress.next('editing tasks without a network');
  rig.setOnline(false);
  for (let at = 0; at < writes; at++) await editTask(rig.store, uids[at % uids.length] ?? '', { title: `Edit ${at}` });
  rig.pass(24 * 3_600_000);
  rig.setOnline(true);

  progress.next('sending what waits');
  const [startedAt, sent] = [rig.now(), requests.length];
  await rig.drainAll();
  const seconds = (rig.now() - startedAt) / 1000;
  const puts = requests.slice(sent).filter(({ method }) => method === 'PUT');
  const share = (requests.length - sent) / seconds / perSecond;
  expect(await rig.db.outbox.count()).toBe(0);
  expect(puts).toHaveLength(writes);
  expect(share).toBeGreaterThanOrEqual(0.95);
  expect(state.tooManyRequests).toBe(0);
  const titles = [...state.tasks.values()].map(({ title }) => title).filter((title) => title.startsWith('Edit '));
  expect(titles.sort()).toEqual(Array.from({ length: uids.length }, (_, at) => `Edit ${writes - uids.length + at}`).sort());
  const percent = Math.round(share * 1000) / 10;
  console.info(
    [
      `${writes} writes to ${uids.length} tasks, sent in ${seconds} s by the virtual clock: ${percent} % of HighLevel's limit of ${perSecond} a second.`,
      `${puts.length} requests for them, each task as it was edited last: 0 lost, 0 doubled; ${state.tooManyRequests} refused for the limit (429).`,
    ].join('\n'),
  );
});
