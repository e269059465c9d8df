// What must hold at the end of every story, judged by what the servers have and what people entered, not by what the store believes.
import { dayOfDue } from '@/lib/domain/merge/due-day';
import { saidText } from '@/lib/domain/merge/note-text';
import { canonicalText } from '@/lib/domain/same-value';
import type { Entered, Made, Stage } from './stage';
import { unmappedOf } from './stage';
import { type Field, fields, found, hasMark } from './writers';

/** Every promise that was not kept, in words. */
export async function brokenPromises(stage: Stage): Promise<string[]> {
  const open = await openMatters(stage);
  return [
    ...(await unsent(stage)),
    ...stage.people.flatMap((person) => fields.flatMap((field) => fieldComplaints(stage, person, field, open))),
    ...stage.made.flatMap((made) => madeComplaints(stage, made, open)),
    ...newcomerComplaints(stage),
    ...touched(stage),
    ...stormy(stage),
    ...(await unrecorded(stage)),
  ];
}

/** Requests that changed something, in words. Sign-ins and searches are sent by POST, too, and Test connection tries what is refused. */
export function writesOf({ sandbox: { highlevel, bqe } }: Stage): string[] {
  return [...highlevel.requests, ...bqe.requests]
    .filter(({ method, path, status }) => method !== 'GET' && status < 300 && status > 0 && !/\/search$|\/connect\//.test(path))
    .sort((one, other) => one.at - other.at)
    .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
}

/** What waits for a decision, a human or nothing at all, as text: whatever is named in it may differ. */
async function openMatters({ devices }: Stage): Promise<string> {
  const texts = await Promise.all(
    devices.map(async ({ db }) => {
      const decisions = await db.decisions.toArray();
      const uids = decisions.flatMap((row) => row.uids);
      const rows = [...(await db.tasks.bulkGet(uids)), ...(await db.notes.bulkGet(uids)), ...(await db.contacts.bulkGet(uids))];
      const conflicts = decisions.flatMap((row) => (row.kind === 'conflict' ? row.fields.map(({ rule }) => `${row.left} ${rule}`) : []));
      const remote = new Map(rows.map((row) => [row?.uid ?? '', row?.remoteId ?? '']));
      const named = conflicts.map((conflict) => `${remote.get(conflict.split(' ')[0] ?? '')} ${conflict}`);
      return [...rows.filter((row) => row && !('keys' in row)).map((row) => JSON.stringify(row?.server)), ...named].join('\n');
    }),
  );
  return texts.join('\n');
}

/** P1, P12: what is left in the outbox is blocked and says why. */
async function unsent({ devices }: Stage): Promise<string[]> {
  const left = (await Promise.all(devices.map(({ db }) => db.outbox.toArray()))).flat();
  return left.map(
    ({ change, state, problem, unsure }) =>
      `Not sent (${state}, ${problem?.code}, unsure ${unsure}): ${JSON.stringify(change)}${problem?.detail ? ` ${problem.detail}` : ''}`,
  );
}

/** The last word of each of those who wrote there. */
function lastWords(entered: readonly Entered[], where: string): Set<string> {
  return new Set(new Map(entered.filter((one) => one.where === where).map(({ by, value }) => [by, value])).values());
}

/** P1, P6: both sides say the same of a field, and it is somebody's last word. */
function fieldComplaints(
  { sandbox, entered }: Stage,
  { name, left, right }: Stage['people'][number],
  field: Field,
  open: string,
): string[] {
  const contact = sandbox.highlevel.state.contacts.get(left);
  const client = sandbox.bqe.state.clientById(right);
  if (!contact || !client) return [`${name} is gone from ${contact ? 'BQE CORE' : 'HighLevel'}`];
  if (open.includes(`${left} `) && new RegExp(`${left} .*${field}`).test(open)) return [];
  const { state } = sandbox.bqe;
  const theirs: Record<Field, string> = {
    city: client.address.city,
    address1: client.address.street1,
    postalCode: client.address.zip,
    website: state.communicationOf(client, 'website'),
    phone: state.communicationOf(client, 'phone'),
    lastName: client.lastName,
  };
  const normal = (text: string | null) => (field === 'phone' ? (text ?? '').replace(/\D/g, '').slice(-10) : (text ?? '').trim());
  const [here, there] = [normal(contact[field]), normal(theirs[field])];
  const words = [...lastWords(entered, `${left} ${field}`)].map(normal);
  if (here !== there) return [`${field} of ${name}: HighLevel has “${here}”, BQE CORE “${there}”`];
  // What somebody has blanked, a lead may fill again.
  return words.length === 0 || words.includes(here) || words.includes('')
    ? []
    : [`${field} of ${name} is “${here}”, and not ${words.join(' or ')}`];
}

/** P1, P2, P9: what somebody made is there once, on both sides, and says the same and what somebody said last. */
function madeComplaints(stage: Stage, made: Made, open: string): string[] {
  const { mark, table } = made;
  const { left, right } = found(stage.sandbox, made);
  const most = mostCopies(stage, made);
  if (left.length > most || right.length > most) return [`“${mark}” is doubled: ${left.length} and ${right.length}`];
  if (made.isDeleted || left.length > 1 || right.length > 1) return [];
  const origin = made.side === 'left' ? left : right;
  if (origin.length === 0) return [`“${mark}” is lost where it was made`];
  if (made.isFinishedEarly) return [];
  if (left.length + right.length < 2) return [`“${mark}” has not come to ${left.length === 0 ? 'HighLevel' : 'BQE CORE'}`];
  if (hasMark(open, mark)) return [];
  return table === 'notes' ? noteComplaints(stage, made) : taskComplaints(stage, made);
}

/** Of two browsers that sync against the plan's advice, one may not know again what was changed or deleted before its first look: each time. */
function mostCopies({ isTwofold, entered }: Stage, { mark, isDeleted }: Made): number {
  const words = entered.filter(({ where }) => where.startsWith(`${mark} `)).length;
  return isTwofold ? words + (isDeleted ? 1 : 0) : 1;
}

const said = (body: unknown) => canonicalText(saidText({ body: String(body ?? ''), title: '' }));

function noteComplaints(stage: Stage, made: Made): string[] {
  const { left, right } = found(stage.sandbox, made);
  const [here, there] = [said((left[0] as { body: string }).body), said(right[0]?.description)];
  if (here !== there) return [`“${made.mark}” says “${here}” in HighLevel and “${there}” in BQE CORE`];
  return unsaid(stage, `${made.mark} text`, here);
}

function taskComplaints(stage: Stage, made: Made): string[] {
  const { left, right } = found(stage.sandbox, made);
  const task = left[0] as { title: string; body: string | null; dueAt: number; completed: boolean };
  const todo = right[0] as { description: string; memo: string; endDate: number | null; percentComplete: number };
  const zone = stage.sandbox.highlevel.state.location.timezone;
  const body = said((task.body ?? '').replace('No end date in BQE CORE.', ''));
  const days = todo.endDate ? [dayOfDue(task.dueAt, zone), dayOfDue(todo.endDate + 12 * 3_600_000, zone)] : [];
  const pairs: [string, unknown, unknown][] = [
    ['title', task.title, todo.description],
    ['details', body, said(todo.memo)],
    ['day', days[0], days[1]],
    ['done', task.completed, todo.percentComplete === 100],
  ];
  const differing = pairs.filter(([, here, there]) => here !== there);
  if (differing.length > 0)
    return differing.map(([part, here, there]) => `${part} of “${made.mark}”: HighLevel has “${here}”, BQE CORE “${there}”`);
  const wantsDone = stage.entered.some(({ where }) => where === `${made.mark} done`) && !task.completed;
  return [
    ...unsaid(stage, `${made.mark} text`, canonicalText(task.title)),
    ...unsaid(stage, `${made.mark} body`, body),
    ...(wantsDone ? [`“${made.mark}” was finished and is open`] : []),
  ];
}

function unsaid({ entered }: Stage, where: string, text: string): string[] {
  const words = [...lastWords(entered, where)].map(canonicalText);
  return words.length === 0 || words.includes(text) ? [] : [`${where} is “${text}”, and not ${words.join(' or ')}`];
}

/** P2: everybody new is in HighLevel once, and each lead has one note. */
function newcomerComplaints({ sandbox: { highlevel, bqe }, newcomers, leads }: Stage): string[] {
  const { state } = highlevel;
  const notesOf = (mark: string) => [...state.notes.values()].filter(({ body }) => hasMark(body, mark)).length;
  const people = newcomers.flatMap(({ email, by }) => {
    const count = state.contactsByEmail(email).length;
    const clients = bqe.state.company.clients.filter((client) => bqe.state.communicationOf(client, 'email') === email).length;
    return [
      ...(count === 1 ? [] : [`${email}, added by ${by}, is in HighLevel ${count} times`]),
      ...(clients <= 1 ? [] : [`${email} is in BQE CORE ${clients} times`]),
    ];
  });
  const marks = [...leads, ...newcomers.flatMap(({ mark }) => mark ?? [])];
  return [...people, ...marks.filter((mark) => notesOf(mark) !== 1).map((mark) => `The lead “${mark}” has ${notesOf(mark)} notes`)];
}

/** P7: what no rule maps is as it was, byte by byte, and nobody is gone. */
function touched({ sandbox, unmapped }: Stage): string[] {
  const now = unmappedOf(sandbox);
  return [...unmapped].flatMap(([id, before]) => (now.get(id) === before ? [] : [`${id} was ${before} and is ${now.get(id)}`]));
}

/** P11: no server had to say more than now and then that it was asked too often. */
function stormy({ sandbox: { highlevel }, refused }: Stage): string[] {
  const more = highlevel.state.tooManyRequests - refused;
  return more > 5 ? [`HighLevel refused ${more} requests as too many`] : [];
}

/** P13: every record that a server made for us is in the log. */
async function unrecorded({ sandbox: { highlevel, bqe }, devices }: Stage): Promise<string[]> {
  const events = (await Promise.all(devices.map(({ db }) => db.auditPending.toArray()))).flat();
  const logged = new Set(events.map(({ event }) => event.remoteId));
  const changes = [...highlevel.requests, ...bqe.requests].filter(
    ({ method, status }) => (method === 'PUT' || method === 'DELETE') && status < 300,
  );
  const known = (path: string) => path.split('/').some((part) => logged.has(part));
  return changes.filter(({ path }) => !known(path)).map(({ method, path }) => `Not in the audit log: ${method} ${path}`);
}
