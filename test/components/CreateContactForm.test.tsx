// @vitest-environment jsdom
import './dialog-in-jsdom';
import { render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { Panel } from '@/components/Panel';
import type { PanelActions } from '@/components/panel-props';
import type { DecisionActions, PrefillField, ReviewActions } from '@/components/sync-props';
import { AppError } from '@/lib/errors';
import { aNoMatchView, aStatus, someActions } from '../panel-builders';
import { aDuplicate, aRecordCard, someSync } from '../sync-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

const prefill: PrefillField[] = [
  { ref: 'firstName', label: 'First name', type: 'text', text: 'Avery' },
  { ref: 'lastName', label: 'Last name', type: 'text', text: 'Quill' },
  { ref: 'email', label: 'E-mail', type: 'email', text: 'avery@example.com' },
  { ref: 'phone', label: 'Phone', type: 'phone', text: '', obstacle: '“ext. 14” cannot be read as a phone number.' },
  { ref: 'city', label: 'City', type: 'text', text: 'Leeds' },
  { ref: 'custom:1', label: 'Project type', type: 'choice', text: 'School', options: ['School', 'Office'] },
];
const inHighLevel = aRecordCard({ uid: 'contact-9', system: 'highlevel', kind: 'contact' });

async function show(sync: Partial<ReviewActions & DecisionActions>, actions: Partial<PanelActions> = {}) {
  render(<Panel view={aNoMatchView({ prefill })} status={aStatus()} actions={someActions(actions)} sync={someSync(sync)} />);
  await userEvent.click(screen.getByRole('button', { name: 'Create in HighLevel' }));
}
const save = async () => await userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('Create in HighLevel, from the page’s record', () => {
  it('starts with what the mapping makes of it, and says what could not be taken over', async () => {
    await show({});
    const value = (name: string) => screen.getByLabelText<HTMLInputElement>(name).value;
    expect(['First name', 'Last name', 'Email', 'Phone', 'Company', 'City', 'Project type'].map(value)).toEqual([
      'Avery',
      'Quill',
      'avery@example.com',
      '',
      'Analytical Engines',
      'Leeds',
      'School',
    ]);
    expect(document.body.textContent).toContain('“ext. 14” cannot be read as a phone number.');
    expect(screen.getByRole('group', { name: 'Also from BQE CORE' })).toBeTruthy();
    await expectAccessible();
  });

  it('hands over every field, corrected by the user', async () => {
    const createInHighLevel = vi.fn(async () => []);
    await show({ createInHighLevel });
    await userEvent.type(screen.getByLabelText('City'), ' LS1 ');
    await userEvent.selectOptions(screen.getByLabelText('Project type'), 'Office');
    await save();
    const texts = { firstName: 'Avery', lastName: 'Quill', email: 'avery@example.com', phone: '', companyName: 'Analytical Engines' };
    expect(createInHighLevel).toHaveBeenCalledExactlyOnceWith({ ...texts, city: 'Leeds LS1', 'custom:1': 'Office' }, false);
    await waitFor(() => expect(screen.queryByLabelText('City')).toBeNull());
  });

  it('an exact duplicate blocks it and can be linked instead', async () => {
    const [createInHighLevel, link] = [vi.fn(async () => [aDuplicate({ record: inHighLevel })]), vi.fn(async () => {})];
    await show({ createInHighLevel }, { link });
    await save();
    const found = within(await screen.findByRole('region', { name: 'Possible duplicates' }));
    await save();
    expect(createInHighLevel).toHaveBeenCalledOnce();
    await expectAccessible();
    await userEvent.click(found.getByRole('button', { name: 'Link' }));
    expect(link).toHaveBeenCalledWith('contact-9');
  });

  it('a similar one is shown first; the same press then creates all the same', async () => {
    const createInHighLevel = vi.fn(async (_: Record<string, string>, despite: boolean) =>
      despite ? [] : [aDuplicate({ record: inHighLevel, exact: false, reasons: ['Similar name'] })],
    );
    await show({ createInHighLevel });
    await save();
    await userEvent.click(await screen.findByRole('button', { name: 'Create all the same' }));
    expect(createInHighLevel).toHaveBeenLastCalledWith(expect.anything(), true);
    await waitFor(() => expect(screen.queryByLabelText('City')).toBeNull());
  });

  it('another e-mail is checked anew', async () => {
    const createInHighLevel = vi.fn(async () => [aDuplicate({ record: inHighLevel })]);
    await show({ createInHighLevel });
    await save();
    await screen.findByRole('region', { name: 'Possible duplicates' });
    await userEvent.type(screen.getByLabelText('Email'), '.uk');
    expect(screen.queryByRole('region', { name: 'Possible duplicates' })).toBeNull();
    await save();
    expect(createInHighLevel).toHaveBeenCalledTimes(2);
  });

  it('loses nothing when it fails', async () => {
    await show({ createInHighLevel: async () => Promise.reject(new AppError('unreachable')) });
    await userEvent.type(screen.getByLabelText('City'), '!');
    await save();
    expect((await screen.findByRole('alert')).textContent).toContain('The server could not be reached.');
    expect(screen.getByLabelText<HTMLInputElement>('City').value).toBe('Leeds!');
  });
});
