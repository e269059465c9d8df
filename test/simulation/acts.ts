// What can happen in a story: people enter, change and delete, time passes, things go wrong, and the workers work. Each tells what it did in
// words, or nothing where it was not possible.
import type { FaultKind } from '../../sandbox/core/faults';
import type { Rig } from '../sync/rig';
import type { Made, Stage } from './stage';
import type { Step } from './story';
import { fields, found, leftColleague, rightColleague, user, type Writer } from './writers';

type Act = (stage: Stage, step: Step) => Promise<string | undefined>;

const minute = 60_000;
const faultKinds: FaultKind[] = [
  'drop-request',
  'drop-reply',
  'drop-reply',
  '429',
  '500',
  '503',
  'html',
  'truncated',
  'empty',
  'unknown-fields',
  'latency',
  'stale',
  'duplicate',
  'null-everywhere',
];
const hosts = [undefined, 'services.leadconnectorhq.com', 'api.bqecore.com', 'api.localiqservices.com'];

/** Each with a hundred numbers that none of the sandbox's people has. */
const areas = [646, 718, 917, 914];

const pick = <T>(list: readonly T[], chance: number): T => list[Math.floor(chance * list.length)] as T;
const hex = (chance: number) => Math.floor(chance * 0xffff).toString(16);

function writerOf({ sandbox, devices: [first, second] }: Stage, chance: number): Writer {
  const writers = [
    () => leftColleague(sandbox),
    () => rightColleague(sandbox),
    () => user(first, 'The user'),
    () => user(second, 'The user at the second device'),
  ];
  return pick(writers, chance)();
}

function personOf({ people }: Stage, { person }: Step) {
  return people[person % people.length] as (typeof people)[number];
}

/** A marked task or note of the step's person that is still there. */
function madeOf(stage: Stage, step: Step): Made | undefined {
  const own = stage.made.filter(({ person, isDeleted }) => person === personOf(stage, step) && !isDeleted);
  return own.length > 0 ? pick(own, step.dice[1]) : undefined;
}

/** What is entered tells who wrote what: no two values are the same, but for the blank. */
function wordFor(field: (typeof fields)[number], { n, dice }: Step): string {
  const text = `${hex(dice[2])}${n}`;
  if (dice[3] < 0.08 && field !== 'lastName') return '';
  if (field === 'phone') return `+1${areas[Math.floor(n / 100) % areas.length]}5550${100 + (n % 100)}`;
  if (field === 'website') return `https://${text}.example.com`;
  return field === 'postalCode' ? String(10_000 + Math.floor(dice[2] * 80_000)) : `Word ${text}`;
}

const acts = {
  async edit(stage, step) {
    const [writer, person, field] = [writerOf(stage, step.dice[0]), personOf(stage, step), pick(fields, step.dice[1])];
    const value = wordFor(field, step);
    if (!(await writer.edit(person, field, value))) return undefined;
    stage.entered.push({ where: `${person.left} ${field}`, by: writer.name, value });
    return `${writer.name} sets ${field} of ${person.name} to “${value}”.`;
  },

  async add(stage, step) {
    const [writer, person] = [writerOf(stage, step.dice[0]), personOf(stage, step)];
    const mark = `mark${step.n}`;
    const made: Made = {
      mark,
      table: step.dice[1] < 0.5 ? 'tasks' : 'notes',
      person,
      side: writer.side,
      isDeleted: false,
      isFinishedEarly: false,
    };
    await writer.add(made, `${mark}.`);
    stage.made.push(made);
    stage.entered.push({ where: `${mark} text`, by: writer.name, value: `${mark}.` });
    return `${writer.name} adds a ${made.table === 'tasks' ? 'task' : 'note'} “${mark}” to ${person.name}.`;
  },

  async change(stage, step) {
    const [writer, made] = [writerOf(stage, step.dice[0]), madeOf(stage, step)];
    const part = made?.table === 'tasks' && step.dice[3] < 0.5 ? 'body' : 'title';
    const word = `Word ${hex(step.dice[2])}${step.n}`;
    const value = part === 'body' ? word : `${made?.mark}. ${word}`;
    if (!made || !(await writer.change(made, part, value))) return undefined;
    stage.entered.push({ where: `${made.mark} ${part === 'body' ? 'body' : 'text'}`, by: writer.name, value });
    return `${writer.name} changes “${made.mark}”: its ${part === 'body' ? 'details say' : 'text says'} “${value}”.`;
  },

  async finish(stage, step) {
    const [writer, made] = [writerOf(stage, step.dice[0]), madeOf(stage, step)];
    if (made?.table !== 'tasks') return undefined;
    const { left, right } = found(stage.sandbox, made);
    if (!(await writer.finish(made))) return undefined;
    if (left.length === 0 || right.length === 0) made.isFinishedEarly = true;
    stage.entered.push({ where: `${made.mark} done`, by: writer.name, value: 'true' });
    return `${writer.name} finishes “${made.mark}”.`;
  },

  async remove(stage, step) {
    const [writer, made] = [writerOf(stage, step.dice[0]), madeOf(stage, step)];
    const isTakenBack = step.dice[2] < 0.3 && writer.name.startsWith('The user');
    if (!made) return undefined;
    if (await writer.remove(made, isTakenBack)) made.isDeleted = true;
    else if (!isTakenBack) return undefined;
    return `${writer.name} deletes “${made.mark}”${isTakenBack ? ' and takes that back' : ''}.`;
  },

  async meet(stage, step) {
    const writer = writerOf(stage, step.dice[0]);
    const email = `new${step.n}.${hex(step.dice[1])}@example.com`;
    await writer.addPerson({ firstName: 'New', lastName: `Person ${hex(step.dice[1])}${step.n}`, email, city: `City ${step.n}` });
    stage.newcomers.push({ email, by: writer.name });
    return `${writer.name} adds ${email}.`;
  },

  async lead(stage, step) {
    const { state } = stage.sandbox.localiq;
    const known = state.contactByEmail('avery.quill@example.com');
    const isKnown = step.dice[0] < 0.4 && known !== undefined;
    const email = `lead${step.n}.${hex(step.dice[1])}@example.com`;
    const contact = isKnown ? known : state.addContact({ first_name: 'Lee', last_name: `Caller ${hex(step.dice[1])}${step.n}`, email });
    const mark = `lead${step.n}x`;
    if (step.dice[2] < 0.5) state.addForm(contact, { message: `${mark}.`, full_message: `${mark}.` });
    else state.addChat(contact, { summary: `${mark}.` });
    if (isKnown) stage.leads.push(mark);
    else stage.newcomers.push({ email, by: 'LocaliQ', mark });
    return `LocaliQ brings a lead “${mark}” of ${contact.email}.`;
  },

  async fault({ sandbox }, { dice }) {
    const kind = pick(faultKinds, dice[0]);
    const host = pick(hosts, dice[3]);
    const [times, after] = [1 + Math.floor(dice[1] * 3), Math.floor(dice[2] ** 2 * 60)];
    const acts = dice[1] < 0.5 && kind !== '429';
    const rest = { ms: 2000, ...(kind === '503' && { retryAfter: 20 }) };
    sandbox.world.faults.arm({ kind, times, after, acts, ...rest, ...(host && { match: { host } }) });
    return `After ${after} requests${host ? ` to ${host}` : ''}, ${times} will meet: ${kind}${acts ? ', having acted' : ''}.`;
  },

  async network({ devices }, { dice }) {
    const isOnline = dice[0] < 0.6;
    pick(devices, dice[1]).setOnline(isOnline);
    return `${dice[1] < 0.5 ? 'The first' : 'The second'} device is ${isOnline ? 'online' : 'offline'}.`;
  },

  async time({ devices: [{ pass }] }, { dice }) {
    const ms = pick([1_000, 5_000, 20_000, 61_000, 6 * minute, 61 * minute, 150 * minute], dice[0]);
    pass(ms);
    return `${ms / 1000} seconds pass.`;
  },

  async clock({ devices }, { dice }) {
    const ahead = pick([0, -5 * minute, 5 * minute, -120 * minute, 120 * minute], dice[0]);
    pick(devices, dice[1]).setClock(ahead);
    return `The clock of the ${dice[1] < 0.5 ? 'first' : 'second'} device is set ${ahead / minute} minutes ahead.`;
  },

  async tokens({ sandbox: { bqe, localiq } }, { dice }) {
    (dice[0] < 0.5 ? bqe : localiq).state.signIn.expireTokens();
    return `${dice[0] < 0.5 ? 'BQE CORE' : 'LocaliQ'} takes its access tokens back.`;
  },

  async disk({ devices: [first] }, { dice }) {
    first.setDiskFull(dice[0] < 0.4);
    return dice[0] < 0.4 ? 'The disk is full.' : 'The disk has room.';
  },

  async work(stage, { dice, person, diesAt }) {
    const isFirst = dice[0] < 0.75;
    const rig = stage.devices[isFirst ? 0 : 1];
    const { name, run } = pick(jobs, dice[1]);
    const uid = await uidOf(rig, stage, person);
    const job = () => run(rig, uid);
    const died = diesAt === undefined ? void (await job()) : await rig.dieAt(diesAt, job);
    return `The worker of the ${isFirst ? 'first' : 'second'} device ${name}${died ? `, and dies at its step ${diesAt}` : ''}.`;
  },
} satisfies Record<string, Act>;

async function uidOf(rig: Rig, { people }: Stage, person: number): Promise<string> {
  const { left = '' } = people[person % people.length] ?? {};
  return (await rig.db.contacts.where('[account+remoteId]').equals([rig.account, left]).first())?.uid ?? '';
}

const jobs: readonly { name: string; run: (rig: Rig, uid: string) => Promise<unknown> }[] = [
  { name: 'sends what waits', run: ({ engine }) => engine.drain() },
  { name: 'does its routine', run: ({ engine }) => engine.routine() },
  { name: 'does its routine', run: ({ engine }) => engine.routine() },
  { name: 'carries on what is due', run: ({ engine }) => engine.syncDue() },
  { name: 'reads the contact on screen', run: ({ engine }, uid) => engine.refreshContact(uid, 0) },
];

export type ActName = keyof typeof acts;

/** Does what a step says. */
export const act = (stage: Stage, step: Step): Promise<string | undefined> => acts[step.act](stage, step);

/** Each act as often as it is to happen. */
export const actNames: readonly ActName[] = (
  [
    ['edit', 4],
    ['add', 4],
    ['change', 4],
    ['finish', 1],
    ['remove', 1],
    ['meet', 1],
    ['lead', 2],
    ['fault', 5],
    ['network', 1],
    ['time', 3],
    ['clock', 1],
    ['tokens', 1],
    ['disk', 1],
    ['work', 12],
  ] as const
).flatMap(([name, times]) => Array.from({ length: times }, () => name));
