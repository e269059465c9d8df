// Which waiting changes may go out: in order per record, children after their parent, nothing alike beside a create that may be lost.
import { describe, expect, it } from 'vitest';
import type { Change, OutboxEntry, RecordTable } from '@/lib/store/outbox-entry';
import { nextSendable } from '@/lib/sync/next-sendable';
import { aTask } from '../builders';

let seq = 0;
const entry = (table: RecordTable, uid: string, contactUid: string, change: Change, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  seq: ++seq,
  account: 'highlevel:one',
  table,
  uid,
  contactUid,
  change,
  state: 'waiting',
  madeAt: 0,
  notBefore: 0,
  attempts: 0,
  ...more,
});
const newTask = (uid: string, contact = 'ada', more: Partial<OutboxEntry> = {}) =>
  entry('tasks', uid, contact, { op: 'task.create', value: aTask() }, more);
const editTask = (uid: string, contact = 'ada', more: Partial<OutboxEntry> = {}) =>
  entry('tasks', uid, contact, { op: 'task.update', edit: { title: 'x' } }, more);
const newContact = (uid: string, more: Partial<OutboxEntry> = {}) => entry('contacts', uid, uid, { op: 'contact.create', value: {} }, more);
const deleteContact = (uid: string, more: Partial<OutboxEntry> = {}) => entry('contacts', uid, uid, { op: 'contact.delete' }, more);
const sendable = (...queue: OutboxEntry[]) => nextSendable(queue, 1000).entries.map(({ uid }) => uid);

describe('nextSendable', () => {
  it('takes one change per contact, oldest first', () => {
    expect(sendable(editTask('a1'), editTask('a2'), editTask('b1', 'bob'), editTask('c1', 'cyd'))).toEqual(['a1', 'b1', 'c1']);
  });

  it('keeps the order of one record, also behind what is blocked or waits for its time', () => {
    expect(sendable(editTask('a1', 'ada', { state: 'blocked' }), editTask('a1'), editTask('a2'))).toEqual(['a2']);
    expect(sendable(editTask('a1', 'ada', { notBefore: 5000 }), editTask('a1'))).toEqual([]);
  });

  it('lets go what was put off before the clock was set back, but for what is looked for', () => {
    const [ahead, later] = [3_600_000, 3_610_000];
    const failed = { notBefore: later, problem: { code: 'server-error' as const, at: ahead } };
    expect(sendable(editTask('a1', 'ada', failed))).toEqual(['a1']);
    expect(sendable(editTask('a1', 'ada', { notBefore: later, madeAt: ahead }))).toEqual(['a1']);
    expect(sendable(newTask('a1', 'ada', { ...failed, unsure: true, looks: 1 }))).toEqual([]);
    expect(sendable(editTask('a1', 'ada', { ...failed, problem: { code: 'server-error', at: 900 } }))).toEqual([]);
  });

  it('leaves a delete its grace where the clock was only adjusted by a moment', () => {
    expect(sendable(deleteContact('ada', { madeAt: 1050, notBefore: 11_050 }))).toEqual([]);
  });

  it('waits while something of the contact is on its way', () => {
    expect(sendable(editTask('a1', 'ada', { state: 'sending' }), editTask('a2'))).toEqual([]);
  });

  it('lets children wait for the making of their contact, even where that is blocked', () => {
    expect(sendable(newContact('ada'), newTask('a1'))).toEqual(['ada']);
    expect(sendable(newContact('ada', { state: 'blocked' }), newTask('a1'))).toEqual([]);
  });

  it('deletes a contact after the changes of what hangs on it, but does not wait for blocked ones', () => {
    expect(sendable(editTask('a1', 'ada', { notBefore: 5000 }), deleteContact('ada'))).toEqual([]);
    expect(sendable(editTask('a1', 'ada', { state: 'blocked' }), deleteContact('ada'))).toEqual(['ada']);
  });

  it('makes nothing alike while a create may be lost, and lets everything else of the contact go', () => {
    const lost = newTask('a1', 'ada', { unsure: true, notBefore: 5000 });
    expect(sendable(lost, newTask('a2'), newTask('b1', 'bob'))).toEqual(['b1']);
    expect(sendable(lost, newTask('a2'), editTask('a3'))).toEqual(['a3']);
  });

  it('says when the next one may go that only waits for its time', () => {
    const { nextAt } = nextSendable([editTask('a1', 'ada', { notBefore: 9000 }), editTask('b1', 'bob', { notBefore: 4000 })], 1000);
    expect(nextAt).toBe(4000);
    expect(nextSendable([editTask('a1', 'ada', { state: 'blocked' })], 1000)).toEqual({ entries: [] });
  });
});
