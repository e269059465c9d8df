// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { NoteList } from '@/components/NoteList';
import type { PanelActions } from '@/components/panel-props';
import type { Kept } from '@/lib/domain/kept';
import type { Note } from '@/lib/domain/note';
import { AppError } from '@/lib/errors';
import { aNote, aUser, kept, noon } from '../builders';
import { aQueuedChange, someActions } from '../panel-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  return () => vi.useRealTimers();
});

type Props = Parameters<typeof NoteList>[0];
const propsOf = (notes: Kept<Note>[], actions: Partial<PanelActions> = {}, rest: Partial<Props> = {}): Props => ({
  contactUid: 'ada',
  notes,
  loaded: true,
  timezone: 'America/New_York',
  users: [aUser()],
  me: '',
  drafts: {},
  queue: [],
  actions: someActions(actions),
  ...rest,
});
const show = (...args: Parameters<typeof propsOf>) => render(<NoteList {...propsOf(...args)} />);
const region = () => screen.getByRole('region', { name: 'Notes' });

describe('the region Notes', () => {
  it('says when there is nothing, and says nothing while it was never read', async () => {
    const { rerender } = show([]);
    expect(region().textContent).toContain('No notes yet.');
    rerender(<NoteList {...propsOf([], {}, { loaded: false })} />);
    expect(region().textContent).not.toContain('No notes yet.');
    await expectAccessible();
  });

  it('pinned first, then the newest, one not sent yet before those; each with author and date', async () => {
    show([
      kept(aNote({ body: 'old', addedAt: noon - 9e8 })),
      kept(aNote({ body: 'new', addedAt: noon - 6e7 })),
      kept(aNote({ body: 'unsent', addedAt: 0 }), { remoteId: undefined as never, state: 'waiting' }),
      kept(aNote({ body: 'pinned', pinned: true, addedAt: noon - 9e9 })),
    ]);
    const items = screen.getAllByRole('listitem').map((one) => one.textContent ?? '');
    expect(items.map((text) => /pinned|unsent|new|old/.exec(text)?.[0])).toEqual(['pinned', 'unsent', 'new', 'old']);
    expect(items[2]).toContain('Grace Hopper');
    expect(items[2]).toContain('Yesterday 7:20 PM');
    expect(items[1]).toContain('Waiting to be sent');
    await expectAccessible();
  });

  it('adds what was typed as paragraphs, in the field Note', async () => {
    const addNote = vi.fn(async () => {});
    show([], { addNote });
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Note'));
    await userEvent.keyboard('One <b>{Enter}Two');
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Save note' }));
    expect(addNote).toHaveBeenCalledWith('ada', { body: '<p>One &lt;b&gt;<br>Two</p>' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add note' })));
  });

  it('loses nothing that was typed when saving fails', async () => {
    show([], { addNote: async () => Promise.reject(new AppError('disk-full')) });
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
    await userEvent.keyboard('Precious words');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Precious words');
    await expectAccessible();
  });

  it('a formatted note is edited as text, with a warning; unchanged it is not saved', async () => {
    const editNote = vi.fn(async () => {});
    const note = kept(aNote({ body: '<p>Plan <b>B</b></p>' }));
    show([note], { editNote });
    await userEvent.click(screen.getByRole('button', { name: 'Edit note' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Plan B');
    expect(region().textContent).toContain('loses the formatting');
    await userEvent.click(screen.getByRole('button', { name: 'Save note' }));
    expect(editNote).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Edit note' }));
    await userEvent.type(screen.getByLabelText('Note'), ' and C');
    await userEvent.click(screen.getByRole('button', { name: 'Save note' }));
    expect(editNote).toHaveBeenCalledWith(note.uid, { body: '<p>Plan B and C</p>' });
  });

  it('pins, unpins and deletes', async () => {
    const [editNote, deleteNote] = [vi.fn(async () => {}), vi.fn(async () => {})];
    const note = kept(aNote());
    const { rerender } = show([note], { editNote, deleteNote });
    await userEvent.click(screen.getByRole('button', { name: 'Pin note' }));
    expect(editNote).toHaveBeenCalledWith(note.uid, { pinned: true });
    rerender(<NoteList {...propsOf([{ ...note, value: { ...note.value, pinned: true } }], { editNote, deleteNote })} />);
    await userEvent.click(screen.getByRole('button', { name: 'Unpin note' }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete note' }));
    expect(deleteNote).toHaveBeenCalledWith(note.uid);
  });

  it('says why a note was refused', async () => {
    const problem = { code: 'missing-scope' as const, detail: 'contacts.write', at: noon };
    show([kept(aNote(), { uid: 'n', state: 'blocked' })], {}, { queue: [aQueuedChange({ uid: 'n', state: 'blocked', problem })] });
    expect(region().textContent).toContain('The key lacks a permission for this.');
    expect(region().textContent).toContain('contacts.write');
    await expectAccessible();
  });
});
