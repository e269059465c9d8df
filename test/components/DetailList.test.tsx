// @vitest-environment jsdom
import { render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { DetailList } from '@/components/DetailList';
import type { PanelActions } from '@/components/panel-props';
import { AppError } from '@/lib/errors';
import { aContact, aFieldValue, aUser, kept, noon } from '../builders';
import { aQueuedChange, someActions } from '../panel-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

type Props = Parameters<typeof DetailList>[0];
const propsOf = (actions: Partial<PanelActions> = {}, rest: Partial<Props> = {}): Props => ({
  contact: kept(aContact(), { uid: 'ada' }),
  fields: [],
  users: [aUser()],
  tags: ['client', 'vip'],
  drafts: {},
  queue: [],
  actions: someActions(actions),
  ...rest,
});
const show = (...args: Parameters<typeof propsOf>) => render(<DetailList {...propsOf(...args)} />);
const region = () => screen.getByRole('region', { name: 'Details' });

describe('the region Details', () => {
  it('is edited in place: Enter opens, Enter saves, the keyboard stays', async () => {
    const editContact = vi.fn(async () => {});
    show({ editContact });
    screen.getByRole('button', { name: 'City New York' }).focus();
    await userEvent.keyboard('{Enter}');
    const input = screen.getByRole('textbox', { name: 'City' });
    expect(document.activeElement).toBe(input);
    await userEvent.clear(input);
    await userEvent.type(input, ' Boston {Enter}');
    expect(editContact).toHaveBeenCalledWith('ada', { city: 'Boston' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: /^City/ })));
    await expectAccessible();
  });

  it('Escape puts the old value back, an untouched value is not saved', async () => {
    const editContact = vi.fn(async () => {});
    show({ editContact });
    await userEvent.click(screen.getByRole('button', { name: 'City New York' }));
    await userEvent.keyboard('Rome{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'City New York' }));
    await userEvent.keyboard('{Enter}');
    expect(editContact).not.toHaveBeenCalled();
  });

  it('loses nothing that was typed when saving fails', async () => {
    show({ editContact: async () => Promise.reject(new AppError('disk-full')) });
    await userEvent.click(screen.getByRole('button', { name: /^Email/ }));
    await userEvent.clear(screen.getByRole('textbox', { name: 'Email' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Email' }), 'new@example.com{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Email' }).value).toBe('new@example.com');
    await expectAccessible();
  });

  it('says why the company cannot be changed', () => {
    show();
    expect(screen.queryByRole('button', { name: /^Company/ })).toBeNull();
    expect(screen.getByRole('img', { name: /HighLevel lets no app change the company/ })).toBeTruthy();
  });

  it('blank fields stay folded until asked for', async () => {
    show();
    expect(screen.queryByRole('button', { name: /^Website/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /^Show empty fields/ }));
    expect(screen.getByRole('button', { name: /^Website/ })).toBeTruthy();
    await expectAccessible();
  });

  it.each([
    ['TEXT', [], 'old', async () => userEvent.keyboard('new{Enter}'), 'new'],
    ['NUMERICAL', [], 5, async () => userEvent.keyboard('7{Enter}'), 7],
    ['MONETORY', [], 5, async () => userEvent.keyboard('7.50{Enter}'), '7.50'],
    ['LARGE_TEXT', [], 'a\nb', async () => userEvent.keyboard('c{Control>}{Enter}{/Control}'), 'a\nbc'],
    [
      'SINGLE_OPTIONS',
      ['A', 'B'],
      'A',
      async () => {
        await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Budget' }), 'B');
        await userEvent.click(screen.getByRole('button', { name: 'Save' }));
      },
      'B',
    ],
    [
      'CHECKBOX',
      ['A', 'B'],
      ['A'],
      async () => {
        await userEvent.click(screen.getByRole('checkbox', { name: 'B' }));
        await userEvent.click(screen.getByRole('button', { name: 'Save' }));
      },
      ['A', 'B'],
    ],
  ] as const)('a custom field of type %s', async (dataType, options, value, act, saved) => {
    const editContact = vi.fn(async () => {});
    show(
      { editContact },
      { fields: [aFieldValue({ dataType, options: [...options] }, Array.isArray(value) ? [...value] : (value as string))] },
    );
    await userEvent.click(screen.getByRole('button', { name: /^Budget/ }));
    await act();
    await waitFor(() => expect(editContact).toHaveBeenCalledWith('ada', { customFields: { 'field-1': saved } }));
  });

  it('dates read as days; files and unknown kinds are shown, not edited', () => {
    show(
      {},
      {
        fields: [
          aFieldValue({ id: '1', name: 'Start', dataType: 'DATE' }, 1_780_000_000_000),
          aFieldValue(
            { id: '2', name: 'Contract', dataType: 'FILE_UPLOAD' },
            { x: { meta: { originalname: 'deed.pdf' }, url: 'https://x.example' } },
          ),
          aFieldValue({ id: '3', name: 'Odd', dataType: 'HOLOGRAM' }, 'shimmer'),
        ],
      },
    );
    expect(screen.getByRole('button', { name: 'Start 2026-05-28' })).toBeTruthy();
    expect(region().textContent).toContain('deed.pdf');
    expect(region().textContent).toContain('shimmer');
    expect(screen.queryByRole('button', { name: /Contract|Odd/ })).toBeNull();
  });

  it('shows that a change waits, or why it was refused', async () => {
    const contact = kept(aContact(), { uid: 'ada', state: 'blocked' });
    const problem = { code: 'duplicate' as const, existingId: 'other', at: noon };
    const openExisting = vi.fn(async () => {});
    show({ openExisting }, { contact, queue: [aQueuedChange({ uid: 'ada', state: 'blocked', problem })] });
    expect(region().textContent).toContain('A contact with this e-mail or phone exists already.');
    await userEvent.click(screen.getByRole('button', { name: 'Open that contact' }));
    expect(openExisting).toHaveBeenCalledWith('other');
    await expectAccessible();
  });
});

describe('tags', () => {
  it('adds several, without doubles, and removes one', async () => {
    const [addTags, removeTags] = [vi.fn(async () => {}), vi.fn(async () => {})];
    show({ addTags, removeTags });
    expect(within(screen.getByRole('list', { name: 'Tags' })).getByText('client')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Add tag'), 'vip, client,hot , vip{Enter}');
    expect(addTags).toHaveBeenCalledWith('ada', ['vip', 'hot']);
    await userEvent.click(screen.getByRole('button', { name: 'Remove tag client' }));
    expect(removeTags).toHaveBeenCalledWith('ada', ['client']);
  });

  it('takes one off while another is still being added', async () => {
    const removeTags = vi.fn(async () => {});
    show({ addTags: () => new Promise(() => undefined), removeTags });
    await userEvent.type(screen.getByLabelText('Add tag'), 'vip{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Remove tag client' }));
    expect(removeTags).toHaveBeenCalledWith('ada', ['client']);
  });

  it('says beside a tag why it could not be taken off', async () => {
    show({ removeTags: async () => Promise.reject(new AppError('disk-full')) });
    await userEvent.click(screen.getByRole('button', { name: 'Remove tag client' }));
    expect((await screen.findByRole('alert')).closest('li')?.textContent).toContain('client');
    await expectAccessible();
  });

  it('loses nothing that was typed when adding fails', async () => {
    show({ addTags: async () => Promise.reject(new AppError('disk-full')) });
    await userEvent.type(screen.getByLabelText('Add tag'), 'hot{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByLabelText<HTMLInputElement>('Add tag').value).toBe('hot');
    await expectAccessible();
  });
});
