// Plays a story to its end, lifts what went wrong, lets everything settle, and asks whether the promises were kept.
import { discardEntry, retryEntry } from '@/lib/store/commands/outbox';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { connectBqe, connectLocaliq } from '../sync/partners';
import type { Rig, RigOptions } from '../sync/rig';
import { act } from './acts';
import { brokenPromises, writesOf } from './promises';
import { type Stage, setStage } from './stage';
import type { Story } from './story';

export interface Played {
  /** What was not kept, one line each; empty for a good end. */
  broken: string[];
  /** What happened, one sentence each. */
  told: string[];
  /** Requests that the servers saw, for comparing two plays. */
  requests: string[];
}

/** Plays a story. `wrap` comes between the first device and the systems. */
export async function play(story: Story, wrap?: RigOptions['wrap']): Promise<Played> {
  const stage = await setStage(story, wrap);
  const { told } = stage;
  try {
    for (const step of story.steps) {
      const sentence = await act(stage, step);
      if (sentence) told.push(`${step.n}. ${sentence}`);
    }
    await settle(stage);
    const broken = [...(await brokenPromises(stage)), ...(await restless(stage))];
    return { broken, told, requests: requestsOf(stage) };
  } finally {
    for (const rig of stage.devices) await rig.close();
  }
}

/** Everything works again, and some rounds pass. */
async function settle(stage: Stage): Promise<void> {
  const { sandbox, devices } = stage;
  sandbox.world.faults.clear();
  for (const rig of devices) {
    rig.setOnline(true);
    rig.setDiskFull(false);
    rig.setClock(0);
    rig.restart();
  }
  devices[0].pass(61_000);
  for (let round = 0; round < 3; round++) {
    for (const rig of devices) await mend(rig);
    await oneRound(stage);
  }
}

/** What the user does about what is asked of them: signs in again, approves a plan, tries again what a full disk held up. */
async function mend(rig: Rig): Promise<void> {
  const { db, store } = rig;
  await rig.connections.resume();
  for (const { system, state } of await db.connections.toArray()) {
    if (state === 'connected') continue;
    if (system === 'highlevel') await rig.connections.check(system);
    else await (system === 'bqe' ? connectBqe(rig) : connectLocaliq(rig));
  }
  await db.outbox
    .filter(({ state, problem }) => state === 'blocked' && problem?.code === 'disk-full')
    .modify({ state: 'waiting', notBefore: 0 });
  await decideUncertain(rig);
  for (const { partner, state } of await db.syncs.toArray()) {
    if (state === 'on') continue;
    await askForPlan(store, partner);
    await rig.engine.sync(partner);
    await approvePlan(store, partner);
  }
}

/** Where Lockstep cannot tell whether something was made, the user looks: what is there already is given up here. */
async function decideUncertain({ db, store, sandbox: { highlevel, bqe } }: Rig): Promise<void> {
  const { todos, notes } = bqe.state.company;
  for (const { seq, state, problem, change, account } of await db.outbox.toArray()) {
    if (state !== 'blocked' || problem?.code !== 'uncertain') continue;
    const there = account.startsWith('bqe') ? [...todos, ...notes] : [...highlevel.state.tasks.values(), ...highlevel.state.notes.values()];
    const [mark] = /(mark|lead)\d+/.exec(JSON.stringify(change)) ?? [];
    const isThere = mark !== undefined && JSON.stringify(there).match(new RegExp(`${mark}x?\\.`)) !== null;
    await (isThere ? discardEntry(store, seq) : retryEntry(store, seq));
  }
}

/** Every linked person is looked at once, and both devices do their routine. */
async function oneRound({ devices: [first, second], people }: Stage): Promise<void> {
  await second.engine.routine();
  await second.syncAll();
  first.pass(61_000);
  for (const { left } of people) {
    const row = await first.db.contacts.where('[account+remoteId]').equals([first.account, left]).first();
    if (row) await first.engine.refreshContact(row.uid, 0);
  }
  await first.engine.routine();
  first.pass(5 * 60_000);
  await first.syncAll();
}

/** Two further rounds, one of them a night later, write nothing (P8). */
async function restless(stage: Stage): Promise<string[]> {
  const before = writesOf(stage);
  await oneRound(stage);
  stage.devices[0].pass(24 * 3_600_000);
  await oneRound(stage);
  const more = writesOf(stage).slice(before.length);
  return more.map((write) => `Written though nothing had changed: ${write}`);
}

function requestsOf({ sandbox: { highlevel, bqe, localiq } }: Stage): string[] {
  return [highlevel, bqe, localiq].flatMap(({ requests }) =>
    requests.map(({ at, method, path, status }) => `${at} ${method} ${path} ${status}`),
  );
}
