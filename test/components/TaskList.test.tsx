// @vitest-environment jsdom
import { render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import type { PanelActions } from '@/components/panel-props';
import '@/components/later-parts';
import { TaskList } from '@/components/TaskList';
import type { Kept } from '@/lib/domain/kept';
import type { Task } from '@/lib/domain/task';
import { AppError } from '@/lib/errors';
import { aTask, aUser, kept, noon } from '../builders';
import { aQueuedChange, someActions } from '../panel-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  return () => vi.useRealTimers();
});

type Props = Parameters<typeof TaskList>[0];
const propsOf = (tasks: Kept<Task>[], actions: Partial<PanelActions> = {}, rest: Partial<Props> = {}): Props => ({
  contactUid: 'ada',
  tasks,
  loaded: true,
  timezone: 'America/New_York',
  users: [aUser(), aUser({ id: 'user-2', name: 'Alan Turing' })],
  me: 'user-1',
  drafts: {},
  queue: [],
  actions: someActions(actions),
  ...rest,
});
const show = (...args: Parameters<typeof propsOf>) => render(<TaskList {...propsOf(...args)} />);
const region = () => screen.getByRole('region', { name: 'Tasks' });

describe('the region Tasks', () => {
  it('says when there is nothing, and says nothing while it was never read', async () => {
    const { rerender } = show([]);
    expect(region().textContent).toContain('No tasks yet.');
    rerender(<TaskList {...propsOf([], {}, { loaded: false })} />);
    expect(region().textContent).not.toContain('No tasks yet.');
    expect(region().textContent).toContain('Loading');
    await expectAccessible();
  });

  it('groups tasks, each a list item with a checkbox named by its title; done ones are folded with their count', async () => {
    show([
      kept(aTask({ title: 'Late', dueAt: noon - 864e5 })),
      kept(aTask({ title: 'Now' })),
      kept(aTask({ title: 'Some day', dueAt: 0, assignedTo: 'gone' })),
      kept(aTask({ title: 'Old', completed: true })),
    ]);
    expect(
      within(region())
        .getAllByRole('heading', { level: 3 })
        .map((one) => one.textContent),
    ).toEqual(['Overdue', 'Today', 'Later']);
    const item = screen.getAllByRole('listitem')[0] as HTMLElement;
    expect(within(item).getByRole('checkbox', { name: 'Late' })).toBeTruthy();
    expect(item.textContent).toContain('Yesterday 12:00 PM');
    expect(region().textContent).toContain('Today 5:00 PM');
    expect(region().textContent).toContain('Unknown user');
    expect(screen.queryByRole('checkbox', { name: 'Old' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Done 1' }));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Old' }).checked).toBe(true);
    await expectAccessible();
  });

  it('completes at a click, and keeps the box as it was when that fails', async () => {
    const task = kept(aTask());
    const completeTask = vi.fn(async () => {
      throw new AppError('disk-full');
    });
    show([task], { completeTask });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Call back' }));
    expect(completeTask).toHaveBeenCalledWith(task.uid, true);
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
    await expectAccessible();
  });

  it('the keyboard goes on to the next task when the completed one moves away', async () => {
    const tasks = ['A', 'B', 'C'].map((title, at) => kept(aTask({ title, dueAt: noon + (at + 1) * 6e5 })));
    const { rerender } = show(tasks);
    screen.getByRole('checkbox', { name: 'B' }).focus();
    rerender(
      <TaskList {...propsOf(tasks.map((one) => (one === tasks[1] ? { ...one, value: { ...one.value, completed: true } } : one)))} />,
    );
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'C' }));
  });

  it('a live change elsewhere takes no focus', () => {
    const tasks = ['A', 'B'].map((title, at) => kept(aTask({ title, dueAt: noon + (at + 1) * 6e5 })));
    const { rerender } = show(tasks);
    const box = screen.getByRole('checkbox', { name: 'B' });
    box.focus();
    rerender(<TaskList {...propsOf([kept(aTask({ title: 'New', dueAt: noon + 1 })), ...tasks])} />);
    expect(document.activeElement).toBe(box);
  });

  it('shows fifty of ten thousand, and more on request', async () => {
    show(Array.from({ length: 10_000 }, (_, at) => kept(aTask({ title: `Task ${at}`, dueAt: noon + 864e5 + at }))));
    expect(screen.getAllByRole('listitem')).toHaveLength(50);
    await userEvent.click(screen.getByRole('button', { name: /^Show more/ }));
    expect(screen.getAllByRole('listitem')).toHaveLength(100);
  });
});

describe('adding a task', () => {
  it('asks for Title, Due, Details and Assignee; Enter saves, due today at 17:00 and mine by default', async () => {
    const addTask = vi.fn(async () => {});
    show([], { addTask });
    await userEvent.click(screen.getByRole('button', { name: 'Add task' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Title'));
    expect(screen.getByLabelText<HTMLInputElement>('Due').value).toBe('2026-11-21T17:00');
    expect(screen.getByLabelText('Details')).toBeTruthy();
    expect(screen.getByLabelText<HTMLSelectElement>('Assignee').value).toBe('user-1');
    await expectAccessible();
    await userEvent.keyboard('Order tiles{Enter}');
    expect(addTask).toHaveBeenCalledWith('ada', {
      title: 'Order tiles',
      body: '',
      dueAt: Date.parse('2026-11-21T17:00:00-05:00'),
      completed: false,
      assignedTo: 'user-1',
    });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add task' })));
  });

  it('Due is the location’s clock, and says so when the browser’s differs', async () => {
    const addTask = vi.fn(async () => {});
    show([], { addTask }, { timezone: 'Asia/Kolkata' });
    await userEvent.click(screen.getByRole('button', { name: 'Add task' }));
    expect(region().textContent).toContain('Time in Asia/Kolkata');
    await userEvent.keyboard('Ring{Enter}');
    expect(addTask).toHaveBeenCalledWith('ada', expect.objectContaining({ dueAt: Date.parse('2026-11-22T17:00:00+05:30') }));
  });

  it('loses nothing that was typed when saving fails', async () => {
    const addTask = vi.fn(async () => {
      throw Object.assign(new Error('aborted'), { inner: Object.assign(new Error('full'), { name: 'QuotaExceededError' }) });
    });
    show([], { addTask });
    await userEvent.click(screen.getByRole('button', { name: 'Add task' }));
    await userEvent.type(screen.getByLabelText('Title'), 'Precious');
    await userEvent.type(screen.getByLabelText('Details'), 'words');
    await userEvent.click(screen.getByRole('button', { name: 'Save task' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Your text is still here.');
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Precious');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Details').value).toBe('words');
    await expectAccessible();
  });

  it('saves nothing without a title or a time, and says what is missing', async () => {
    const addTask = vi.fn(async () => {});
    show([], { addTask });
    await userEvent.click(screen.getByRole('button', { name: 'Add task' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save task' }));
    expect(addTask).not.toHaveBeenCalled();
    expect(screen.getByLabelText('Title').getAttribute('aria-invalid')).toBe('true');
    await expectAccessible();
  });

  it('Escape puts it away and keeps the draft; a draft comes back and is forgotten once saved', async () => {
    const saveDraft = vi.fn(async () => {});
    const { rerender } = show([], { saveDraft });
    await userEvent.click(screen.getByRole('button', { name: 'Add task' }));
    await userEvent.keyboard('Hal{Escape}');
    expect(screen.queryByLabelText('Title')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add task' }));
    expect(saveDraft).toHaveBeenLastCalledWith('add-task', expect.objectContaining({ title: 'Hal' }));
    rerender(<TaskList {...propsOf([], { saveDraft }, { drafts: { 'add-task': { title: 'Half', due: 7, unknown: 'x' } } })} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add task' }));
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Half');
    expect(screen.getByLabelText<HTMLInputElement>('Due').value).toBe('2026-11-21T17:00');
    await userEvent.click(screen.getByRole('button', { name: 'Save task' }));
    expect(saveDraft).toHaveBeenLastCalledWith('add-task', undefined);
  });
});

describe('one task', () => {
  it('is edited in place; only what changed is saved', async () => {
    const editTask = vi.fn(async () => {});
    const task = kept(aTask({ body: '<p>Rich &amp; <b>bold</b></p>', dueAt: noon + 123_456 }));
    show([task], { editTask });
    await userEvent.click(screen.getByRole('button', { name: 'Edit task' }));
    await userEvent.clear(screen.getByLabelText('Title'));
    await userEvent.type(screen.getByLabelText('Title'), 'Write back{Enter}');
    expect(editTask).toHaveBeenCalledWith(task.uid, { title: 'Write back' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit task' })));
  });

  it('opens what is done while something in there was refused', () => {
    show([kept(aTask({ title: 'Refused', completed: true }), { state: 'blocked', uid: 'refused' })]);
    expect(screen.getByRole('checkbox', { name: 'Refused' })).toBeTruthy();
  });

  it('says that it waits, and why it was refused, with the choices', async () => {
    const [retry, discard] = [vi.fn(async () => {}), vi.fn(async () => {})];
    const waiting = kept(aTask({ title: 'Waiting' }), { state: 'waiting' });
    const blocked = kept(aTask({ title: 'Refused' }), { state: 'blocked', uid: 'refused' });
    const problem = { code: 'invalid' as const, detail: 'title is too long', at: noon };
    const queue = [aQueuedChange({ id: 9, uid: 'refused', state: 'blocked', problem })];
    show([waiting, blocked], { retry, discard }, { queue });
    expect(region().textContent).toContain('Waiting to be sent');
    expect(region().textContent).toContain('The server refused a value.');
    expect(region().textContent).toContain('title is too long');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(retry).toHaveBeenCalledWith(9);
    expect(discard).toHaveBeenCalledWith(9);
    await expectAccessible();
  });

  it('names what the server did not keep', async () => {
    show([kept(aTask(), { unstored: { dueAt: 5, assignedTo: 'x' } })]);
    expect(region().textContent).toContain('HighLevel did not keep: due, assignee');
    await expectAccessible();
  });

  it('deletes', async () => {
    const deleteTask = vi.fn(async () => {});
    const task = kept(aTask());
    show([task], { deleteTask });
    await userEvent.click(screen.getByRole('button', { name: 'Delete task' }));
    expect(deleteTask).toHaveBeenCalledWith(task.uid);
  });

  it('hostile text stays text', async () => {
    const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    show([kept(aTask({ title: hostile, body: hostile }))]);
    expect(screen.getByRole('checkbox', { name: hostile })).toBeTruthy();
    await waitFor(() => expect(region().textContent).toContain('Picture not loaded'));
    expect(region().querySelector('img, script')).toBeNull();
    expect('hacked' in window).toBe(false);
    await expectAccessible();
  });
});
