// What each released version of the database held: its tables, and one row of what a user would miss. Never edit one, add the next.
import { account } from './store-rig';

/** As version 1 was released. */
const first = {
  version: 1,
  stores: {
    connections: 'system',
    vaultKeys: 'name',
    secrets: 'id',
    contacts: 'uid, &[account+remoteId], *keys, [account+openedAt], [account+value.businessId]',
    tasks: 'uid, &[account+remoteId], contactUid, [account+openDueAt]',
    notes: 'uid, &[account+remoteId], contactUid',
    appointments: 'uid, &[account+remoteId], contactUid',
    outbox: '++seq, uid, contactUid, [account+state]',
    links: '[key+contactUid], key, contactUid',
    lookups: 'key',
    reference: '[account+kind]',
    progress: '[account+job]',
    undo: '++id, at',
    drafts: 'key',
    alerts: 'cause, account',
  },
  rows: {
    connections: [
      {
        system: 'highlevel',
        account,
        method: 'token',
        state: 'connected',
        checks: [],
        locationId: 'location-1',
        companyId: 'company-1',
        locationName: 'Main',
        timezone: 'America/New_York',
        keySetAt: 1,
      },
    ],
    contacts: [{ uid: 'ada', account, remoteId: 'remote-ada', value: { firstName: 'Ada' }, seenAt: 1, keys: ['w:ada'] }],
    notes: [{ uid: 'note', account, contactUid: 'ada', value: { body: 'Typed offline' }, seenAt: 0 }],
    outbox: [
      {
        account,
        table: 'notes',
        uid: 'note',
        contactUid: 'ada',
        change: { op: 'note.create', value: { body: 'Typed offline' } },
        state: 'waiting',
        madeAt: 1,
        notBefore: 0,
        attempts: 0,
      },
    ],
    links: [{ key: 'bqe|client|client-1', account, contactUid: 'ada', kind: 'is', madeAt: 1 }],
    undo: [{ account, at: 1, label: 'Note added', table: 'notes', uid: 'note', contactUid: 'ada', entries: [1] }],
    drafts: [{ key: 'ada|note', value: { body: 'Half a thought' }, at: 1 }],
  },
};

/** As version 2 was: links between systems, taught pages and the audit log. */
const second = {
  version: 2,
  stores: {
    ...first.stores,
    pairs: '[left+right], left, right',
    mappings: 'pair',
    taught: '++id, host',
    audit: 'seq, kind, uid, contactUid',
    auditValues: 'seq, at, contactUid',
    auditPending: '++order',
    auditState: 'name',
    readCounts: '[day+account+endpoint], day',
  },
  rows: { ...first.rows, pairs: [{ left: 'ada', right: 'client', pair: 'highlevel-bqe-client', madeAt: 1 }] },
};

/** As version 3 was: the background sync, leads and the connected app. */
const third = {
  version: 3,
  stores: {
    ...second.stores,
    contacts: `${first.stores.contacts}, *due`,
    tasks: `${first.stores.tasks}, *due`,
    notes: `${first.stores.notes}, *due`,
    pairs: '[left+right], left, right, *answered, workReadAt, pair, [pair+stampedAt]',
    syncs: 'partner',
    plans: 'pair, partner',
    decisions: 'id, *uids, partner',
    workPairs: '[left+right], left, right, contactUid',
    apart: '[one+other], one, other',
    leads: '[account+remoteId], [account+state], contactUid',
    runs: '++id, partner',
    receivers: 'name',
  },
  rows: second.rows,
};

/** Every version, oldest first. */
export const released = [
  first,
  second,
  third,
  { version: 4, stores: { ...third.stores, undo: '++id, at, uid, contactUid' }, rows: third.rows },
];
