// @vitest-environment jsdom
import './dialog-in-jsdom';
import { render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ContactDecisions } from '@/components/ContactDecisions';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { Panel } from '@/components/Panel';
import type { PanelActions, PanelProps } from '@/components/panel-props';
import type { Decision, DecisionActions, ReviewActions } from '@/components/sync-props';
import { AppError } from '@/lib/errors';
import { noon } from '../builders';
import { aContactView, aNothingView, aStatus, someActions } from '../panel-builders';
import { aChoiceQuestion, aConflict, aConflictField, aGoneQuestion, aRecordCard, someSync } from '../sync-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  return () => vi.useRealTimers();
});

const propsOf = (
  decisions: Decision[],
  sync: Partial<ReviewActions & DecisionActions> = {},
  actions: Partial<PanelActions> = {},
  view: PanelProps['view'] = aNothingView(),
): PanelProps => ({ view, status: aStatus({ decisions }), actions: someActions(actions), sync: someSync(sync), decide: someSync(sync) });
const show = (...args: Parameters<typeof propsOf>) => render(<Panel {...propsOf(...args)} />);
/** From the status line, as a user gets there. */
const open = async () => await userEvent.click(screen.getByRole('button', { name: /^\d+ to decide$/ }));
/** What stands below the name of a contact, by itself. */
const onContact = (decisions: Decision[], sync: Partial<ReviewActions & DecisionActions> = {}) =>
  render(
    <ContactDecisions
      contactUid="ada"
      {...{ decisions, timezone: 'America/New_York', drafts: {}, actions: someActions(), sync: someSync(sync) }}
    />,
  );
const heading = () => screen.getByRole('heading', { level: 1 });
const press = async (name: string, at = 0) => await userEvent.click(screen.getAllByRole('button', { name })[at] as HTMLElement);
const text = () => document.body.textContent ?? '';

describe('a conflict', () => {
  it('stands below the name of its contact', () => {
    const decisions = [aConflict({ id: 'other', contactUid: 'charles', fields: [aConflictField({ label: 'Fax' })] }), aConflict()];
    show(decisions, {}, {}, aContactView());
    expect(screen.getByRole('region', { name: 'Both sides changed' }).textContent).toContain('Phone');
    expect(text()).not.toContain('Fax');
  });

  it('shows both sides with source and time of change, and what both said before', async () => {
    onContact([aConflict(), aConflict({ id: 'other', contactUid: 'charles', name: 'Charles' })]);
    const region = within(screen.getByRole('region', { name: 'Both sides changed' }));
    const field = region.getByRole('listitem', { name: 'Phone' });
    expect(field.textContent).toContain('HighLevel says: +12125550111');
    expect(field.textContent).toContain('BQE CORE says: +12125550122');
    expect(field.textContent).toMatch(/Changed today 11:00 AM by Grace Hopper/);
    expect(field.textContent).toMatch(/Changed between yesterday 6:00 AM and 10:00 AM/);
    expect(field.textContent).toContain('+12125550100');
    expect(field.textContent).toContain('the rule is to ask');
    expect(within(field).getByText('Newer').closest('.conflict-side')?.textContent).toContain('HighLevel');
    expect(region.getAllByRole('button').map((one) => one.textContent)).toEqual([
      'Keep HighLevel',
      'Keep BQE CORE',
      'Edit',
      'Keep all from HighLevel',
      'Keep all from BQE CORE',
    ]);
    await expectAccessible();
  });

  it('has the other system’s name on its button', () => {
    onContact([aConflict({ system: 'localiq' })]);
    expect(screen.getByRole('button', { name: 'Keep LocaliQ' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Keep both' })).toBeNull();
  });

  it.each([
    ['Keep HighLevel', { keep: 'left' }],
    ['Keep BQE CORE', { keep: 'right' }],
    ['Keep both', { keep: 'both' }],
  ])('%s', async (name, resolution) => {
    const resolve = vi.fn(async () => {});
    onContact([aConflict({ what: 'note', title: 'Calls' })], { resolve });
    await press(name);
    expect(resolve).toHaveBeenCalledExactlyOnceWith('conflict-1', 'phone|phone', resolution);
  });

  it('takes a value of one’s own, and an unchanged one as confirmed', async () => {
    const resolve = vi.fn(async () => {});
    onContact([aConflict()], { resolve });
    await press('Edit');
    const input = screen.getByRole('textbox', { name: 'Phone' });
    expect(document.activeElement).toBe(input);
    await expectAccessible();
    await userEvent.keyboard('{Enter}');
    expect(resolve).toHaveBeenLastCalledWith('conflict-1', 'phone|phone', { text: '+12125550111' });
    await press('Edit');
    await userEvent.clear(screen.getByRole('textbox', { name: 'Phone' }));
    await userEvent.keyboard('+12125550133{Enter}');
    expect(resolve).toHaveBeenLastCalledWith('conflict-1', 'phone|phone', { text: '+12125550133' });
  });

  it.each([
    ['choice', { type: 'choice' as const, text: 'School', options: ['School', 'Office'] }, 'combobox'],
    ['long-text', { type: 'long-text' as const, text: 'a\nb' }, 'textbox'],
    ['boolean', { type: 'boolean' as const, text: 'yes' }, 'checkbox'],
    ['choices', { type: 'choices' as const, text: 'a', options: ['a', 'b'] }, 'group'],
  ])('is edited by the type of the field: %s', async (_, edit, role) => {
    onContact([aConflict({ fields: [aConflictField({ edit })] })]);
    await press('Edit');
    expect(screen.getByRole(role, { name: 'Phone' })).toBeTruthy();
    await expectAccessible();
  });

  it('a field that cannot be edited has no Edit', () => {
    const field = aConflictField();
    delete field.edit;
    onContact([aConflict({ fields: [field] })]);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });

  it('loses nothing when the answer cannot be kept', async () => {
    const resolve = vi.fn(async () => Promise.reject(new AppError('disk-full')));
    onContact([aConflict()], { resolve });
    await press('Keep BQE CORE');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    await press('Edit');
    await userEvent.keyboard('555{Enter}');
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Phone' }).value).toBe('555');
  });

  it.each([
    ['times-overlap' as const, 'not known which change came later'],
    ['never-agreed' as const, 'never compared before'],
    ['blanked' as const, 'One side was blanked'],
  ])('says why it is asked: %s', (why, words) => {
    onContact([aConflict({ fields: [aConflictField({ why, left: { text: '' } })] })]);
    expect(text()).toContain(words);
    expect(text()).toContain('HighLevel says: Blank');
    expect(text()).toContain('Time of change not known');
  });
});

describe('the queue', () => {
  const three = [aConflict(), aConflict({ id: 'conflict-2', contactUid: 'charles', name: 'Charles Babbage' }), aChoiceQuestion()];

  it('is reached from the status line, which says that somebody is needed', async () => {
    show(three);
    expect(screen.getByRole('status').textContent).toBe('Action needed');
    await open();
    expect(heading().textContent).toBe('Ada Lovelace');
    expect(screen.getByRole('heading', { name: 'Both sides changed' })).toBeTruthy();
    expect(text()).toContain('1 of 3');
    expect(screen.queryByRole('searchbox')).toBeNull();
    await expectAccessible();
    await press('Next');
    expect(heading().textContent).toBe('Charles Babbage');
    expect(text()).toContain('2 of 3');
    await press('Next');
    expect(screen.getByRole('heading', { name: 'Which record is this?' })).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next' }).disabled).toBe(true);
    await press('Previous');
    await press('Back');
    expect(heading().textContent).toBe('My day');
  });

  it('moves on to the next when one was answered, and ends when none is left', async () => {
    const { rerender } = show(three);
    await open();
    await press('Next');
    rerender(<Panel {...propsOf([three[0] as Decision, three[2] as Decision])} />);
    expect(text()).toContain('2 of 2');
    expect(screen.getByRole('heading', { name: 'Which record is this?' })).toBeTruthy();
    expect(document.activeElement).toBe(heading());
    rerender(<Panel {...propsOf([])} />);
    expect(heading().textContent).toBe('All decided');
    expect(screen.getByRole('status').textContent).toBe('Up to date');
    await expectAccessible();
    await press('Back');
    expect(heading().textContent).toBe('My day');
  });

  it('what comes in does not push away what is on screen', async () => {
    const { rerender } = show(three);
    await open();
    rerender(<Panel {...propsOf([aConflict({ id: 'new', name: 'New' }), ...three])} />);
    expect(heading().textContent).toBe('Ada Lovelace');
    expect(text()).toContain('2 of 4');
  });

  it('keeps what is typed for one record while another is looked at', async () => {
    const saveDraft = vi.fn(async () => {});
    show(three, {}, { saveDraft });
    await open();
    await press('Edit');
    await userEvent.keyboard('777');
    await press('Next');
    await press('Previous');
    await press('Edit');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Phone' }).value).toBe('777');
    expect(saveDraft).toHaveBeenLastCalledWith('field:conflict:conflict-1:phone|phone', { text: '777' });
  });

  it('leads to the contact', async () => {
    const openContact = vi.fn(async () => {});
    show(three, {}, { openContact });
    await open();
    await press('Open contact');
    expect(openContact).toHaveBeenCalledWith('ada');
    await waitFor(() => expect(heading().textContent).toBe('My day'));
  });

  it('keeps all from one side only after a question, here or everywhere', async () => {
    const keepAll = vi.fn(async () => {});
    const other = aConflict({
      id: 'conflict-3',
      system: 'localiq',
      name: 'Lead',
      fields: [aConflictField(), aConflictField({ key: 'b' })],
    });
    show([...three, other], { keepAll });
    await open();
    await press('Keep all from HighLevel');
    const dialog = screen.getByRole('dialog', { name: 'Keep all from HighLevel' });
    expect(dialog.textContent).toContain('BQE CORE is overwritten in 1 field of 1 record.');
    await expectAccessible();
    await press('Keep all');
    expect(keepAll).toHaveBeenLastCalledWith(['conflict-1'], 'left');
    await press('Keep all from HighLevel');
    await userEvent.click(screen.getByRole('radio', { name: 'All 3 records (4 fields)' }));
    expect(screen.getByRole('dialog').textContent).toContain('The other side is overwritten in 4 fields of 3 records.');
    await press('Keep all');
    expect(keepAll).toHaveBeenLastCalledWith(['conflict-1', 'conflict-2', 'conflict-3'], 'left');
    // "All from BQE CORE" says nothing about a conflict with LocaliQ.
    await press('Keep all from BQE CORE');
    await userEvent.click(screen.getByRole('radio', { name: 'All 2 records (2 fields)' }));
    await press('Keep all');
    expect(keepAll).toHaveBeenLastCalledWith(['conflict-1', 'conflict-2'], 'right');
  });

  it('a refused "keep all" leaves everything as it is and says why', async () => {
    show(three, { keepAll: async () => Promise.reject(new AppError('disk-full')) });
    await open();
    await press('Keep all from BQE CORE');
    await press('Keep all');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    await press('Cancel');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(text()).toContain('1 of 3');
  });
});

describe('who is who', () => {
  it('two records with one e-mail: one is chosen, or none', async () => {
    const choose = vi.fn(async () => {});
    show([aChoiceQuestion()], { choose });
    await open();
    expect(text()).toContain('More than one record could be the HighLevel contact Ada Lovelace.');
    const second = screen.getAllByRole('listitem').find((one) => one.textContent?.includes('A. Quill')) as HTMLElement;
    expect(second.textContent).toContain('Similar name');
    await expectAccessible();
    await userEvent.click(within(second).getByRole('button', { name: 'Link' }));
    expect(choose).toHaveBeenLastCalledWith('question-1', 'client-2');
    await press('None of these');
    expect(choose).toHaveBeenLastCalledWith('question-1', undefined);
  });

  it.each([
    ['same-person' as const, 'Is this one person?', 'Use this one', 'Different people'],
    ['already-linked' as const, 'Who belongs together?', 'Link', 'Leave as it is'],
    ['linked-twice' as const, 'Linked more than once', 'Keep this one', 'Unlink all'],
  ])('%s', async (about, title, pick, none) => {
    const question = aChoiceQuestion({ about });
    if (about === 'same-person') delete question.subject;
    onContact([question]);
    const region = within(screen.getByRole('region', { name: title }));
    expect(region.getAllByRole('button', { name: pick })).toHaveLength(2);
    expect(region.getByRole('button', { name: none })).toBeTruthy();
    await expectAccessible();
  });

  it('says what went wrong and stays', async () => {
    show([aChoiceQuestion()], { choose: async () => Promise.reject(new AppError('disk-full')) });
    await open();
    await press('None of these');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByRole('heading', { name: 'Which record is this?' })).toBeTruthy();
  });
});

describe('records that vanished', () => {
  it('are one question for the group; some of them can be left out', async () => {
    const answerGone = vi.fn(async () => {});
    show([aGoneQuestion()], { answerGone });
    await open();
    expect(screen.getByRole('region', { name: 'Deleted in BQE CORE' }).textContent).toContain('nothing is deleted by itself');
    await expectAccessible();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Charles Babbage' }));
    expect(text()).toContain('1 of 2 chosen');
    await press('Create again in BQE CORE');
    expect(answerGone).toHaveBeenLastCalledWith('gone-1', ['link-1'], 'recreate');
    await press('Keep in HighLevel');
    expect(answerGone).toHaveBeenLastCalledWith('gone-1', ['link-1', 'link-2'], 'keep');
  });

  it('are deleted on the other side only after a second question', async () => {
    const answerGone = vi.fn(async () => {});
    show([aGoneQuestion()], { answerGone });
    await open();
    await press('Delete in HighLevel too');
    expect(answerGone).not.toHaveBeenCalled();
    expect(screen.getByRole('dialog', { name: 'Delete in HighLevel too' }).textContent).toContain('2 records in HighLevel');
    await expectAccessible();
    await press('Cancel');
    expect(answerGone).not.toHaveBeenCalled();
    await press('Delete in HighLevel too');
    await press('Delete');
    expect(answerGone).toHaveBeenCalledExactlyOnceWith('gone-1', ['link-1', 'link-2'], 'delete');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('beside a contact the question is about this contact alone; archived ones can be restored', async () => {
    const answerGone = vi.fn(async () => {});
    onContact([aGoneQuestion({ about: 'archived', answers: ['keep', 'recreate'] })], { answerGone });
    const region = within(screen.getByRole('region', { name: 'Archived in BQE CORE' }));
    expect(region.queryByText('Charles Babbage')).toBeNull();
    expect(region.queryByRole('button', { name: /Delete/ })).toBeNull();
    await userEvent.click(region.getByRole('button', { name: 'Restore in BQE CORE' }));
    expect(answerGone).toHaveBeenCalledWith('gone-1', ['link-1'], 'recreate');
    await expectAccessible();
  });

  it('with nobody chosen nothing happens', async () => {
    const answerGone = vi.fn(async () => {});
    show([aGoneQuestion()], { answerGone });
    await open();
    for (const name of ['Ada Lovelace', 'Charles Babbage']) await userEvent.click(screen.getByRole('checkbox', { name }));
    await press('Keep in HighLevel');
    await press('Delete in HighLevel too');
    expect(answerGone).not.toHaveBeenCalled();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

it('hostile text is inert in every decision', async () => {
  const evil = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const card = aRecordCard({ name: evil, company: evil, email: evil, phone: evil });
  show([
    aConflict({
      name: evil,
      what: 'note',
      title: evil,
      fields: [aConflictField({ label: evil, left: { text: evil, by: evil }, right: { text: `x ${evil}` }, before: evil })],
    }),
    aChoiceQuestion({ subject: card, candidates: [{ ...card, reasons: [evil] }] }),
    aGoneQuestion({ records: [{ id: 'a', contactUid: 'a', name: evil, kind: 'client' }] }),
  ]);
  await open();
  for (let left = 3; left > 0; left -= 1) {
    expect(document.querySelector('.panel img, .panel script')).toBeNull();
    await expectAccessible();
    if (left > 1) await press('Next');
  }
  expect('hacked' in window).toBe(false);
});
