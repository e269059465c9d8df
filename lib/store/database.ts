// The one database of the extension. Opened with strict durability, because a change and its outbox entry share a transaction.
// Never edit a version that was released: add the next one, with a fixture and a test.
import Dexie, { type Table } from 'dexie';
import type { AuditEntry, AuditHead, AuditPendingRow, AuditTidied, AuditValuesRow, ReadCountRow } from '@/lib/audit/entry';
import type { AccountId, PartnerName, SystemName } from '@/lib/domain/account';
import type { Mapping, PairName } from '@/lib/domain/mapping/mapping';
import type { OutboxEntry } from './outbox-entry';
import type {
  AlertRow,
  ApartRow,
  AppointmentRow,
  ConnectionRow,
  ContactRow,
  DecisionRow,
  DraftRow,
  LeadRow,
  LinkRow,
  LookupRow,
  NoteRow,
  PairRow,
  PlanRow,
  ProgressRow,
  ReceiverRow,
  ReferenceRow,
  RunRow,
  SyncRow,
  TaskRow,
  TaughtRow,
  UndoRow,
  WorkPairRow,
} from './rows';

/** A secret as it lies on disk: AES-GCM under the vault's non-extractable key. */
export interface SecretRow {
  id: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export class Database extends Dexie {
  declare connections: Table<ConnectionRow, SystemName>;
  declare receivers: Table<ReceiverRow, ReceiverRow['name']>;
  declare vaultKeys: Table<{ name: string; key: CryptoKey }, string>;
  declare secrets: Table<SecretRow, string>;
  declare contacts: Table<ContactRow, string>;
  declare tasks: Table<TaskRow, string>;
  declare notes: Table<NoteRow, string>;
  declare appointments: Table<AppointmentRow, string>;
  declare outbox: Table<OutboxEntry, number, Omit<OutboxEntry, 'seq'>>;
  declare links: Table<LinkRow, [string, string]>;
  declare lookups: Table<LookupRow, string>;
  declare reference: Table<ReferenceRow, [AccountId, string]>;
  declare progress: Table<ProgressRow, [AccountId, string]>;
  declare undo: Table<UndoRow, number>;
  declare drafts: Table<DraftRow, string>;
  declare alerts: Table<AlertRow, string>;
  declare audit: Table<AuditEntry, number>;
  declare auditValues: Table<AuditValuesRow, number>;
  declare auditPending: Table<AuditPendingRow, number>;
  declare auditState: Table<AuditHead | AuditTidied, string>;
  declare readCounts: Table<ReadCountRow, [string, AccountId, string]>;
  declare pairs: Table<PairRow, [string, string]>;
  declare mappings: Table<Mapping, PairName>;
  declare taught: Table<TaughtRow, number>;
  declare syncs: Table<SyncRow, PartnerName>;
  declare plans: Table<PlanRow, PairName>;
  declare decisions: Table<DecisionRow, string>;
  declare workPairs: Table<WorkPairRow, [string, string]>;
  declare apart: Table<ApartRow, [string, string]>;
  declare leads: Table<LeadRow, [AccountId, string]>;
  declare runs: Table<RunRow, number>;

  constructor(name = 'lockstep') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
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
    });
    this.version(2).stores({
      pairs: '[left+right], left, right',
      mappings: 'pair',
      taught: '++id, host',
      audit: 'seq, kind, uid, contactUid',
      auditValues: 'seq, at, contactUid',
      auditPending: '++order',
      auditState: 'name',
      readCounts: '[day+account+endpoint], day',
    });
    this.version(3).stores({
      contacts: 'uid, &[account+remoteId], *keys, [account+openedAt], [account+value.businessId], *due',
      tasks: 'uid, &[account+remoteId], contactUid, [account+openDueAt], *due',
      notes: 'uid, &[account+remoteId], contactUid, *due',
      pairs: '[left+right], left, right, *answered, workReadAt, pair, [pair+stampedAt]',
      syncs: 'partner',
      plans: 'pair, partner',
      decisions: 'id, *uids, partner',
      workPairs: '[left+right], left, right, contactUid',
      apart: '[one+other], one, other',
      leads: '[account+remoteId], [account+state], contactUid',
      runs: '++id, partner',
      receivers: 'name',
    });
    this.version(4).stores({ undo: '++id, at, uid, contactUid' });
  }
}
