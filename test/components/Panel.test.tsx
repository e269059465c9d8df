// @vitest-environment jsdom
import './dialog-in-jsdom';
import { act, render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { Panel } from '@/components/Panel';
import type { PanelActions, PanelProps, PanelView } from '@/components/panel-props';
import { AppError } from '@/lib/errors';
import { aContact, aNote, anAppointment, aSighting, aTask, kept, noon } from '../builders';
import { aContactView, aNoMatchView, aNothingView, aPerson, aSeveralView, aStatus, someActions } from '../panel-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  return () => vi.useRealTimers();
});

const propsOf = (view: PanelView, actions: Partial<PanelActions> = {}, rest: Partial<PanelProps> = {}): PanelProps => ({
  view,
  status: aStatus(),
  actions: someActions(actions),
  ...rest,
});
const show = (...args: Parameters<typeof propsOf>) => render(<Panel {...propsOf(...args)} />);
const heading = () => screen.getByRole('heading', { level: 1 });

describe('before anybody is shown', () => {
  it('starts with the shape of what comes, and says nothing untrue', async () => {
    show({ kind: 'starting' });
    expect(document.body.textContent).toContain('Loading');
    expect(screen.queryByRole('status')).toBeNull();
    await expectAccessible();
  });

  it('not connected: one button, to Options', async () => {
    const openOptions = vi.fn(async () => {});
    show({ kind: 'not-connected' }, { openOptions });
    await userEvent.click(screen.getByRole('button', { name: 'Open Options' }));
    expect(openOptions).toHaveBeenCalled();
    await expectAccessible();
  });
});

describe('My day', () => {
  it('shows late and due tasks with their person, and the people seen last', async () => {
    const [openContact, completeTask] = [vi.fn(async () => {}), vi.fn(async () => {})];
    const view = aNothingView({
      tasks: [
        { task: kept(aTask({ title: 'Late', dueAt: noon - 1 }), { uid: 'late' }), contactUid: 'ada', contactName: 'Ada Lovelace' },
        { task: kept(aTask({ title: 'Soon' })), contactUid: 'ada', contactName: 'Ada Lovelace' },
        { task: kept(aTask({ title: 'Next week', dueAt: noon + 6048e5 })), contactUid: 'ada', contactName: 'Ada Lovelace' },
      ],
    });
    show(view, { openContact, completeTask });
    expect(heading().textContent).toBe('My day');
    expect(within(screen.getByRole('region', { name: 'Overdue' })).getByRole('checkbox', { name: 'Late' })).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Today' })).getByRole('checkbox', { name: 'Soon' })).toBeTruthy();
    expect(screen.queryByText('Next week')).toBeNull();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Late' }));
    expect(completeTask).toHaveBeenCalledWith('late', true);
    await userEvent.click(screen.getAllByRole('button', { name: 'Ada Lovelace' })[0] as HTMLElement);
    expect(openContact).toHaveBeenCalledWith('ada');
    await userEvent.click(screen.getByRole('button', { name: /Charles Babbage/ }));
    expect(openContact).toHaveBeenCalledWith('charles');
    await expectAccessible();
  });

  it('a free day and an unread one are not the same', async () => {
    const { rerender } = show(aNothingView({ tasks: [], recent: [] }));
    expect(document.body.textContent).toContain('Nothing is late or due today.');
    await expectAccessible();
    const unread = aNothingView({ recent: [] });
    delete unread.tasks;
    rerender(<Panel {...propsOf(unread)} />);
    expect(document.body.textContent).not.toContain('Nothing is late');
  });
});

describe('no match', () => {
  it('is said only after the server answered', async () => {
    const { rerender } = show(aNoMatchView({ answered: false }));
    expect(heading().textContent).toBe('Looking in HighLevel…');
    rerender(<Panel {...propsOf(aNoMatchView({ answered: false }), {}, { status: aStatus({ offline: true }) })} />);
    expect(heading().textContent).toBe('Not in the cache');
    rerender(<Panel {...propsOf(aNoMatchView({ answered: false, problem: { code: 'server-error', at: noon } }))} />);
    expect(heading().textContent).toBe('Not in the cache');
    expect(document.body.textContent).toContain('The server has a fault.');
    expect(document.body.textContent).not.toContain('No match');
    rerender(<Panel {...propsOf(aNoMatchView())} />);
    expect(heading().textContent).toBe('No match in HighLevel');
    expect(screen.getByRole('searchbox', { name: 'Search HighLevel' })).toBeTruthy();
    await expectAccessible();
  });

  it('creates with what the page says, corrected by the user', async () => {
    const createContact = vi.fn(async () => {});
    show(aNoMatchView({ sighting: aSighting({ name: 'Ada King Lovelace' }) }), { createContact });
    await userEvent.click(screen.getByRole('button', { name: 'Create in HighLevel' }));
    expect(screen.getByLabelText<HTMLInputElement>('First name').value).toBe('Ada King');
    await userEvent.clear(screen.getByLabelText('Phone'));
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(createContact).toHaveBeenCalledWith({
      firstName: 'Ada King',
      lastName: 'Lovelace',
      email: 'ada@example.com',
      phone: '',
      companyName: 'Analytical Engines',
    });
  });

  it('loses nothing that was typed when creating fails', async () => {
    show(aNoMatchView(), { createContact: async () => Promise.reject(new AppError('disk-full')) });
    await userEvent.click(screen.getByRole('button', { name: 'Create in HighLevel' }));
    await userEvent.type(screen.getByLabelText('Last name'), '-King{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByLabelText<HTMLInputElement>('Last name').value).toBe('Lovelace-King');
  });
});

describe('several matches, none of them right', () => {
  it('lets the page’s person be created', async () => {
    const createContact = vi.fn(async () => {});
    show(aSeveralView(), { createContact });
    await userEvent.click(screen.getByRole('button', { name: 'Create in HighLevel' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
    expect(createContact).toHaveBeenCalledOnce();
  });
});

describe('nobody, because the contact was deleted here', () => {
  it('says so, and not that HighLevel has nobody', async () => {
    show(aNoMatchView({ answered: true, deleted: 'Ada Lovelace' }));
    expect(heading().textContent).toBe('Contact deleted');
    expect(document.body.textContent).toContain('Undo brings the contact back');
    expect(document.body.textContent).not.toContain('Nobody in HighLevel');
    await expectAccessible();
  });
});

describe('several matches', () => {
  it('asks, with the reasons, and links the pick', async () => {
    const link = vi.fn(async () => {});
    show(aSeveralView(), { link });
    expect(heading().textContent).toBe('Which contact is this?');
    const item = screen.getAllByRole('listitem').find((one) => one.textContent?.includes('Charles')) as HTMLElement;
    expect(item.textContent).toContain('Same phone, other name');
    await userEvent.click(within(item).getByRole('button', { name: 'Link' }));
    expect(link).toHaveBeenCalledWith('charles');
    await expectAccessible();
  });
});

describe('a contact', () => {
  it('has its name as the heading, its regions by name, and inert links', async () => {
    show(aContactView());
    expect(heading().textContent).toBe('Ada Lovelace');
    for (const name of ['Tasks', 'Notes', 'Appointments', 'Details', 'Company']) expect(screen.getByRole('region', { name })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'ada@example.com' }).getAttribute('href')).toBe('mailto:ada@example.com');
    expect(screen.getByRole('link', { name: '+12125550100' }).getAttribute('href')).toBe('tel:+12125550100');
    expect(document.body.textContent).toContain('Linked');
    await expectAccessible();
  });

  it('loading, empty and gone are told apart', async () => {
    const bare = { tasks: [], notes: [], appointments: [], company: [] };
    const { rerender } = show(aContactView({ ...bare, childrenLoaded: false }));
    expect(document.body.textContent).not.toContain('No tasks yet.');
    rerender(<Panel {...propsOf(aContactView({ ...bare, gone: true }))} />);
    for (const text of ['No tasks yet.', 'No notes yet.', 'No appointments yet.', 'no longer in HighLevel']) {
      expect(document.body.textContent).toContain(text);
    }
    await expectAccessible();
  });

  it('the menu More works by keyboard alone and gives the focus back', async () => {
    const [openInHighLevel, popOut, notThisPerson] = [vi.fn(async () => {}), vi.fn(async () => {}), vi.fn(async () => {})];
    show(aContactView(), { openInHighLevel, popOut, notThisPerson });
    const more = screen.getByRole('button', { name: 'More' });
    more.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getAllByRole('menuitem').map((one) => one.textContent)).toEqual([
      'Open in HighLevel',
      'Start workflow',
      'Pop out',
      'Not this person',
      'Delete contact',
    ]);
    await expectAccessible();
    expect(document.activeElement?.textContent).toBe('Open in HighLevel');
    await userEvent.keyboard('{ArrowUp}');
    expect(document.activeElement?.textContent).toBe('Delete contact');
    await userEvent.keyboard('p');
    expect(document.activeElement?.textContent).toBe('Pop out');
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(more);
    for (const name of ['Open in HighLevel', 'Pop out', 'Not this person']) {
      await userEvent.click(more);
      await userEvent.click(screen.getByRole('menuitem', { name }));
    }
    expect(openInHighLevel).toHaveBeenCalledWith('ada');
    expect(popOut).toHaveBeenCalled();
    expect(notThisPerson).toHaveBeenCalledWith('ada');
  });

  it('is deleted only after its name was typed', async () => {
    const deleteContact = vi.fn(async () => {});
    show(aContactView(), { deleteContact });
    await userEvent.click(screen.getByRole('button', { name: 'More' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete contact' }));
    const dialog = screen.getByRole('dialog', { name: 'Delete contact' });
    expect(dialog.textContent).toContain('snapshot');
    const button = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Delete contact' });
    expect(button.disabled).toBe(true);
    await userEvent.type(within(dialog).getByRole('textbox'), 'Ada{Enter}');
    expect(deleteContact).not.toHaveBeenCalled();
    await userEvent.type(within(dialog).getByRole('textbox'), ' Lovelace');
    await expectAccessible();
    await userEvent.click(button);
    expect(deleteContact).toHaveBeenCalledWith('ada');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('starts a workflow after saying what that means; Escape leaves it', async () => {
    const startWorkflow = vi.fn(async () => {});
    const view = aContactView();
    show(view, { startWorkflow });
    const open = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'More' }));
      await userEvent.click(screen.getByRole('menuitem', { name: 'Start workflow' }));
    };
    await open();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await open();
    const dialog = screen.getByRole('dialog', { name: 'Start workflow' });
    expect(dialog.textContent).toContain('your firm’s own automation');
    await userEvent.selectOptions(within(dialog).getByLabelText('Workflow'), 'Welcome series');
    await expectAccessible();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Start workflow' }));
    expect(startWorkflow).toHaveBeenCalledWith('ada', view.workflows[0]);
  });

  it('one that was opened by hand can be linked to the page and left again', async () => {
    const [link, back] = [vi.fn(async () => {}), vi.fn(async () => {})];
    show(aContactView({ match: { how: 'opened', mark: '', linkable: true }, canGoBack: true }), { link, back });
    await userEvent.click(screen.getByRole('button', { name: 'Link to this page' }));
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(link).toHaveBeenCalledWith('ada');
    expect(back).toHaveBeenCalled();
  });

  it('others at the company open', async () => {
    const openContact = vi.fn(async () => {});
    show(aContactView(), { openContact });
    const company = within(screen.getByRole('region', { name: 'Company' }));
    await userEvent.click(company.getByRole('button', { name: /Charles Babbage.*charles@example.com/ }));
    expect(openContact).toHaveBeenCalledWith('charles');
  });

  it('the next person gets none of the last one’s open forms, and the keyboard lands on the name', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const { rerender } = show(aContactView());
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
    await userEvent.keyboard('For Ada');
    rerender(<Panel {...propsOf(aContactView({ contact: kept(aContact({ firstName: 'Grace', lastName: 'H' })) }))} />);
    expect(screen.queryByLabelText('Note')).toBeNull();
    expect(heading().textContent).toBe('Grace H');
    expect(document.activeElement).toBe(heading());
  });

  it('opening the panel takes nobody’s focus, however long the first person takes', () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const { rerender } = show({ kind: 'starting' });
    rerender(<Panel {...propsOf(aContactView())} />);
    expect(document.activeElement).toBe(document.body);
  });

  it('hostile text is inert everywhere', async () => {
    const evil = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    const contact = kept(
      aContact({ firstName: evil, lastName: '', companyName: evil, email: `javascript:${evil}`, phone: evil, city: evil, tags: [evil] }),
    );
    show(
      aContactView({
        contact,
        tasks: [kept(aTask({ title: evil, body: evil }))],
        notes: [kept(aNote({ body: evil, title: evil }))],
        appointments: [kept(anAppointment({ title: evil, status: evil }))],
        company: [aPerson({ name: evil })],
        tags: [evil],
      }),
    );
    await waitFor(() => expect(screen.getByRole('region', { name: 'Notes' }).textContent).toContain('Picture not loaded'));
    expect(document.querySelector('.panel img, .panel script, [href^=java]')).toBeNull();
    expect('hacked' in window).toBe(false);
    await expectAccessible();
  });
});

describe('search', () => {
  it('shows the cache at once and says "No match" only after the server answered', async () => {
    const search = vi.fn(async () => {});
    const { rerender } = show(aNothingView(), { search });
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search HighLevel' }), 'zz');
    expect(search).toHaveBeenLastCalledWith('zz');
    const results = () => screen.getByRole('region', { name: 'Search results' }).textContent;
    const now = (found: PanelProps['search']) =>
      rerender(<Panel {...propsOf(aNothingView(), { search }, found ? { search: found } : {})} />);
    expect(results()).toBe('Searching…');
    now({ text: 'z', hits: [], answered: true });
    expect(results()).toBe('Searching…');
    now({ text: 'zz', hits: [], answered: false });
    expect(results()).toContain('Not in the cache. Looking in HighLevel…');
    now({ text: 'zz', hits: [], answered: false, problem: { code: 'offline', at: noon } });
    expect(results()).toContain('Not in the cache: HighLevel could not be asked.');
    now({ text: 'zz', hits: [], answered: true });
    expect(results()).toBe('No match in HighLevel for this search.');
    await expectAccessible();
  });

  it('works by keyboard: down to the hits, Enter opens, Escape ends', async () => {
    const [openContact, search] = [vi.fn(async () => {}), vi.fn(async () => {})];
    show(
      aContactView(),
      { openContact, search },
      { search: { text: 'a', hits: [aPerson(), aPerson({ uid: 'b', name: 'Bea' })], answered: true } },
    );
    const box = screen.getByRole<HTMLInputElement>('searchbox');
    await userEvent.type(box, 'a{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toContain('Bea');
    await userEvent.keyboard('{Enter}');
    expect(openContact).toHaveBeenCalledWith('b');
    await waitFor(() => expect(box.value).toBe(''));
    await userEvent.type(box, 'a{Enter}');
    expect(openContact).toHaveBeenCalledWith('charles');
    await userEvent.type(box, 'x{Escape}');
    expect(search).toHaveBeenLastCalledWith('');
  });

  it('what is typed in a form survives a search', async () => {
    show(aContactView());
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
    await userEvent.keyboard('Half a note');
    await userEvent.type(screen.getByRole('searchbox'), 'x{Escape}');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Half a note');
  });
});

describe('undo', () => {
  const pass = (ms: number) =>
    act(async () => {
      await vi.advanceTimersByTimeAsync(ms);
    });
  const done = (id: number, at = noon) => ({ status: aStatus({ undo: { id, label: 'Task completed', at } }) });

  it('is offered after a write and takes it back', async () => {
    const undo = vi.fn(async () => {});
    show(aContactView(), { undo }, done(3));
    expect(document.body.textContent).toContain('Task completed');
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledWith(3);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  });

  it('says why it could not be taken back, and stays', async () => {
    show(aContactView(), { undo: async () => Promise.reject(new AppError('outdated')) }, done(4));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(document.body.textContent).toContain('changed by somebody else meanwhile'));
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
  });

  it('stays at least ten seconds, longer while somebody is at it, and comes back for the next write', async () => {
    vi.useFakeTimers({ now: noon });
    const { rerender } = show(aContactView(), {}, done(5));
    const button = () => screen.queryByRole('button', { name: 'Undo' });
    await pass(10_000);
    expect(button()).not.toBeNull();
    act(() => button()?.focus());
    await pass(60_000);
    expect(button()).not.toBeNull();
    act(() => button()?.blur());
    await pass(16_000);
    expect(button()).toBeNull();
    rerender(<Panel {...propsOf(aContactView(), {}, done(6, Date.now()))} />);
    expect(button()).not.toBeNull();
  });

  it('what was done long before the panel opened is not offered', () => {
    show(aContactView(), {}, done(7, noon - 3_600_000));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });
});
