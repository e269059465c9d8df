// Everything of the two-way sync that the panel shows and does. Loaded after the first paint, once a partner is connected.
import type { Decision, Partner, PrefillField, Review, ReviewActions } from '@/components/sync-props';
import type { PartnerName } from '@/lib/domain/account';
import type { Sighting } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import { sendMessage } from '@/lib/messages';
import { pairRecords } from '@/lib/store/commands/sync';
import { followStore } from '@/lib/store/follow-store';
import { pairNameOf } from '@/lib/store/mapping-in-use';
import type { Store } from '@/lib/store/records';
import { noteWritten, readApplied, type Written } from './applied';
import { createHere, readPrefill } from './create-here';
import { type AskThere, type Creation, partnerToCome, placeFor, reviewCreation } from './create-there';
import { createDecisionActions } from './decide-actions';
import { readDecisions } from './decision-view';
import { findBeside, readPartner, withPhones } from './partner-view';
import { createSyncActions } from './sync-actions';

/** What the panel is beside, and about. */
export interface PartnerFocus {
  contactUid: string | undefined;
  /** What the page shows. */
  shown: Sighting | null;
  /** The contact is the page's person: its record is theirs. */
  isPagePerson: boolean;
}

/** What stands beside the contact, or what the page's record would make of a new one. */
export interface Beside {
  partner?: Partner;
  prefill?: PrefillField[];
}

/** How the worker is spoken with. */
export interface PartnerTools {
  send: typeof sendMessage;
}

const freshSeconds = 2;
const patienceMs = 3000;

/** The panel's view of the partners over a store. */
export function createPartnerSide(plain: Store, { send }: PartnerTools = { send: sendMessage }) {
  const store = withPhones(plain);
  const quiet = (told: Promise<unknown>) => void told.catch(() => undefined);
  const nudge = () => quiet(send('outboxChanged'));
  const askThere: AskThere = (sighting) => send('refreshPageRecord', sighting);
  const askHere: AskThere = (sighting) => send('lookUp', sighting);
  /** The last write, and who wants to know of the next one. */
  let written: Written | undefined;
  const onWritten = new Set<() => void>();

  async function apply(work: () => Promise<unknown>): Promise<void> {
    const noted = await noteWritten(store, work);
    nudge();
    written = noted;
    for (const tell of onWritten) tell();
  }

  /** What is about to be copied is read anew on both sides; where that takes long, as without a network, what is cached has to do. */
  async function lookAnew(contactUid: string, sighting: Sighting | null): Promise<void> {
    const reads = [send('refreshContact', { uid: contactUid, olderThanSeconds: freshSeconds }), sighting && askThere(sighting)];
    await Promise.race([Promise.allSettled(reads), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  }

  /** The record beside the contact, else the one that could be made. */
  async function readBeside({ contactUid, shown, isPagePerson }: PartnerFocus): Promise<Beside> {
    if (contactUid === undefined) {
      const prefill = shown && (await readPrefill(store, shown));
      return prefill ? { prefill } : {};
    }
    const found = await readPartner(store, contactUid, isPagePerson ? shown : null);
    if (!found) {
      const coming = await partnerToCome(store, contactUid, shown);
      return coming ? { partner: coming } : {};
    }
    const fields = await conflictingFields(store, contactUid, found.id);
    const isOpen = fields > 0 && found.link.kind !== 'waiting' && found.link.kind !== 'checking';
    const partner: Partner = isOpen ? { ...found, link: { kind: 'conflict', fields } } : found;
    const applied = written && [contactUid, found.id].includes(written.uid) ? await readApplied(store, written) : undefined;
    return { partner: applied ? { ...partner, applied } : partner };
  }

  return {
    /** Follows what stands beside. Answers the function that ends it. */
    follow(focus: PartnerFocus, tell: (beside: Beside) => void): () => void {
      let end = () => {};
      const start = () => {
        end();
        end = followStore(() => readBeside(focus), tell);
      };
      start();
      onWritten.add(start);
      return () => {
        onWritten.delete(start);
        end();
      };
    },

    /** Follows what waits for the user's decision. */
    followDecisions: (tell: (decisions: Decision[]) => void): (() => void) => followStore(() => readDecisions(store), tell),

    decide: createDecisionActions(store, (partners: PartnerName[]) => {
      nudge();
      for (const partner of partners) quiet(send('syncNow', partner));
    }),

    /** Push, Pull and creating, for what the panel is beside. */
    actions({ shown, isPagePerson }: PartnerFocus): ReviewActions {
      const sighting = isPagePerson ? shown : null;
      const usual = createSyncActions({ store, sighting, nudge: () => undefined });
      const creations = new Map<string, { creation: Creation; contactUid: string }>();

      const atOnce = async (way: 'push' | 'pull', contactUid: string): Promise<Review | undefined> => {
        await lookAnew(contactUid, sighting);
        let review: Review | undefined;
        await apply(async () => {
          review = await usual[way](contactUid);
        });
        return review;
      };

      return {
        push: (contactUid) => atOnce('push', contactUid),

        async pull(contactUid) {
          const place = (await findBeside(store, contactUid, sighting)) ? undefined : await placeFor(store, contactUid, shown);
          if (!place) return await atOnce('pull', contactUid);
          const creation = await reviewCreation(store, contactUid, place, askThere);
          creations.set(creation.review.id, { creation, contactUid });
          return creation.review;
        },

        async apply(reviewId, keys, kind) {
          const open = creations.get(reviewId);
          await apply(() => (open ? open.creation.apply(keys, kind) : usual.apply(reviewId, keys)));
          creations.delete(reviewId);
        },

        async linkInstead(reviewId, uid) {
          const open = creations.get(reviewId);
          const record = await store.db.contacts.get(uid);
          if (!open || !record) throw new AppError('outdated');
          await pairRecords(store, open.contactUid, uid, pairNameOf(record), false);
          creations.delete(reviewId);
          return await usual.pull(open.contactUid);
        },

        async createInHighLevel(texts, despiteSimilar) {
          if (!shown) throw new AppError('invalid', { detail: 'The page shows no record to link.' });
          const found = await createHere(store, shown, texts, { despiteSimilar, askHere });
          if (found.length === 0) nudge();
          return found;
        },
      };
    },
  };
}

export type PartnerSide = ReturnType<typeof createPartnerSide>;

/** Fields of the pair that wait for a decision. */
async function conflictingFields({ db }: Store, left: string, right: string): Promise<number> {
  const rows = await db.decisions.where('uids').equals(left).toArray();
  const own = rows.filter((row) => row.kind === 'conflict' && row.table === 'contacts' && row.left === left && row.right === right);
  return own.reduce((sum, row) => sum + (row.kind === 'conflict' ? row.fields.length : 0), 0);
}
