// A store in which Ada is a client of BQE CORE as well: for tests of what stands between two systems.
import type { AccountId } from '@/lib/domain/account';
import type { Contact } from '@/lib/domain/contact';
import type { PairName } from '@/lib/domain/mapping/mapping';
import type { Base, FieldConflict } from '@/lib/domain/merge/merge-records';
import { withDerived } from '@/lib/store/records';
import type { ConflictDecision, ConnectionRow, ContactRow, DecisionRow, QuestionDecision } from '@/lib/store/rows';
import { aContact, noon } from '../builders';
import { account, createStoreRig } from './store-rig';

export const bqe: AccountId = 'bqe:company-1';

/** Both systems connected; `ada` of HighLevel and `client` of BQE CORE are a pair. */
export async function createPairRig() {
  const rig = await createStoreRig();
  const { db, store } = rig;
  const connection = {
    method: 'web',
    state: 'connected',
    checks: [],
    companyId: '',
    locationName: '',
    timezone: 'America/New_York',
  } as const;
  const row = (fields: Pick<ConnectionRow, 'system' | 'account' | 'locationId'> & Partial<ConnectionRow>): ConnectionRow => ({
    ...connection,
    checks: [],
    keySetAt: noon,
    ...fields,
  });
  await db.connections.bulkPut([
    row({ system: 'highlevel', account, locationId: 'location-1' }),
    row({ system: 'bqe', account: bqe, locationId: 'company-1', creates: ['client', 'prospect'] }),
  ]);

  async function addContact(uid: string, of: AccountId, value: Partial<Contact> = {}, rest: Partial<ContactRow> = {}): Promise<void> {
    const full = aContact(value);
    const known = { uid, account: of, remoteId: `remote-${uid}`, value: full, server: full, seenAt: noon, provenAt: noon, keys: [] };
    const ofKind = of === bqe ? { kind: 'client' as const } : {};
    await db.contacts.put(withDerived(store, 'contacts', { ...known, ...ofKind, ...rest }));
  }
  const pairUp = (left: string, right: string, base?: Base, pair: PairName = 'highlevel-bqe-client') =>
    db.pairs.put({ left, right, pair, madeAt: noon, ...(base && { base }) });
  const decide = async (id: string, uids: string[], decision: ConflictDecision | QuestionDecision): Promise<string> => {
    const frame = { id, partner: 'bqe', pair: 'highlevel-bqe-client', uids, madeAt: noon } as const;
    await db.decisions.put({ ...frame, ...decision } as DecisionRow);
    return id;
  };

  await addContact('client', bqe);
  await pairUp('ada', 'client');
  return {
    ...rig,
    addContact,
    pairUp,
    decide,
    ask: (question: QuestionDecision['question'], uids: string[]) => decide(JSON.stringify(question), uids, { kind: 'question', question }),
    /** Ada and her client said different things; puts what they say into the store, too. */
    async inConflict(fields: Partial<Contact>, others: Partial<Contact>): Promise<string> {
      await addContact('ada', account, fields);
      await addContact('client', bqe, others);
      const [left, right] = [aContact(fields), aContact(others)];
      const names = [...new Set([...Object.keys(fields), ...Object.keys(others)])] as (keyof Contact)[];
      const conflicts = names.map(
        (name): FieldConflict => ({
          rule: `${name}|${name}`,
          label: name,
          left: left[name] as string,
          right: right[name] as string,
          why: 'both-changed',
        }),
      );
      const matter = { table: 'contacts', left: 'ada', right: 'client', contactUid: 'ada', times: {} } as const;
      return await decide('conflict', ['ada', 'client'], { kind: 'conflict', ...matter, fields: conflicts });
    },
    base: async (left = 'ada', right = 'client') => (await db.pairs.get([left, right]))?.base,
    shown: async (uid: string) => (await db.contacts.get(uid))?.value as Contact,
    due: async (uid: string) => (await db.contacts.get(uid))?.due,
    apart: async () => (await db.apart.toArray()).map(({ one, other }) => `${one}-${other}`).sort(),
    ties: async () => (await db.pairs.toArray()).map(({ left, right }) => `${left}-${right}`).sort(),
  };
}

export type PairRig = Awaited<ReturnType<typeof createPairRig>>;
