// What a story is played on: one firm with HighLevel, BQE CORE and LocaliQ, a browser that keeps them in step, a second one on the same account,
// and a ledger of what people have entered.
import type { Sandbox } from '../../sandbox';
import { keepInStep } from '../sync/partners';
import { createRig, type Rig, type RigOptions } from '../sync/rig';
import type { Firm } from './history';

/** Somebody whom HighLevel and BQE CORE both know. Remote ids. */
export interface Linked {
  name: string;
  left: string;
  right: string;
}

/** A task or note that somebody made, by a mark that nothing else has. */
export interface Made {
  mark: string;
  table: 'tasks' | 'notes';
  person: Linked;
  side: 'left' | 'right';
  /** Deleted somewhere: what becomes of its partner is a question. */
  isDeleted: boolean;
  /** Finished before the other side had it: it need not travel any more. */
  isFinishedEarly: boolean;
}

/** A value that somebody entered. */
export interface Entered {
  /** Which field of which record. */
  where: string;
  by: string;
  value: string;
}

/** Somebody new, by an e-mail address that nobody else has. */
interface Newcomer {
  email: string;
  by: string;
  /** What their first lead says, where one brought them. */
  mark?: string;
}

export interface Stage extends Ledger {
  sandbox: Sandbox;
  /** The one that keeps the systems in step, and one where somebody merely works. */
  devices: readonly [Rig, Rig];
  people: readonly Linked[];
  /** Both devices keep the systems in step. */
  isTwofold: boolean;
}

export interface Ledger {
  made: Made[];
  entered: Entered[];
  newcomers: Newcomer[];
  /** Marks of leads of people who were known before. */
  leads: string[];
  /** What no rule maps, as it was before anybody did anything. */
  unmapped: ReadonlyMap<string, string>;
  /** How many requests HighLevel had refused as too many by then. */
  refused: number;
}

/** Few people, so that acts meet. */
export const cast = 3;

/** Connects and approves everything, and lets the first run come to rest. `wrap` comes between the first device and the systems. */
export async function setStage({ seed, habits, isTwofold }: Firm, wrap?: RigOptions['wrap']): Promise<Stage> {
  const first = await createRig({ contacts: 8, seed, ...(wrap && { wrap }) });
  const { sandbox } = first;
  for (const habit of habits) habit.take(sandbox);
  const { unmapped } = newLedger(sandbox);
  await keepInStep(first);
  const second = await createRig({ seed, world: first.world });
  await (isTwofold ? keepInStep(second) : second.engine.index());
  return {
    sandbox,
    devices: [first, second],
    people: (await linkedPeople(first)).slice(0, cast),
    isTwofold,
    ...newLedger(sandbox),
    unmapped,
  };
}

/** What people enter is put down anew with each story. */
export function newLedger(sandbox: Sandbox): Ledger {
  const { tooManyRequests: refused } = sandbox.highlevel.state;
  return { made: [], entered: [], newcomers: [], leads: [], unmapped: unmappedOf(sandbox), refused };
}

async function linkedPeople(rig: Rig): Promise<Linked[]> {
  const pairs = await rig.db.pairs.filter(({ pair }) => pair === 'highlevel-bqe-client').toArray();
  const people = await Promise.all(
    pairs.map(async ({ left, right }) => {
      const [contact, client] = await rig.db.contacts.bulkGet([left, right]);
      const name = `${contact?.value.firstName} ${contact?.value.lastName}`;
      return { name, left: contact?.remoteId ?? '', right: client?.remoteId ?? '' };
    }),
  );
  // The one whose every field is an attack has values that no system takes.
  return people
    .filter(({ name, left, right }) => left && right && !name.includes('<'))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** What no rule maps of every contact and client, by id. */
export function unmappedOf({ highlevel, bqe }: Sandbox): Map<string, string> {
  const contacts = [...highlevel.state.contacts.values()].map((contact): [string, string] => {
    const { timezone, type, gender, assignedTo, followers, customFields, dateOfBirth, dnd, dndSettings, additionalEmails } = contact;
    const rest = { timezone, type, gender, assignedTo, followers, customFields, dateOfBirth, dnd, dndSettings, additionalEmails };
    return [contact.id, JSON.stringify(rest)];
  });
  const clients = bqe.state.company.clients.map((client): [string, string] => {
    const { status, managerId, memo, clientSince, mainServiceTax, termId, messageOnInvoice, taxId, customFields, assignedGroups } = client;
    const rest = { status, managerId, memo, mainServiceTax, termId, messageOnInvoice, taxId, customFields, assignedGroups };
    // On the wire it is a day.
    const since = new Date(clientSince).toISOString().slice(0, 10);
    return [client.id, JSON.stringify({ ...rest, since, street2: client.address.street2 })];
  });
  return new Map([...contacts, ...clients]);
}
