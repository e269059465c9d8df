// What counts as a change that others are told of: HighLevel's own word, before and after.
import { describe, expect, it } from 'vitest';
import type { Change, OutboxEntry } from '@/lib/store/outbox-entry';
import type { AnyRow } from '@/lib/store/records';
import { changeRead, changeWritten } from '@/lib/store/told-changes';
import { aContact, aTask, noon } from '../builders';

const known = (server: AnyRow['server'], rest: Partial<AnyRow> = {}) =>
  ({
    uid: 'ada',
    account: 'highlevel:location-1',
    remoteId: 'r',
    value: server,
    server,
    seenAt: noon,
    provenAt: noon,
    keys: [],
    ...rest,
  }) as AnyRow;
const hit = (server: AnyRow['server']) => {
  const { provenAt: _, ...row } = known(server);
  return row as AnyRow;
};
const entry = (change: Change) => ({ table: 'contacts', uid: 'ada', contactUid: 'ada', change }) as OutboxEntry;

describe('a reading', () => {
  it('tells of fields that mean something else now, and not of another spelling', () => {
    const before = known(aContact({ email: 'ada@example.com', phone: '+12125550100' }));
    const respelt = known(aContact({ email: 'ADA@example.com', phone: '(212) 555-0100' }));
    expect(changeRead('contacts', before, respelt, false)).toBeUndefined();
    const moved = known(aContact({ email: 'ada@example.com', city: 'Yonkers' }));
    expect(changeRead('contacts', before, moved, false)).toEqual({ op: 'contact.update', edit: { city: 'Yonkers' } });
  });

  it('tells of nothing that only a search hit lacked', () => {
    expect(changeRead('contacts', hit(aContact({ website: '' })), known(aContact({ website: 'example.com' })), false)).toBeUndefined();
  });

  it('tells of a record that appears only where all others were known', () => {
    const { server: _, ...unknown } = known(aTask());
    expect(changeRead('tasks', unknown as AnyRow, known(aTask()), false)).toBeUndefined();
    expect(changeRead('tasks', unknown as AnyRow, known(aTask()), true)).toEqual({ op: 'task.create' });
  });

  it('tells of nothing that the user has deleted here', () => {
    const gone = known(aTask({ title: 'Other' }), { deletedAt: noon });
    expect(changeRead('tasks', known(aTask()), gone, false)).toBeUndefined();
  });
});

describe('a write', () => {
  it('tells what the server then shows to be new, whatever was asked of it', () => {
    const asked = entry({ op: 'contact.update', edit: { city: 'Yonkers', website: 'example.com' } });
    const after = known(aContact({ city: 'Yonkers', companyName: 'Renamed by a colleague' }));
    expect(changeWritten(asked, known(aContact()), after)).toEqual({
      op: 'contact.update',
      edit: { city: 'Yonkers', companyName: 'Renamed by a colleague' },
    });
    expect(changeWritten(asked, known(aContact({ city: 'Yonkers' })), known(aContact({ city: 'Yonkers' })))).toBeUndefined();
  });

  it('tells beside a search hit of nothing but what was asked for', () => {
    const tagged = entry({ op: 'contact.add-tags', tags: ['vip'] });
    const after = known(aContact({ tags: ['client', 'vip'], website: 'example.com' }));
    expect(changeWritten(tagged, hit(aContact({ website: '' })), after)).toEqual({
      op: 'contact.update',
      edit: { tags: ['client', 'vip'] },
    });
  });
});
