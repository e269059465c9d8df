// @vitest-environment jsdom
import './dialog-in-jsdom';
import { render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { ReviewDialog } from '@/components/ReviewDialog';
import type { DecisionActions, Review, ReviewActions } from '@/components/sync-props';
import { AppError } from '@/lib/errors';
import { aDuplicate, aRecordCard, aReview, aReviewField, someSync } from '../sync-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

const rows = [
  aReviewField(),
  aReviewField({ key: 'city|city', label: 'City', from: '', to: 'Leeds', rule: 'Fills a blank' }),
  aReviewField({ key: 'state|state', label: 'State', from: 'NY', to: '', rule: 'Blanked there; the rule keeps the value', chosen: false }),
  aReviewField({
    key: 'companyName|companyName',
    label: 'Company',
    from: '',
    to: 'Quill',
    rule: '',
    chosen: false,
    obstacle: 'HighLevel takes a company name for new contacts only.',
  }),
];

function show(review: Partial<Review> = {}, sync: Partial<ReviewActions & DecisionActions> = {}) {
  const [onReview, onClose] = [vi.fn(), vi.fn()];
  render(<ReviewDialog review={aReview({ rows, ...review })} sync={someSync(sync)} {...{ onReview, onClose }} />);
  return { onReview, onClose };
}
const dialog = () => screen.getByRole('dialog', { name: 'Review changes' });
const row = (label: string) =>
  within(dialog())
    .getAllByRole('listitem')
    .find((one) => one.textContent?.includes(label)) as HTMLElement;
const box = (name: string) => within(dialog()).getByRole<HTMLInputElement>('checkbox', { name });
const apply = () => within(dialog()).getByRole<HTMLButtonElement>('button', { name: 'Apply' });

describe('Review changes', () => {
  it('has one row per field: old, new, source and rule; refused ones with the reason and no checkbox', async () => {
    show();
    const list = within(dialog()).getByRole('list', { name: 'Fields' });
    expect(list.children).toHaveLength(4);
    for (const text of ['avery@old.example', 'avery@example.com', 'From BQE CORE', 'Newest wins'])
      expect(row('E-mail').textContent).toContain(text);
    expect(row('City').textContent).toContain('New: Leeds');
    expect(row('State').textContent).toContain('Then: Blank');
    expect(row('Company').textContent).toContain('for new contacts only');
    expect(within(row('Company')).queryByRole('checkbox')).toBeNull();
    expect([box('E-mail').checked, box('City').checked, box('State').checked]).toEqual([true, true, false]);
    expect(dialog().textContent).toContain('2 of 3 fields');
    expect(dialog().textContent).toContain('workflows may run');
    await expectAccessible();
  });

  it('writes what is chosen, in the order of the rows, and closes', async () => {
    const run = vi.fn(async () => {});
    const { onClose } = show({}, { apply: run });
    await userEvent.click(box('E-mail'));
    await userEvent.click(box('State'));
    await userEvent.click(box('E-mail'));
    await userEvent.click(apply());
    expect(run).toHaveBeenCalledExactlyOnceWith('review-1', ['email|email', 'city|city', 'state|state']);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('chooses all and none at once', async () => {
    show();
    const all = box('Select all');
    expect(all.indeterminate).toBe(true);
    await userEvent.click(all);
    expect(box('State').checked).toBe(true);
    await userEvent.click(all);
    expect([box('E-mail').checked, box('City').checked, box('State').checked]).toEqual([false, false, false]);
    await userEvent.click(apply());
    expect((await screen.findByRole('alert')).textContent).toBe('Choose at least one field.');
  });

  it('works by keyboard: arrows go through the fields, Space chooses, Enter applies, Escape leaves', async () => {
    const run = vi.fn(async () => {});
    const { onClose } = show({}, { apply: run });
    box('E-mail').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown} ');
    expect(document.activeElement).toBe(box('State'));
    await userEvent.keyboard('{ArrowUp} {Enter}');
    expect(run).toHaveBeenCalledWith('review-1', ['email|email', 'state|state']);
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });

  it('keeps every choice when applying fails', async () => {
    const { onClose } = show({}, { apply: async () => Promise.reject(new AppError('disk-full')) });
    await userEvent.click(box('City'));
    await userEvent.click(apply());
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect([box('E-mail').checked, box('City').checked]).toEqual([true, false]);
    expect(onClose).not.toHaveBeenCalled();
    await expectAccessible();
  });

  it('Cancel writes nothing', async () => {
    const run = vi.fn(async () => {});
    const { onClose } = show({}, { apply: run });
    await userEvent.click(within(dialog()).getByRole('button', { name: 'Cancel' }));
    expect([run.mock.calls.length, onClose.mock.calls.length]).toEqual([0, 1]);
  });

  it('with nothing to change says so', async () => {
    show({ rows: [] });
    expect(dialog().textContent).toContain('Nothing to change');
    expect(within(dialog()).queryByRole('button', { name: 'Apply' })).toBeNull();
    expect(within(dialog()).getByRole('button', { name: 'Close' })).toBeTruthy();
    await expectAccessible();
  });

  it('shows tags by what comes and goes, folds long values and warns of lost formatting', async () => {
    const long = 'line of a long description\n'.repeat(30);
    const warning = 'Formatting is lost: the text comes from a system that keeps none.';
    show({
      rows: [
        aReviewField({ key: 'tags|tags', label: 'Tags', from: 'client; lead', to: 'client; vip', type: 'choices' }),
        aReviewField({ key: 'custom:1|custom:2', label: 'Description', from: 'short', to: long, warning }),
      ],
    });
    expect(
      within(row('Tags'))
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['client', 'vip', 'lead']);
    expect(within(row('Tags')).getByRole('img', { name: 'Added:' })).toBeTruthy();
    expect(within(row('Tags')).getByRole('img', { name: 'Removed:' })).toBeTruthy();
    expect(row('Description').textContent).toContain(warning);
    await userEvent.click(within(row('Description')).getByRole('button', { name: 'Show all' }));
    expect(within(row('Description')).getByRole('button', { name: 'Show less' })).toBeTruthy();
    expect(box('Description').checked).toBe(true);
    await expectAccessible();
  });

  it('says by which route a connected app gets it', () => {
    show({ route: 'connected-app', to: { system: 'localiq', kind: 'lead', name: 'Avery' } });
    expect(dialog().textContent).toContain('Changes the LocaliQ lead Avery');
    expect(dialog().textContent).toContain('Sent to your connected app');
  });
});

describe('creating on the other side', () => {
  const creation: Partial<Review> = {
    act: 'create',
    to: { system: 'bqe', kind: 'client', name: 'Ada Lovelace' },
    kinds: ['client', 'prospect'],
  };

  it('asks client or prospect, and does nothing before that is said', async () => {
    const run = vi.fn(async () => {});
    show(creation, { apply: run });
    await userEvent.click(apply());
    expect(run).not.toHaveBeenCalled();
    expect(dialog().textContent).toContain('Choose what to create.');
    await expectAccessible();
    await userEvent.click(within(dialog()).getByRole('radio', { name: 'Prospect' }));
    await userEvent.click(apply());
    expect(run).toHaveBeenCalledWith('review-1', ['email|email', 'city|city'], 'prospect');
  });

  it('an exact duplicate is linked, never made a second time', async () => {
    const next = aReview({ id: 'review-2', act: 'link' });
    const [run, linkInstead] = [vi.fn(async () => {}), vi.fn(async () => next)];
    const { onReview } = show({ ...creation, duplicates: [aDuplicate()] }, { apply: run, linkInstead });
    expect(dialog().textContent).toContain('BQE CORE has this person already.');
    expect(apply().disabled).toBe(true);
    await expectAccessible();
    await userEvent.click(within(dialog()).getByRole('button', { name: 'Link' }));
    expect(linkInstead).toHaveBeenCalledWith('review-1', 'client-1');
    await waitFor(() => expect(onReview).toHaveBeenCalledWith(next));
    expect(run).not.toHaveBeenCalled();
  });

  it('a similar one is shown and leaves the choice', async () => {
    const run = vi.fn(async () => {});
    const similar = aDuplicate({ exact: false, reasons: ['Similar name'], record: aRecordCard({ name: 'A. Lovelace' }) });
    show({ ...creation, kinds: ['client'], duplicates: [similar] }, { apply: run });
    expect(dialog().textContent).toContain('could be the same person');
    await userEvent.click(apply());
    expect(run).toHaveBeenCalledWith('review-1', ['email|email', 'city|city'], 'client');
  });

  it('only linking needs no field', async () => {
    const run = vi.fn(async () => {});
    show({ act: 'link', rows: [] }, { apply: run });
    await userEvent.click(apply());
    expect(run).toHaveBeenCalledWith('review-1', []);
  });
});

it('hostile text is inert in every part', async () => {
  const evil = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  show({
    to: { system: 'bqe', kind: 'client', name: evil },
    rows: [
      aReviewField({ label: evil, from: evil, to: evil, source: evil, rule: evil, warning: evil }),
      aReviewField({ key: 'tags', label: 'Tags', from: evil, to: 'x', type: 'choices' }),
      aReviewField({ key: 'no', label: evil, to: evil, obstacle: evil }),
    ],
    duplicates: [aDuplicate({ record: aRecordCard({ name: evil, company: evil, email: evil }), reasons: [evil], exact: false })],
  });
  expect(document.querySelector('img, script')).toBeNull();
  expect('hacked' in window).toBe(false);
  await expectAccessible();
});
