// The panel's view of the partners over a real store: what stands beside a contact, what waits for a decision, and what becomes of each answer.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChoiceQuestion, Conflict, Decision, GoneQuestion, Partner } from '@/components/sync-props';
import { type Beside, createPartnerSide, type PartnerFocus, type PartnerTools } from '@/entrypoints/sidepanel/partner-side';
import type { Contact } from '@/lib/domain/contact';
import { AppError } from '@/lib/errors';
import { settleDone, settleFailed } from '@/lib/store/settle';
import { aContact, aSighting, noon } from '../builders';
import { bqe, createPairRig, type PairRig } from '../store/pair-rig';
import { account } from '../store/store-rig';

let rig: PairRig;
let sent: [string, unknown][];
let side: ReturnType<typeof createPartnerSide>;
const stops: (() => void)[] = [];
/** What asking the server brings into the store. */
let onAsked: (what: string) => Promise<void>;

beforeEach(async () => {
  rig = await createPairRig();
  sent = [];
  onAsked = async () => undefined;
  const send = (async (what: string, told: unknown) => {
    sent.push([what, told]);
    await onAsked(what);
  }) as unknown as PartnerTools['send'];
  side = createPartnerSide(rig.store, { send });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await rig.db.delete();
});

const onPage: PartnerFocus = { contactUid: 'ada', shown: aSighting({ recordId: 'remote-client' }), isPagePerson: true };
const byHand: PartnerFocus = { contactUid: 'ada', shown: null, isPagePerson: false };

function follow(focus: PartnerFocus): { now: Beside } {
  const told: { now: Beside } = { now: {} };
  stops.push(side.follow(focus, (beside) => Object.assign(told, { now: beside })));
  return told;
}
async function partnerOf(focus: PartnerFocus): Promise<Partner | undefined> {
  let told: Beside | undefined;
  stops.push(
    side.follow(focus, (beside) => {
      told = beside;
    }),
  );
  await vi.waitFor(() => expect(told).toBeDefined());
  return told?.partner;
}
async function decisions(): Promise<Decision[]> {
  let told: Decision[] | undefined;
  const stop = side.followDecisions((now) => {
    told = now;
  });
  await vi.waitFor(() => expect(told).toBeDefined());
  stop();
  return told ?? [];
}

describe('a conflict', () => {
  it('is shown with names, values as people read them and when each changed, and as the state of the link', async () => {
    const id = await rig.inConflict({ phone: '(212) 555-0111' }, { phone: '+12125550122' });
    await rig.db.decisions.where({ id }).modify({ times: { left: { from: noon - 1000, to: noon } } } as never);
    const [conflict] = (await decisions()) as [Conflict];
    expect(conflict).toMatchObject({
      about: 'conflict',
      id,
      contactUid: 'ada',
      name: 'Ada Lovelace',
      system: 'bqe',
      what: 'contact',
      title: '',
    });
    expect(conflict.fields).toEqual([
      {
        key: 'phone|phone',
        label: 'phone',
        left: { text: '+12125550111', changed: { from: noon - 1000, to: noon } },
        right: { text: '+12125550122' },
        why: 'both-changed',
        edit: { type: 'phone', text: '+12125550111' },
      },
    ]);
    expect((await partnerOf(onPage))?.link).toEqual({ kind: 'conflict', fields: 1 });
  });

  it('is answered in the store, and the worker is told to send and to look again', async () => {
    const id = await rig.inConflict({ city: 'Albany' }, { city: 'Yonkers' });
    await side.decide.resolve(id, 'city|city', { keep: 'left' });
    expect((await rig.queue()).map(({ uid }) => uid)).toEqual(['client']);
    expect(sent).toEqual([
      ['outboxChanged', undefined],
      ['syncNow', 'bqe'],
    ]);
    expect(await decisions()).toEqual([]);
    expect((await partnerOf(onPage))?.link).toEqual({ kind: 'waiting', changes: 1 });
  });

  it('has the sync look again where a record has changed', async () => {
    const id = await rig.inConflict({ city: 'Albany' }, { city: 'Yonkers' });
    await rig.addContact('ada', account, { city: 'Utica' });
    await expect(side.decide.resolve(id, 'city|city', { keep: 'left' })).rejects.toMatchObject({ code: 'outdated' });
    expect(sent).toContainEqual(['syncNow', 'bqe']);
  });
});

it('reads both records anew before a review says what would change, and does not wait for ever', async () => {
  onAsked = async (what) => {
    if (what === 'refreshPageRecord') await rig.addContact('client', bqe, { city: 'Yonkers' });
    if (what === 'refreshContact') await new Promise(() => undefined);
  };
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const reviewing = side.actions(onPage).push('ada');
  await vi.waitFor(() => expect(sent.map(([what]) => what)).toEqual(['refreshContact', 'refreshPageRecord']));
  vi.advanceTimersByTime(3000);
  vi.useRealTimers();
  expect((await reviewing)?.rows).toMatchObject([{ key: 'city|city', to: 'Yonkers' }]);
});

describe('questions', () => {
  it('name who is asked about and who it could be', async () => {
    await rig.addContact('second', bqe, { firstName: 'Augusta' });
    await rig.ask({ about: 'which', side: 'left', uid: 'ada', candidates: [{ uid: 'second', reasons: ['Same e-mail'] }] }, [
      'ada',
      'second',
    ]);
    const [question] = (await decisions()) as [ChoiceQuestion];
    expect(question).toMatchObject({
      about: 'which',
      contactUid: 'ada',
      subject: { uid: 'ada', system: 'highlevel', kind: 'contact', name: 'Ada Lovelace' },
      candidates: [{ uid: 'second', system: 'bqe', kind: 'client', name: 'Augusta Lovelace', reasons: ['Same e-mail'] }],
    });
    await side.decide.choose(question.id, 'second');
    expect(await rig.ties()).toContain('ada-second');
  });

  it('offer the newcomer beside the partner that is there', async () => {
    await rig.addContact('second', bqe, { firstName: 'Augusta' });
    await rig.ask({ about: 'already-linked', left: 'ada', right: 'second', reasons: ['Same phone'] }, ['ada', 'second']);
    const [question] = (await decisions()) as [ChoiceQuestion];
    expect(question.subject?.uid).toBe('second');
    expect(question.candidates.map(({ uid }) => uid)).toEqual(['second', 'client']);
  });

  it('about records that are gone are one by system, with the answers that the systems allow', async () => {
    await rig.addContact('charles', account, { firstName: 'Charles' });
    await rig.addContact('second', bqe);
    await rig.pairUp('charles', 'second');
    await rig.ask({ about: 'deleted', side: 'right', left: 'ada', right: 'client' }, ['ada', 'client']);
    await rig.ask({ about: 'deleted', side: 'right', left: 'charles', right: 'second' }, ['charles', 'second']);
    await rig.ask({ about: 'archived', side: 'right', left: 'ada', right: 'client' }, ['ada']);
    const [gone, archived, ...more] = (await decisions()) as [GoneQuestion, GoneQuestion];
    expect(more).toEqual([]);
    const [first, second] = [gone, archived].sort((one, other) => other.records.length - one.records.length) as [
      GoneQuestion,
      GoneQuestion,
    ];
    expect(first).toMatchObject({ about: 'deleted', system: 'bqe', other: 'highlevel', answers: ['keep', 'recreate', 'delete'] });
    expect(first.records.map(({ name }) => name).sort()).toEqual(['Ada Lovelace', 'Charles Lovelace']);
    expect(second).toMatchObject({ about: 'archived', answers: ['keep', 'delete'] });
    await side.decide.answerGone(
      first.id,
      first.records.map(({ id }) => id),
      'keep',
    );
    expect((await decisions()).map(({ about }) => about)).toEqual(['archived']);
  });

  it('do not offer what a system cannot do', async () => {
    await rig.db.connections.update('bqe', { creates: [] });
    await rig.ask({ about: 'deleted', side: 'right', left: 'ada', right: 'client' }, ['ada', 'client']);
    expect(await decisions()).toMatchObject([{ answers: ['keep', 'delete'] }]);
  });
});

describe('a contact without a record in BQE CORE', () => {
  beforeEach(() => rig.db.pairs.clear());
  const alone = async () => {
    await rig.db.contacts.delete('client');
  };

  it('is offered to be created there, unless the page beside is a record of BQE CORE, or nothing can be made', async () => {
    await alone();
    expect(await partnerOf(byHand)).toMatchObject({ exists: false, system: 'bqe', link: { kind: 'unlinked' }, pull: { route: 'api' } });
    expect(await partnerOf({ ...byHand, shown: aSighting({ system: 'localiq', kind: 'lead' }) })).toMatchObject({ exists: false });
    expect(await partnerOf({ ...byHand, shown: aSighting() })).toBeUndefined();
    await rig.db.connections.update('bqe', { creates: [] });
    expect(await partnerOf(byHand)).toBeUndefined();
  });

  it('is reviewed, created as the chosen kind, tied, and followed until each field is verified', async () => {
    await alone();
    const told = follow(byHand);
    const actions = side.actions(byHand);
    const review = await actions.pull('ada');
    expect(review).toMatchObject({ act: 'create', to: { system: 'bqe', name: 'Ada Lovelace' }, kinds: ['client', 'prospect'] });
    expect(review?.duplicates).toBeUndefined();
    expect(sent).toContainEqual(['refreshPageRecord', expect.objectContaining({ system: 'bqe', emails: ['ada@example.com'] })]);
    expect(await rig.queue()).toEqual([]);
    const keys = review?.rows.map(({ key }) => key).filter((key) => key !== 'city|city') ?? [];
    await actions.apply(review?.id ?? '', keys, 'prospect');
    const [entry] = await rig.queue();
    expect(entry).toMatchObject({ account: bqe, change: { op: 'contact.create', kind: 'prospect', value: { email: 'ada@example.com' } } });
    expect(entry?.change).not.toHaveProperty('value.city');
    expect(await rig.db.pairs.get(['ada', entry?.uid as string])).toMatchObject({ pair: 'highlevel-bqe-prospect', approvedAt: noon });
    await vi.waitFor(() => expect(told.now.partner?.applied?.fields.map(({ state }) => state)).toContain('waiting'));
    expect(told.now.partner).toMatchObject({ exists: true, applied: { to: 'bqe' } });

    // The server keeps another number.
    const made = (await rig.shown(entry?.uid as string)) as Contact;
    await settleDone(rig.store, entry as NonNullable<typeof entry>, { id: 'made', value: { ...made, phone: '+12125550199' } });
    await vi.waitFor(() => {
      const states = Object.fromEntries(told.now.partner?.applied?.fields.map(({ key, state }) => [key, state]) ?? []);
      expect(states).toMatchObject({ 'email|email': 'verified', 'phone|phone': 'unstored' });
    });
    expect(told.now.partner?.applied?.fields.find(({ key }) => key === 'phone|phone')).toMatchObject({
      value: '+12125550100',
      holds: '+12125550199',
    });
    // The next review ends it.
    await actions.push('ada');
    await vi.waitFor(() => expect(told.now.partner?.applied).toBeUndefined());
  });

  it('shows what was refused', async () => {
    await alone();
    const told = follow(byHand);
    const actions = side.actions(byHand);
    const review = await actions.pull('ada');
    await actions.apply(review?.id ?? '', review?.rows.map(({ key }) => key) ?? []);
    const [entry] = await rig.queue();
    await settleFailed(rig.store, entry as NonNullable<typeof entry>, { state: 'blocked', problem: { code: 'invalid', at: noon } });
    await vi.waitFor(() => expect(told.now.partner?.applied?.fields[0]).toMatchObject({ state: 'blocked', problem: { code: 'invalid' } }));
  });

  it('is linked where the server knows the e-mail already, and the differences are reviewed', async () => {
    await alone();
    onAsked = async (what) => {
      if (what === 'refreshPageRecord') await rig.addContact('found', bqe, { firstName: 'Augusta', city: 'Albany' });
    };
    const actions = side.actions(byHand);
    const review = await actions.pull('ada');
    expect(review?.duplicates).toMatchObject([{ exact: true, record: { uid: 'found', name: 'Augusta Lovelace' } }]);
    const linked = await actions.linkInstead?.(review?.id ?? '', 'found');
    expect(await rig.ties()).toEqual(['ada-found']);
    expect(linked).toMatchObject({ act: 'update', way: 'pull' });
    expect(linked?.rows.map(({ label }) => label).sort()).toEqual(['City', 'First name']);
    expect(await rig.queue()).toEqual([]);
    await expect(actions.apply(review?.id ?? '', ['city|city'])).rejects.toBeInstanceOf(AppError);
  });

  it('is reviewed all the same while BQE CORE cannot be asked: the outbox asks before it creates', async () => {
    await alone();
    onAsked = () => Promise.reject(new AppError('offline'));
    expect(await side.actions(byHand).pull('ada')).toMatchObject({ act: 'create' });
  });
});

describe('a record without a contact', () => {
  const shown = aSighting({ recordId: 'remote-grace', name: 'Grace Hopper', emails: ['grace@example.com'], phones: [] });
  const noMatch: PartnerFocus = { contactUid: undefined, shown, isPagePerson: false };
  const grace = { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com', phone: '', city: 'Arlington', country: 'US' };

  beforeEach(() => rig.addContact('grace', bqe, { ...grace, companyName: 'Navy' }));

  async function prefill(): Promise<Record<string, string>> {
    const told = follow(noMatch);
    await vi.waitFor(() => expect(told.now.prefill).toBeDefined());
    return Object.fromEntries(told.now.prefill?.map(({ ref, text }) => [ref, text]) ?? []);
  }

  it('fills the form by the mapping', async () => {
    expect(await prefill()).toMatchObject({
      firstName: 'Grace',
      lastName: 'Hopper',
      companyName: 'Navy',
      city: 'Arlington',
      country: 'United States',
    });
  });

  it('creates the contact, linked to the page and tied to the record; what was typed otherwise is no part of what both agree on', async () => {
    const texts = { ...(await prefill()), city: 'Boston', phone: '(212) 555-0144' };
    expect(await side.actions(noMatch).createInHighLevel?.(texts, false)).toEqual([]);
    const [entry, ...more] = await rig.queue();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      account,
      change: { op: 'contact.create', value: { firstName: 'Grace', city: 'Boston', country: 'US', phone: '+12125550144' } },
      carries: { to: 'left', right: 'grace' },
    });
    const rules = entry?.carries?.values.map(({ rule }) => rule);
    expect(rules).toContain('email|email');
    expect(rules).not.toContain('city|city');
    expect(await rig.ties()).toContain(`${entry?.uid}-grace`);
    expect(await rig.db.links.toArray()).toMatchObject([{ contactUid: entry?.uid, kind: 'is' }]);
    expect(sent.map(([what]) => what)).toEqual(['lookUp', 'outboxChanged']);
  });

  it('makes nobody a second time', async () => {
    await rig.addContact('known', account, { ...aContact(), ...grace });
    const found = await side.actions(noMatch).createInHighLevel?.(await prefill(), true);
    expect(found).toMatchObject([{ exact: true, record: { uid: 'known', system: 'highlevel' } }]);
    expect(await rig.queue()).toEqual([]);
  });

  it('shows who has the same name, and creates once that was seen', async () => {
    await rig.addContact('namesake', account, { firstName: 'Grace', lastName: 'Hopper', email: 'other@example.com', phone: '' });
    const actions = side.actions(noMatch);
    expect(await actions.createInHighLevel?.(await prefill(), false)).toMatchObject([{ exact: false, record: { uid: 'namesake' } }]);
    expect(await rig.queue()).toEqual([]);
    expect(await actions.createInHighLevel?.(await prefill(), true)).toEqual([]);
    expect(await rig.queue()).toHaveLength(1);
  });

  it('says what a field cannot hold', async () => {
    const texts = { ...(await prefill()), email: 'no address' };
    await expect(side.actions(noMatch).createInHighLevel?.(texts, false)).rejects.toMatchObject({ code: 'invalid' });
  });
});
