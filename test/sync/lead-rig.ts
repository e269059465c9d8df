// A rig with LocaliQ connected and its sync approved, and one run of what concerns leads and LocaliQ's notes.
import { approvePlan, askForPlan } from '@/lib/store/commands/syncing';
import { captureLeads } from '@/lib/sync/capture-leads';
import { syncManagedNotes } from '@/lib/sync/managed-notes';
import type { PartnerRun } from '@/lib/sync/partner-run';
import { pullLeads } from '@/lib/sync/pull-leads';
import { rescanContacts } from '@/lib/sync/rescan-contacts';
import { connectLocaliq } from './partners';
import { createRig, type Rig, type RigOptions } from './rig';

/** Approves the sync with an empty plan, so that tests of leads do not wait for one of contacts. */
export async function approve(rig: Rig): Promise<void> {
  await askForPlan(rig.store, 'localiq');
  const summary = { create: { left: 0, right: 0 }, update: { left: 0, right: 0 }, link: 0, conflict: 0, question: 0, refused: 0 };
  const plan = { steps: [], bases: [], summary: { ...summary, skip: {}, inStep: 0, blanked: 0 } };
  await rig.db.plans.put({ pair: 'highlevel-localiq', partner: 'localiq', cause: 'first', version: 1, madeAt: rig.now(), plan });
  await approvePlan(rig.store, 'localiq');
}

/** A rig whose sync was approved a minute ago: what comes in from now on is captured. */
export async function leadRig(options: RigOptions = {}): Promise<Rig> {
  const rig = await createRig(options);
  await connectLocaliq(rig);
  await approve(rig);
  rig.pass(60_000);
  return rig;
}

/** What a run does about leads and notes. */
export async function runLeads(run: PartnerRun): Promise<void> {
  await rescanContacts(run.right);
  await pullLeads(run);
  await captureLeads(run);
  await syncManagedNotes(run);
}

/** Five minutes pass, leads are read and captured, and what that writes is sent. */
export async function laterLeads(rig: Rig, minutes = 5): Promise<void> {
  rig.pass(minutes * 60_000);
  await runLeads(await rig.partnerRun('localiq'));
  await rig.drainAll();
}

/** Requests that changed something in HighLevel. */
export const writesOf = (rig: Rig) =>
  rig.sandbox.highlevel.requests.filter(({ method, path, status }) => method !== 'GET' && status < 300 && !path.endsWith('/search'));
