// Plays a history: each of its stories to its end, where what went wrong is lifted and everything settles; then it is asked whether the
// promises were kept.

import { isAppError, type Problem } from '@/lib/errors';
import { discardEntry, retryEntry } from '@/lib/store/commands/outbox';
import { keepAll } from '@/lib/store/commands/resolve-conflict';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import type { ConflictRow } from '@/lib/store/contested';
import type { Database } from '@/lib/store/database';
import { rowsOf } from '@/lib/store/records';
import { connectBqe, connectLocaliq } from '../sync/partners';
import type { Rig, RigOptions } from '../sync/rig';
import { act } from './acts';
import type { History } from './history';
import { brokenPromises, writesOf } from './promises';
import { type Entered, type Made, newLedger, type Stage, setStage } from './stage';
import type { Story } from './story';
import { hasMark } from './writers';

export interface Played {
  /** What was not kept, one line each; empty for a good end. The first story that ends otherwise is the last one played. */
  broken: string[];
  /** How many stories ended well. */
  kept: number;
  /** What happened, one sentence each. */
  told: string[];
  /** Requests that the servers saw, for comparing two plays. */
  requests: string[];
}

/** A night costs as much as a story. */
const storiesPerNight = 3;

/** Plays a history. `wrap` comes between the first device and the systems. */
export async function play({ firm, stories }: History, wrap?: RigOptions['wrap']): Promise<Played> {
  const stage = await setStage(firm, wrap);
  const played: Played = { broken: [], kept: 0, told: [], requests: [] };
  try {
    for (const story of stories) {
      const hasNight = story.seed % storiesPerNight === 0 || story === stories.at(-1);
      played.broken = await playStory(stage, story, hasNight, played.told).catch(thrown);
      played.requests.push(...requestsOf(stage));
      if (played.broken.length > 0) break;
      played.kept += 1;
      turnPage(stage);
    }
    return played;
  } finally {
    for (const rig of stage.devices) await rig.close();
  }
}

/** An error is a broken promise, too. */
function thrown(error: unknown): string[] {
  return [`It threw ${error instanceof Error ? error.stack : error}`];
}

/** Tells what happens, and answers what was not kept, also after a night where one follows. */
async function playStory(stage: Stage, { steps }: Story, hasNight: boolean, told: string[]): Promise<string[]> {
  for (const step of steps) {
    const sentence = await act(stage, step);
    if (sentence) told.push(`${step.n}. ${sentence}`);
  }
  const isQuiet = await settle(stage);
  const broken = [...(await brokenPromises(stage)), ...(hasNight || !isQuiet ? await restless(stage, isQuiet) : [])];
  return broken.length > 0 ? broken : await undecided(stage);
}

/** The next story has its own people's words to keep. */
function turnPage(stage: Stage): void {
  for (const { requests } of [stage.sandbox.highlevel, stage.sandbox.bqe, stage.sandbox.localiq]) requests.length = 0;
  Object.assign(stage, newLedger(stage.sandbox));
}

/** The user has HighLevel's word kept wherever both sides have changed something; from then on nothing may differ. */
async function undecided(stage: Stage): Promise<string[]> {
  const answers = await Promise.all(stage.devices.map((rig) => answerConflicts(stage, rig)));
  if (!answers.includes(true)) return [];
  await oneRound(stage);
  await oneRound(stage);
  return await brokenPromises(stage);
}

/** Answers whether there were any. What was decided is a word of the user, like any other that was entered. */
async function answerConflicts({ entered }: Stage, { db, store }: Rig): Promise<boolean> {
  const conflicts = (await db.decisions.toArray()).filter((row) => row.kind === 'conflict');
  const words = (await Promise.all(conflicts.map((conflict) => wordsOf(db, conflict)))).flat();
  // What changed meanwhile is asked anew.
  await keepAll(
    store,
    conflicts.map(({ id }) => id),
    'left',
  ).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
  const open = new Set(await db.decisions.toCollection().primaryKeys());
  entered.push(...words.filter(({ id }) => !open.has(id)));
  return conflicts.length > 0;
}

/** What HighLevel says of each field that is asked about, as somebody's entry. */
async function wordsOf(db: Database, { id, table, left, fields }: ConflictRow): Promise<(Entered & { id: string })[]> {
  const row = await rowsOf(db, table).get(left);
  const [mark] = /mark\d+/.exec(JSON.stringify(row?.value)) ?? [];
  return fields.map(({ rule, left: value }) => {
    const [field = ''] = rule.split('|');
    const where = table === 'contacts' ? `${row?.remoteId} ${field}` : `${mark} ${table === 'notes' || field === 'title' ? 'text' : field}`;
    return { id, where, by: 'The user who decides', value: String(value) };
  });
}

const mostRounds = 3;

/** Everything works again, and rounds pass until one writes nothing and leaves nothing to do. Answers whether there was one. */
async function settle(stage: Stage): Promise<boolean> {
  const { sandbox, devices } = stage;
  sandbox.world.faults.clear();
  for (const rig of devices) {
    rig.setOnline(true);
    rig.setDiskFull(false);
    rig.setClock(0);
    rig.restart();
  }
  // So that the first round already asks for everything anew, also what was last read by a clock that was five minutes ahead.
  devices[0].pass(11 * 60_000);
  for (let round = 0; round < mostRounds; round++) {
    for (const rig of devices) await mend(stage, rig);
    const before = writesOf(stage).length;
    await oneRound(stage);
    if (writesOf(stage).length === before && (await isIdle(stage))) return true;
  }
  return false;
}

/** Nothing waits to be sent or looked at on either device, and neither has been signed out meanwhile. */
async function isIdle({ devices }: Stage): Promise<boolean> {
  const counts = devices.flatMap(({ db }) => [
    db.outbox.count(),
    db.connections.filter(({ state }) => state !== 'connected').count(),
    ...[db.contacts, db.tasks, db.notes].map((table) => table.where('due').notEqual('').count()),
  ]);
  return (await Promise.all(counts)).every((count) => count === 0);
}

/** What the user does about what is asked of them: signs in again, approves a plan, tries again what was held up. */
async function mend(stage: Stage, rig: Rig): Promise<void> {
  const { db, store } = rig;
  await rig.connections.resume();
  for (const { system, state } of await db.connections.toArray()) {
    if (state === 'connected') continue;
    if (system === 'highlevel') await rig.connections.check(system);
    else await (system === 'bqe' ? connectBqe(rig) : connectLocaliq(rig));
  }
  const blocked = await db.outbox.filter(({ state, problem }) => state === 'blocked' && isWorthTrying(problem)).toArray();
  for (const { seq } of blocked) await retryEntry(store, seq);
  await decideUncertain(rig);
  await giveUpGone(rig, stage.made);
  for (const { partner, state } of await db.syncs.toArray()) {
    if (state === 'on') continue;
    await askForPlan(store, partner);
    await rig.engine.sync(partner);
    await approvePlan(store, partner);
  }
}

/** The disk has room now, and the server no longer adds fields that it refuses itself when they come back. */
function isWorthTrying(problem: Problem | undefined): boolean {
  return problem?.code === 'disk-full' || (problem?.code === 'invalid' && /__v|undocumentedField/.test(problem.detail ?? ''));
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

/**
 * A change of what a colleague has deleted meanwhile is given up, in whatever words it was refused; of anything else nobody would know that it
 * is gone.
 */
async function giveUpGone({ db, store }: Rig, made: readonly Made[]): Promise<void> {
  for (const { seq, state, problem, table, uid } of await db.outbox.toArray()) {
    if (state !== 'blocked' || !['not-found', 'invalid'].includes(problem?.code ?? '')) continue;
    const text = JSON.stringify((await rowsOf(db, table).get(uid))?.value ?? '');
    if (made.some(({ mark, isDeleted }) => isDeleted && hasMark(text, mark))) await discardEntry(store, seq);
  }
}

/** Every linked person is looked at once, and the devices that have something to do with it do their routine. */
async function oneRound({ devices: [first, second], people, isTwofold }: Stage): Promise<void> {
  if (isTwofold || (await second.db.outbox.count()) > 0) {
    await second.engine.routine();
    await second.syncAll();
  }
  first.pass(61_000);
  for (const { left } of people) {
    const row = await first.db.contacts.where('[account+remoteId]').equals([first.account, left]).first();
    if (row) await first.engine.refreshContact(row.uid, 0);
  }
  await first.engine.routine();
  first.pass(5 * 60_000);
  await first.syncAll();
}

/** Two rounds in a row, the second a night later, write nothing (P8). */
async function restless(stage: Stage, wasQuiet: boolean): Promise<string[]> {
  const before = writesOf(stage);
  if (!wasQuiet) await oneRound(stage);
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
