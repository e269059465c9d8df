// Lead capture: every call, form and chat that came in becomes a contact of HighLevel, or adds to the one it belongs to, with a note of
// what was said. Exactly once, whenever the worker dies.

import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { captureLead, followLead, noteOfLead } from '@/lib/store/commands/capture-lead';
import { hasNews, tieOf } from '@/lib/store/commands/managed-note';
import { mappingInUse } from '@/lib/store/mapping-in-use';
import type { Store } from '@/lib/store/records';
import type { LeadRow } from '@/lib/store/rows';
import { waitingLeads } from '@/lib/store/store-leads';
import { eachAlone } from './each-alone';
import { createLookFirst, type LookFirst } from './look-first';
import type { PartnerRun } from './partner-run';

/** Captures what waits, once the sync was approved. Throws AppError; what was not captured waits for the next run. */
export async function captureLeads(run: PartnerRun): Promise<void> {
  const { store, left, right } = run;
  const leads = await waitingLeads(store, right.system.account);
  if (leads.length === 0) return;
  const live = await mappingInUse(store, 'highlevel-localiq');
  const looks = createLookFirst(left);
  const capture = async ({ account, remoteId }: LeadRow) => {
    const attempt = () => captureLead(store, { live, hasLooked: looks.has }, [account, remoteId]);
    for (let look = await attempt(); look; look = await attempt()) await looks.at(look);
  };
  await eachAlone(leads, async (lead) => {
    await right.keepAlive();
    await (lead.contactUid ? follow(store, looks, lead, live) : capture(lead));
  });
}

/** A lead that was captured has changed: its note is read before it is told. */
async function follow(store: Store, looks: LookFirst, lead: LeadRow, live: LiveMapping): Promise<void> {
  const { source, note } = noteOfLead(lead, lead.contactUid ?? '', live.tools.zone);
  const tie = await tieOf(store, source);
  const look = tie && hasNews(tie, note) && { contactUid: tie.contactUid };
  if (look && !looks.has(look)) await looks.at(look);
  await followLead(store, live, [lead.account, lead.remoteId]);
}
