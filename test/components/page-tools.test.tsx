// @vitest-environment jsdom
// Teaching and filling as the panel and Options show them: what each says before, meanwhile, after, and when it cannot.
import './dialog-in-jsdom';
import { render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FillPage } from '@/components/FillPage';
import { TaughtPages, type TaughtRuleView } from '@/components/options/TaughtPages';
import { TeachPage } from '@/components/TeachPage';
import type { FillOutcome, FillPlan, FillRow } from '@/lib/domain/fill-plan';
import { AppError } from '@/lib/errors';
import { someActions } from '../panel-builders';
import { expectAccessible } from './axe';

const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('Teach this page', () => {
  it('asks, says what to do meanwhile, hands keys to the page, and is as before when it is over', async () => {
    let end = () => {};
    const teachPage = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const teachKey = vi.fn(async (_key: string) => {});
    render(<TeachPage question="Does the page show a person?" actions={{ teachPage, teachKey }} />);
    await expectAccessible();
    await userEvent.click(button('Teach this page'));
    expect(teachPage).toHaveBeenCalledWith('email');
    const group = screen.getByRole('group', { name: 'Teaching this page' });
    expect(screen.getByRole('status').textContent).toContain('Point at the e-mail');
    expect(document.activeElement).toBe(group);
    await expectAccessible();
    await userEvent.keyboard('{ArrowDown}{Enter}x');
    await userEvent.click(button('Stop'));
    expect(teachKey.mock.calls.flat()).toEqual(['ArrowDown', 'Enter', 'Escape']);
    end();
    await waitFor(() => expect(button('Teach this page')).toBeTruthy());
  });

  it('without a question begins at once, says when it is over, and why it could not', async () => {
    const onOver = vi.fn();
    const { unmount } = render(<TeachPage actions={someActions()} onOver={onOver} />);
    await waitFor(() => expect(onOver).toHaveBeenCalled());
    unmount();
    const teachPage = async () => {
      throw new AppError('unexpected', { detail: 'The page takes no script.' });
    };
    render(<TeachPage actions={someActions({ teachPage })} />);
    expect((await screen.findByRole('alert')).textContent).toContain('The page takes no script.');
  });
});

const aRow = (fields: Partial<FillRow> = {}): FillRow => ({
  key: 'a',
  label: 'City',
  old: 'New York',
  new: 'Albany',
  value: 'Albany',
  chosen: true,
  ...fields,
});
const aPlan = (fields: Partial<FillPlan> = {}): FillPlan => ({
  groups: [{ title: '', rows: [aRow(), aRow({ key: 'b', label: 'State', old: '', new: 'NY', value: 'US-NY' })] }],
  about: '',
  same: 4,
  ...fields,
});

function openFill(
  plan: FillPlan | Error,
  fill = vi.fn(async (choice: unknown[]): Promise<FillOutcome> => ({ done: choice.length, failed: [] })),
) {
  const actions = someActions({
    previewFill: async () => {
      if (plan instanceof Error) throw plan;
      return plan;
    },
    fill,
    undoFill: async () => ({ done: 1, failed: ['City'] }),
  });
  const onClose = vi.fn();
  const about = { contactUid: 'ada', name: 'Ada Lovelace', actions, onClose };
  const { rerender } = render(<FillPage {...about} isPagePerson open />);
  return {
    fill,
    onClose,
    close: () => rerender(<FillPage {...about} isPagePerson open={false} />),
    byHand: () => rerender(<FillPage {...about} isPagePerson={false} open />),
  };
}

describe('Fill this page', () => {
  it('shows old and new per field, and fills what is chosen and nothing else', async () => {
    const { fill, onClose } = openFill(aPlan());
    await screen.findByRole('checkbox', { name: 'City' });
    expect(screen.getByRole('dialog', { name: 'Fill this page' })).toBeTruthy();
    expect(screen.getByText('New York')).toBeTruthy();
    expect(screen.getByText('4 more fields hold the same value already.')).toBeTruthy();
    await expectAccessible();
    await userEvent.click(screen.getByRole('checkbox', { name: 'City' }));
    await userEvent.click(button('Fill 1 field'));
    expect(fill).toHaveBeenCalledWith([{ key: 'b', value: 'US-NY' }]);
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });

  it('afterwards says what was done, what the page did not take, and offers the way back', async () => {
    const { onClose, close } = openFill(
      aPlan(),
      vi.fn(async () => ({ done: 1, failed: ['State'] })),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Fill 2 fields' }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    close();
    expect(document.body.textContent).toContain('1 field filled and marked. Check it, then save the page. Not taken by the page: State.');
    await expectAccessible();
    await userEvent.click(button('Undo'));
    await waitFor(() => expect(document.body.textContent).toContain('1 field put back as before. Changed since, so left alone: City.'));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    await userEvent.click(button('Dismiss'));
    expect(document.body.textContent).not.toContain('put back');
  });

  it('warns of a form about somebody else, and of a contact opened by hand', async () => {
    const { byHand } = openFill(aPlan({ about: 'Grace Hopper', groups: [{ title: '', rows: [aRow({ chosen: false })] }] }));
    await screen.findByText('Grace Hopper');
    expect((button('Fill') as HTMLButtonElement).disabled).toBe(true);
    byHand();
    expect(document.body.textContent).toContain('Grace Hopper');
  });

  it('parts are named, and what cannot be filled says why', async () => {
    const groups = [
      { title: 'Contact', rows: [aRow()] },
      { title: 'Billing', rows: [aRow({ key: 'c', label: 'Country', obstacle: 'The list has no such entry.', chosen: false })] },
    ];
    openFill(aPlan({ groups, same: 0 }));
    expect(await screen.findByRole('heading', { name: 'Billing' })).toBeTruthy();
    expect((screen.getByRole('checkbox', { name: 'Country' }) as HTMLInputElement).disabled).toBe(true);
    expect(screen.getByText('The list has no such entry.')).toBeTruthy();
    await expectAccessible();
  });

  it.each([
    ['no form', aPlan({ groups: [], same: 0 }), 'There is no form here that Lockstep can fill.'],
    ['nothing to fill', aPlan({ groups: [] }), 'Nothing to fill: the page already holds what HighLevel has of Ada Lovelace.'],
    ['no page', new AppError('unexpected', { detail: 'There is no page beside the panel.' }), 'There is no page beside the panel.'],
  ])('says so: %s', async (_, plan, text) => {
    openFill(plan);
    await waitFor(() => expect(document.body.textContent).toContain(text));
    expect(screen.queryByRole('button', { name: /^Fill/ })).toBeNull();
    expect(button('Cancel')).toBeTruthy();
  });
});

describe('Taught pages', () => {
  const rule = (fields: Partial<TaughtRuleView> = {}): TaughtRuleView => ({
    id: 1,
    host: 'www.bqecore.com',
    pathPattern: '/webapp/FileCard/*',
    name: 'File card',
    mark: 'email',
    shape: 'x.x@x.x',
    selector: '.jsCellA',
    ...fields,
  });
  const show = (rules: TaughtRuleView[]) => {
    const given = { onRename: vi.fn(), onChangeMark: vi.fn(), onRemove: vi.fn() };
    render(<TaughtPages rules={rules} {...given} />);
    return given;
  };

  it('says how to begin while nothing was taught', async () => {
    show([]);
    expect(document.body.textContent).toContain('Nothing was taught yet.');
    await expectAccessible();
  });

  it('lists the marks of each kind of page; they can be renamed, corrected and taken away', async () => {
    const given = show([
      rule({ id: 2, mark: 'phone', shape: '(000) 000-0000' }),
      rule(),
      rule({ id: 3, host: 'dash.localiq.com', pathPattern: '/card/*', name: 'Card', mark: 'name' }),
    ]);
    expect(screen.getAllByLabelText('Kind of page')).toHaveLength(2);
    expect(document.body.textContent).toContain('www.bqecore.com/webapp/FileCard/…');
    expect(document.body.textContent).toContain('A name or company alone recognises nobody');
    await expectAccessible();
    const name = screen.getAllByLabelText('Kind of page')[0] as HTMLInputElement;
    await userEvent.clear(name);
    await userEvent.type(name, 'Client card{Enter}');
    expect(given.onRename).toHaveBeenCalledWith('www.bqecore.com', '/webapp/FileCard/*', 'Client card');
    await userEvent.selectOptions(screen.getByLabelText('What x.x@x.x is on File card'), 'Company');
    expect(given.onChangeMark).toHaveBeenCalledWith(1, 'company');
    await userEvent.click(button('Forget phone on File card'));
    expect(given.onRemove).toHaveBeenCalledWith([2]);
    await userEvent.click(button('Forget File card'));
    expect(given.onRemove).toHaveBeenLastCalledWith([2, 1]);
  });
});
