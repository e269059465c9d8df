// @vitest-environment jsdom
import './dialog-in-jsdom';
import { render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { Panel } from '@/components/Panel';
import type { ContactView, PanelProps } from '@/components/panel-props';
import type { Applied, DecisionActions, Partner, ReviewActions } from '@/components/sync-props';
import { AppError } from '@/lib/errors';
import { noon } from '../builders';
import { aContactView, aStatus, someActions } from '../panel-builders';
import { aPartner, aReview, someSync } from '../sync-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  return () => vi.useRealTimers();
});

const propsOf = (partner: Partial<Partner>, sync: Partial<ReviewActions & DecisionActions> = {}): PanelProps => ({
  view: aContactView({ partner: aPartner(partner) }),
  status: aStatus(),
  actions: someActions(),
  sync: someSync(sync),
  decide: someSync(sync),
});
/** The same beside a page whose form can be filled. */
const onPage = (props: PanelProps, fillable = true): PanelProps => ({ ...props, view: { ...(props.view as ContactView), fillable } });
const show = (...args: Parameters<typeof propsOf>) => render(<Panel {...propsOf(...args)} />);
const push = () => screen.getByRole('button', { name: 'Push to HighLevel' });
const pull = () => screen.getByRole('button', { name: 'Pull from HighLevel' });
const descriptionOf = (button: HTMLElement) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent;
const isOff = (button: HTMLElement) => button.getAttribute('aria-disabled') === 'true';
const bar = () => screen.getByRole('region', { name: /^(BQE CORE|LocaliQ)/ });

const inStep = { fields: 0, route: 'api' as const };

describe('the record beside the contact', () => {
  it('is named with its system and kind, and the buttons carry the number of fields that differ', async () => {
    show({});
    expect(bar().getAttribute('aria-labelledby')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'BQE CORE client Avery Quill' }).textContent).toContain('Differs in 3 fields');
    expect(push().textContent).toContain('2');
    expect(descriptionOf(push())).toBe('2 fields differ. What only fills blanks is applied at once.');
    expect(pull().textContent).toContain('1');
    expect(descriptionOf(pull())).toContain('1 field differs.');
    await expectAccessible();
  });

  it.each<[string, Partial<Partner>]>([
    ['Comparing…', { link: { kind: 'checking' } }],
    ['Not linked yet', { link: { kind: 'unlinked' } }],
    ['No record in BQE CORE yet', { link: { kind: 'unlinked' }, exists: false, name: '' }],
    ['In step', { link: { kind: 'in-step' }, push: inStep, pull: inStep }],
    ['Differs in 1 field', { link: { kind: 'differs', fields: 1 } }],
    ['Waiting: 2 changes on the way', { link: { kind: 'waiting', changes: 2 } }],
    ['Conflict: both sides changed 1 field', { link: { kind: 'conflict', fields: 1 } }],
    ['Cannot be written: 2 fields of LocaliQ', { system: 'localiq', kind: 'lead', link: { kind: 'unwritable', fields: 2 } }],
  ])('says: %s', async (text, partner) => {
    show(partner);
    expect(bar().textContent).toContain(text);
    await expectAccessible();
  });

  it('with nothing to carry, a button is off and says why; a click does nothing', async () => {
    const sync = { push: vi.fn(async () => undefined) };
    show({ link: { kind: 'in-step' }, push: inStep, pull: inStep }, sync);
    expect([isOff(push()), isOff(pull())]).toEqual([true, true]);
    expect(descriptionOf(push())).toBe('Nothing to push: HighLevel has it all.');
    expect(descriptionOf(pull())).toBe('Nothing to pull: BQE CORE has it all.');
    await userEvent.click(push());
    expect(sync.push).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<Partner>, string]>([
    ['a conflict', { link: { kind: 'conflict', fields: 1 }, push: inStep }, 'Only what both sides changed differs: decide that below.'],
    ['what is under way', { link: { kind: 'waiting', changes: 1 }, push: inStep }, 'What differs is on the way.'],
    ['a missing record', { exists: false, name: '', link: { kind: 'unlinked' } }, 'There is no BQE CORE record to push yet.'],
    ['a key that may not write', { push: { route: 'none', reason: 'The key lacks contacts.write.' } }, 'The key lacks contacts.write.'],
  ])('Push is off for %s', (_, partner, reason) => {
    show(partner);
    expect(isOff(push())).toBe(true);
    expect(descriptionOf(push())).toBe(reason);
  });

  it.each<[Partner['pull'], boolean, string]>([
    [{ fields: 2, route: 'connected-app' }, false, 'LocaliQ itself takes no changes: Pull sends them to your connected app.'],
    [{ fields: 2, route: 'fill-page' }, false, 'LocaliQ itself takes no changes: Pull fills the form on this page, and you save it.'],
    [{ fields: 2, route: 'none', reason: 'LocaliQ offers no way to write.' }, true, 'LocaliQ offers no way to write.'],
  ])('says by which route LocaliQ can be written: %o', async (way, off, words) => {
    render(<Panel {...onPage(propsOf({ system: 'localiq', kind: 'lead', link: { kind: 'unwritable', fields: 2 }, pull: way }))} />);
    expect(isOff(pull())).toBe(off);
    expect(bar().textContent).toContain(words);
    await expectAccessible();
  });

  it('pulls by filling the page’s form through its preview, and says what to do where there is no page', async () => {
    const pullIntoPage = vi.fn(async () => undefined);
    const props = propsOf({ system: 'localiq', kind: 'lead', pull: { fields: 2, route: 'fill-page' } }, { pull: pullIntoPage });
    const { rerender } = render(<Panel {...onPage(props)} />);
    await userEvent.click(pull());
    await screen.findByRole('dialog', { name: 'Fill this page' });
    expect(pullIntoPage).not.toHaveBeenCalled();
    rerender(<Panel {...onPage(props, false)} />);
    expect(isOff(pull())).toBe(true);
    expect(descriptionOf(pull())).toContain('Open the record’s page');
  });

  it('never promises to apply at once what is handed to the connected app', () => {
    show({ system: 'localiq', kind: 'lead', approved: true, pull: { fields: 1, route: 'connected-app' } });
    expect(descriptionOf(pull())).toBe('1 field differs. Shows what would change first.');
  });

  it('says what a press does before the two are linked', () => {
    show({ link: { kind: 'unlinked' }, push: { route: 'api' }, pull: { route: 'api' }, approved: false });
    expect(descriptionOf(push())).toBe('Links or creates the contact after a check for duplicates.');
    expect(isOff(push())).toBe(false);
  });

  it('is not there without a record or without a connected partner', () => {
    const { rerender } = render(<Panel view={aContactView()} status={aStatus()} actions={someActions()} sync={someSync()} />);
    expect(screen.queryByRole('button', { name: 'Push to HighLevel' })).toBeNull();
    rerender(<Panel view={aContactView({ partner: aPartner() })} status={aStatus()} actions={someActions()} />);
    expect(screen.queryByRole('button', { name: 'Push to HighLevel' })).toBeNull();
  });
});

describe('one click', () => {
  it('is one click where nothing has to be looked at', async () => {
    const sync = { push: vi.fn(async () => undefined), pull: vi.fn(async () => undefined) };
    show({}, sync);
    await userEvent.click(push());
    await userEvent.click(pull());
    expect(sync.push).toHaveBeenCalledExactlyOnceWith('ada');
    expect(sync.pull).toHaveBeenCalledExactlyOnceWith('ada');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('opens the review where something has', async () => {
    show({}, { push: async () => aReview() });
    await userEvent.click(push());
    expect(screen.getByRole('dialog', { name: 'Review changes' })).toBeTruthy();
  });

  it('does not act twice while the first is under way, and says that it works', async () => {
    let answer = () => {};
    const sync = { push: vi.fn(() => new Promise<undefined>((resolve) => (answer = () => resolve(undefined)))) };
    show({}, sync);
    await userEvent.click(push());
    await userEvent.click(push());
    expect(bar().textContent).toContain('Comparing…');
    expect(isOff(push())).toBe(true);
    answer();
    await vi.waitFor(() => expect(isOff(push())).toBe(false));
    expect(sync.push).toHaveBeenCalledOnce();
  });

  it('says what went wrong, and can be tried again', async () => {
    const push$ = vi.fn(async () => Promise.reject(new AppError('unreachable')));
    show({}, { push: push$ });
    await userEvent.click(push());
    expect((await screen.findByRole('alert')).textContent).toContain('The server could not be reached.');
    await userEvent.click(push());
    expect(push$).toHaveBeenCalledTimes(2);
    await expectAccessible();
  });
});

describe('what has become of it', () => {
  const applied = (...states: Applied['fields'][number]['state'][]): Applied => ({
    id: 1,
    to: 'bqe',
    fields: states.map((state, index) => ({
      key: `${index}`,
      label: `Field ${index}`,
      value: `value ${index}`,
      state,
      ...(state === 'unstored' && { holds: 'something else' }),
      ...(state === 'blocked' && { problem: { code: 'invalid' as const, detail: 'too long', at: noon } }),
    })),
  });

  it.each<[string, Applied]>([
    ['2 fields verified in BQE CORE', applied('verified', 'verified')],
    ['1 of 2 fields verified in BQE CORE', applied('verified', 'sending')],
    ['BQE CORE accepted 1 field but did not store it', applied('verified', 'unstored')],
    ['1 field not sent to BQE CORE', applied('blocked', 'verified')],
  ])('%s', async (text, result) => {
    show({ applied: result });
    expect(screen.getByRole('button', { name: text })).toBeTruthy();
    await expectAccessible();
  });

  it('shows each field on request, and by itself where something was not kept', async () => {
    const { rerender } = show({ applied: applied('verified', 'waiting') });
    expect(document.body.textContent).not.toContain('value 0');
    await userEvent.click(screen.getByRole('button', { name: /1 of 2 fields/ }));
    expect(bar().textContent).toContain('Field 0 Verified');
    expect(bar().textContent).toContain('Field 1 Waiting to be sent');
    rerender(<Panel {...propsOf({ applied: { ...applied('unstored', 'blocked'), id: 2 } })} />);
    expect(bar().textContent).toContain('Field 0 Accepted but not stored');
    expect(bar().textContent).toContain('BQE CORE holds: something else');
    expect(bar().textContent).toContain('too long');
    await userEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[0] as HTMLElement);
    expect(bar().textContent).not.toContain('Accepted but not stored');
  });
});
