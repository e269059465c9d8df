// @vitest-environment jsdom
import { render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { Panel } from '@/components/Panel';
import type { PanelActions, PanelStatus } from '@/components/panel-props';
import { noon } from '../builders';
import { aNothingView, aQueuedChange, aStatus, someActions } from '../panel-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  return () => vi.useRealTimers();
});

const show = (status: Partial<PanelStatus>, actions: Partial<PanelActions> = {}) =>
  render(<Panel view={aNothingView()} status={aStatus(status)} actions={someActions(actions)} />);
const two = [aQueuedChange({ id: 1 }), aQueuedChange({ id: 2, state: 'sending' })];
const blocked = aQueuedChange({ id: 3, state: 'blocked', problem: { code: 'uncertain', detail: 'POST task', at: noon } });
const broken = { code: 'signed-out' as const, at: noon };

describe('the status line', () => {
  it.each<[string, Partial<PanelStatus>]>([
    ['Up to date', {}],
    ['1 change waiting', { queue: two.slice(0, 1) }],
    ['2 changes waiting', { queue: two, syncing: true }],
    ['Offline', { offline: true, queue: two }],
    ['Action needed', { connectionProblem: broken }],
    ['Action needed', { queue: [...two, blocked] }],
    ['Syncing…', { syncing: true }],
    ['Syncing…', { index: { done: 1, paused: false } }],
    ['Up to date', { index: { done: 1, paused: true } }],
  ])('says exactly %s', async (text, status) => {
    show(status);
    expect(screen.getByRole('status').textContent).toBe(text);
    await expectAccessible();
  });

  it('says how old the data is and what waits besides', () => {
    show({ offline: true, queue: [...two, blocked], updatedAt: noon - 7_200_000 });
    expect(document.body.textContent).toContain('1 needs you · 2 changes waiting · Updated 2 h ago');
  });

  it('shows how far the first index has come', async () => {
    show({ index: { done: 12_400, total: 50_000, paused: false } });
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(12_400);
    expect(document.body.textContent).toContain('12,400 of 50,000');
    await expectAccessible();
  });

  it('lists what waits, and for what was refused the reason, the advice, the detail and the choices', async () => {
    const [retry, discard, openContact] = [vi.fn(async () => {}), vi.fn(async () => {}), vi.fn(async () => {})];
    show({ queue: [...two, blocked] }, { retry, discard, openContact });
    await userEvent.click(screen.getByRole('button', { name: 'Show what waits' }));
    for (const text of ['Add task “Call back”', 'cannot tell whether this was done', 'Look in HighLevel', 'POST task', 'Being sent']) {
      expect(document.body.textContent).toContain(text);
    }
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(retry).toHaveBeenCalledWith(3);
    expect(discard).toHaveBeenCalledWith(3);
    await userEvent.click(screen.getAllByRole('button', { name: 'Ada Lovelace' }).at(-1) as HTMLElement);
    expect(openContact).toHaveBeenCalledWith('ada');
  });
});

describe('banners', () => {
  it('say that nothing is lost offline, and lead to Options when the key is refused', async () => {
    const openOptions = vi.fn(async () => {});
    show({ offline: true, connectionProblem: broken }, { openOptions });
    expect(document.body.textContent).toContain('You are offline. Changes are kept and sent later.');
    expect(document.body.textContent).toContain('The key is no longer accepted.');
    await userEvent.click(screen.getByRole('button', { name: 'Open Options' }));
    expect(openOptions).toHaveBeenCalled();
    await expectAccessible();
  });
});
