// @vitest-environment node
// Pull into a LocaliQ record, which no API writes: by the connected app where there is one, else by the page's form; and the panel says which.

import numberPlans from 'libphonenumber-js/min/metadata';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPartner } from '@/entrypoints/sidepanel/partner-view';
import { createSyncActions } from '@/entrypoints/sidepanel/sync-actions';
import { createToE164 } from '@/lib/domain/phone';
import { deliveriesOf } from '@/lib/store/commands/deliver';
import { Database } from '@/lib/store/database';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { aContact, noon } from '../builders';

const row = (uid: string, account: ContactRow['account'], value: ContactRow['value']): ContactRow => ({
  uid,
  account,
  remoteId: `remote-${uid}`,
  value,
  server: value,
  seenAt: noon,
  provenAt: noon,
  keys: [],
});

async function setUp({ connected = true } = {}) {
  const db = new Database(`routes-${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  const store: Store = { db, now: () => noon, newId: () => crypto.randomUUID(), toE164: createToE164('US', numberPlans) };
  const ada = aContact({ phone: '+12125550100', city: 'Yonkers', postalCode: '10701' });
  await db.contacts.put(row('ada', 'highlevel:location-1', ada));
  await db.contacts.put(row('lead', 'localiq:USA_1', { ...ada, city: 'New York', postalCode: '' }));
  await db.pairs.put({ left: 'ada', right: 'lead', pair: 'highlevel-localiq', madeAt: noon, approvedAt: noon });
  const account = 'connected-app:intake.example.com' as const;
  if (connected) {
    const url = 'https://intake.example.com/hook';
    await db.receivers.put({ name: 'connected-app', account, url, state: 'connected', checks: [], savedAt: noon });
  }
  let nudges = 0;
  const sync = createSyncActions({
    store,
    sighting: null,
    nudge: () => {
      nudges += 1;
    },
  });
  return { db, store, sync, account, nudges: () => nudges };
}

describe('the route into a LocaliQ record', () => {
  it('is the form on the page while no connected app is there', async () => {
    const { store } = await setUp({ connected: false });
    const partner = await readPartner(store, 'ada', null);
    expect(partner).toMatchObject({ pull: { fields: 2, route: 'fill-page' }, link: { kind: 'differs', fields: 2 } });
  });

  it('is the connected app where there is one; Push keeps to the API', async () => {
    const { store } = await setUp();
    const partner = await readPartner(store, 'ada', null);
    expect(partner).toMatchObject({ pull: { fields: 2, route: 'connected-app' }, push: { route: 'api' } });
  });
});

describe('Pull by the connected app', () => {
  it('is always reviewed, and tells of the chosen fields', async () => {
    const { db, store, sync, account, nudges } = await setUp();
    const review = await sync.pull('ada');
    expect(review).toMatchObject({ act: 'update', route: 'connected-app', to: { system: 'localiq' } });
    expect(review?.rows.map(({ label, from, to, chosen, obstacle }) => [label, from, to, chosen, obstacle])).toEqual([
      ['City', 'New York', 'Yonkers', true, ''],
      ['Postal code', '', '10701', true, ''],
    ]);
    await sync.apply(review?.id ?? '', ['postalCode|postalCode']);
    const [entry] = await db.outbox.toArray();
    expect(entry).toMatchObject({
      account,
      uid: deliveriesOf('ada'),
      change: {
        op: 'event.deliver',
        event: {
          type: 'contact.updated',
          account: 'highlevel:location-1',
          data: { contact: { id: 'remote-ada', localiqContactId: 'remote-lead', postalCode: '10701' }, changed: ['postalCode'] },
        },
      },
    });
    expect(await db.outbox.count()).toBe(1);
    expect(nudges()).toBe(1);
    expect(await readPartner(store, 'ada', null)).toMatchObject({ link: { kind: 'waiting', changes: 1 } });
  });

  it('tells nothing where the connected app was disconnected meanwhile', async () => {
    const { db, sync } = await setUp();
    const review = await sync.pull('ada');
    await db.receivers.clear();
    await expect(sync.apply(review?.id ?? '', ['city|city'])).rejects.toMatchObject({ code: 'unsupported' });
    expect(await db.outbox.count()).toBe(0);
  });
});
