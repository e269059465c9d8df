// What a change of the mapping does: it is stored by version, one kind of new record at most, and the sync plans anew before it writes.
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import { offeredFields } from '@/lib/domain/mapping/live-mapping';
import { fieldRule, type Mapping } from '@/lib/domain/mapping/mapping';
import { changeMapping, chooseNewRecords, resetMapping } from '@/lib/store/commands/mappings';
import { resumeSync } from '@/lib/store/commands/syncing';
import { mappableFields, mappingInUse, mappingOf } from '@/lib/store/mapping-in-use';
import type { ConnectionRow, SyncRow } from '@/lib/store/rows';
import { account, createStoreRig, type StoreRig } from './store-rig';

const client = 'highlevel-bqe-client';
const prospect = 'highlevel-bqe-prospect';
const next = (mapping: Mapping, edit: Partial<Mapping> = {}): Mapping => ({ ...mapping, ...edit, version: mapping.version + 1 });

let rig: StoreRig;
beforeEach(async () => {
  rig = await createStoreRig();
});

const sync = (over: Partial<SyncRow>) =>
  rig.db.syncs.put({ partner: 'bqe', left: account, right: 'bqe:acme', state: 'on', approved: { [client]: 1 }, approvedAt: 1, ...over });
const state = async () => (await rig.db.syncs.get('bqe'))?.state;

describe('a changed mapping', () => {
  it('is stored whole, one version higher', async () => {
    const rules = defaultMapping(client).rules.slice(0, 2);
    await changeMapping(rig.store, next(defaultMapping(client), { rules }));
    expect(await mappingOf(rig.db, client)).toMatchObject({ version: 2, rules });
  });

  it('is refused where another page was faster, and overwrites nothing', async () => {
    const seen = defaultMapping(client);
    await changeMapping(rig.store, next(seen, { rules: seen.rules.slice(0, 1) }));
    await expect(changeMapping(rig.store, next(seen, { rules: [] }))).rejects.toMatchObject({ code: 'outdated' });
    expect((await mappingOf(rig.db, client)).rules).toHaveLength(1);
  });

  it('goes back to the usual one with a version of its own', async () => {
    await changeMapping(rig.store, next(defaultMapping(client), { rules: [] }));
    await resetMapping(rig.store, client);
    expect(await mappingOf(rig.db, client)).toEqual({ ...defaultMapping(client), version: 3 });
  });
});

describe('a field in which links are kept', () => {
  it('is written by no rule, and offered to none, from the moment it is used for that', async () => {
    const field = { id: 'kept', name: 'BQE CORE ID', key: '', dataType: 'TEXT', options: [], placeholder: '' };
    await rig.db.connections.put({ system: 'highlevel', account } as ConnectionRow);
    await rig.db.reference.put({ account, kind: 'customFields', items: [field], seenAt: 1 });
    const mapping = next(defaultMapping(client), { rules: [fieldRule('custom:kept', 'website', { direction: 'to-left' })] });
    await changeMapping(rig.store, mapping);
    const refs = async () =>
      offeredFields(defaultMapping(client), 'left', (await mappableFields(rig.db, client)).left).map(({ ref }) => ref);
    const problems = async () => (await mappingInUse(rig.store, client)).problems.map(({ code }) => code);

    await sync({});
    expect([(await refs()).includes('custom:kept'), await problems()]).toEqual([true, []]);
    await sync({ isStamping: true });
    expect([(await refs()).includes('custom:kept'), await problems()]).toEqual([false, ['not-writable']]);
  });
});

describe('the sync after it', () => {
  it.each(['on', 'plan', 'braked', 'planning'] as const)('plans anew where it was %s, and forgets the plan that waited', async (was) => {
    await sync({ state: was });
    await rig.db.plans.put({ pair: client, partner: 'bqe', cause: 'brake', version: 1, madeAt: 1, plan: { steps: [] } as never });
    expect(await changeMapping(rig.store, next(defaultMapping(client)))).toBe(true);
    expect(await state()).toBe('planning');
    expect(await rig.db.plans.count()).toBe(0);
  });

  it('stays paused, and plans as soon as it is resumed', async () => {
    await sync({ state: 'paused', pausedFrom: 'on' });
    expect(await changeMapping(rig.store, next(defaultMapping(client)))).toBe(false);
    expect(await state()).toBe('paused');
    await resumeSync(rig.store, 'bqe');
    expect(await state()).toBe('planning');
  });

  it('stays off where nothing was ever approved, and other partners go on', async () => {
    expect(await changeMapping(rig.store, next(defaultMapping(client)))).toBe(false);
    expect(await state()).toBeUndefined();
    await sync({});
    expect(await changeMapping(rig.store, next(defaultMapping('highlevel-localiq')))).toBe(false);
    expect(await state()).toBe('on');
  });
});

describe('new records in BQE CORE', () => {
  const creates = async () => Promise.all([client, prospect].map(async (name) => (await mappingOf(rig.db, name as never)).create.right));

  it('are of one kind, or none', async () => {
    expect(await creates()).toEqual([false, false]);
    await chooseNewRecords(rig.store, 'prospect');
    expect(await creates()).toEqual([false, true]);
    await chooseNewRecords(rig.store, 'client');
    expect(await creates()).toEqual([true, false]);
    await chooseNewRecords(rig.store, undefined);
    expect(await creates()).toEqual([false, false]);
  });

  it('are of one kind too where a mapping was changed by hand', async () => {
    await chooseNewRecords(rig.store, 'client');
    const seen = await mappingOf(rig.db, prospect);
    await changeMapping(rig.store, next(seen, { create: { left: true, right: true } }));
    expect(await creates()).toEqual([false, true]);
  });

  it('make a new plan only where something changed', async () => {
    await sync({});
    expect(await chooseNewRecords(rig.store, undefined)).toBe(false);
    expect(await state()).toBe('on');
    expect(await chooseNewRecords(rig.store, 'client')).toBe(true);
    expect(await state()).toBe('planning');
  });
});
