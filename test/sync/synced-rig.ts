// A rig whose background sync with BQE CORE was planned, or approved and run, and what tests of it look at.
import { expect } from 'vitest';
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import type { Person } from '../../sandbox/core/people';
import { connectBqe } from './partners';
import { createRig, type Rig, type RigOptions } from './rig';

interface SyncedOptions extends RigOptions {
  /** Before BQE CORE is connected. */
  prepare?: (rig: Rig) => void;
}

/** Requests that changed something: sign-ins and searches are sent by POST, too, and Test connection tries what is refused. */
export const writes = (rig: Rig) =>
  [...rig.sandbox.highlevel.requests, ...rig.sandbox.bqe.requests].filter(
    ({ method, path, status }) => method !== 'GET' && status < 300 && !/\/search$|\/connect\//.test(path),
  );

/** A rig with a plan that waits for approval. */
export async function plannedRig({ prepare, ...options }: SyncedOptions = {}): Promise<Rig> {
  // Few people: in memory, each of them makes every look at the index slower.
  const rig = await createRig({ contacts: 20, ...options });
  prepare?.(rig);
  await connectBqe(rig);
  await askForPlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  return rig;
}

/** A rig whose sync with BQE CORE was approved and has run. */
export async function syncedRig(options: SyncedOptions = {}): Promise<Rig> {
  const rig = await plannedRig(options);
  await approvePlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  await rig.syncAll();
  return rig;
}

/** Time passes, both sides are asked for news, and what they tell is carried on. */
export async function later(rig: Rig, minutes = 5): Promise<void> {
  rig.pass(minutes * 60_000);
  expect(await rig.engine.routine()).toEqual({});
  await rig.syncAll();
}

/** The person as HighLevel's sandbox has them. */
export function inHighLevel(rig: Rig, { email }: Pick<Person, 'email'>) {
  const contact = rig.sandbox.highlevel.state.contactByEmail(email ?? '');
  if (!contact) throw new Error(`${email} is not in HighLevel`);
  return contact;
}

/** The person as BQE CORE's sandbox has them. */
export function inBqe(rig: Rig, person: Person) {
  const client = rig.sandbox.bqe.state.clientOf(person);
  if (!client) throw new Error(`${person.email} is no client`);
  return client;
}
