// @vitest-environment jsdom
// Field mapping, Activity and Health in Options.
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ActivitySection } from '@/components/options/ActivitySection';
import { HealthSection } from '@/components/options/HealthSection';
import { MappingSection } from '@/components/options/MappingSection';
import { activityProps, aHealthRecord, anActivityRow, healthProps, mappingProps, now } from '../options-builders';
import { expectAccessible } from './axe';

afterEach(async () => {
  await expectAccessible();
  cleanup();
});

describe('Field mapping', () => {
  it('shows each pair as a table, and changes direction and rule', async () => {
    const onChange = vi.fn();
    render(<MappingSection {...mappingProps({ onChange })} />);
    const table = within(screen.getByRole('table', { name: 'Field mapping of HighLevel and BQE CORE clients' }));
    await userEvent.selectOptions(table.getByLabelText('Direction of First name and First name'), 'to-left');
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({
        version: 2,
        rules: expect.arrayContaining([expect.objectContaining({ left: 'firstName', direction: 'to-left' })]),
      }),
    );
    await userEvent.selectOptions(table.getByLabelText('When both changed: Phone and Phone'), 'ask');
    expect(onChange.mock.lastCall?.[0].rules.find(({ left }: { left: string }) => left === 'phone').wins).toBe('ask');
    await userEvent.click(table.getByRole('button', { name: 'Remove the rule for City and City' }));
    expect(onChange.mock.lastCall?.[0].rules.some(({ left }: { left: string }) => left === 'city')).toBe(false);
  });

  it('says what cannot be written, what was removed, and that the next sync shows its plan first', () => {
    render(<MappingSection {...mappingProps()} />);
    expect(screen.getByRole('status').textContent).toContain('next sync shows its plan first');
    expect(screen.getByText(/Open the contact in HighLevel and change it there/)).toBeTruthy();
    expect(screen.getByText(/“gone” no longer exists/)).toBeTruthy();
    expect(screen.getByText('1 rule rests')).toBeTruthy();
  });

  it('refuses types that cannot meet, with the reason, and adds those that can', async () => {
    const onChange = vi.fn();
    render(<MappingSection {...mappingProps({ onChange })} />);
    const form = within(screen.getByRole('form', { name: 'Add a rule' }));
    await userEvent.selectOptions(form.getByLabelText('Field in HighLevel'), 'custom:cf2');
    await userEvent.selectOptions(form.getByLabelText('Field in BQE CORE'), 'custom:cf4');
    expect(form.getByText(/cannot become/)).toBeTruthy();
    await userEvent.click(form.getByRole('button', { name: 'Add rule' }));
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.selectOptions(form.getByLabelText('Field in BQE CORE'), 'custom:cf2');
    await userEvent.click(form.getByRole('button', { name: 'Add rule' }));
    expect(onChange.mock.lastCall?.[0].rules.at(-1)).toMatchObject({ left: 'custom:cf2', right: 'custom:cf2' });
  });

  it('names pairs of values', async () => {
    const onChange = vi.fn();
    render(<MappingSection {...mappingProps({ onChange })} />);
    await userEvent.click(screen.getByRole('button', { name: 'More about Project type and Project type' }));
    const pairs = within(screen.getByRole('form', { name: 'Value pairs' }));
    await userEvent.type(pairs.getByLabelText('In HighLevel'), 'Housing');
    await userEvent.type(pairs.getByLabelText('In BQE CORE'), 'Residential{Enter}');
    const rule = onChange.mock.lastCall?.[0].rules.find(({ left }: { left: string }) => left === 'custom:cf1');
    expect(rule.valuePairs.at(-1)).toEqual(['Housing', 'Residential']);
  });

  it('offers nothing that writes to LocaliQ, and says what to do where nothing is connected', async () => {
    const { rerender } = render(<MappingSection {...mappingProps()} />);
    await userEvent.click(screen.getByRole('radio', { name: 'LocaliQ contacts' }));
    expect(screen.getByText(/LocaliQ can be read only/)).toBeTruthy();
    expect(screen.queryByText(/Create a record in LocaliQ/)).toBeNull();
    rerender(<MappingSection {...mappingProps({ pairs: [] })} />);
    expect(screen.getByRole('link', { name: /Connect BQE CORE or LocaliQ/ })).toBeTruthy();
  });
});

describe('Activity', () => {
  it('says of each entry what, whose, when, why and how it ended', () => {
    render(<ActivitySection {...activityProps()} />);
    const [first, , third, fourth] = within(screen.getByRole('list', { name: 'Activity' })).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/Contact changed.*Ada Lovelace.*HighLevel · A click · Phone, City/);
    expect(first?.textContent).toContain('From London');
    expect(third?.textContent).toContain('The server took it and kept something else');
    expect(fourth?.textContent).toMatch(/Access refused.*Status 403.*PUT \/client\/:id/);
    expect(screen.getByText(/names and values were erased/)).toBeTruthy();
  });

  it('filters by text once the typing pauses, by kind and by person', async () => {
    const onFilter = vi.fn();
    const { rerender } = render(<ActivitySection {...activityProps({ onFilter })} />);
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search' }), 'ada');
    await waitFor(() => expect(onFilter).toHaveBeenCalledExactlyOnceWith({ text: 'ada' }));
    await userEvent.selectOptions(screen.getByLabelText('Kind'), 'Refused access');
    expect(onFilter).toHaveBeenLastCalledWith({ text: '', kind: 'refused' });
    await userEvent.click(screen.getAllByRole('button', { name: 'Show only this person', hidden: true })[0] as HTMLElement);
    expect(onFilter).toHaveBeenLastCalledWith({ text: '', contact: { uid: 'ada', name: 'Ada Lovelace' } });
    rerender(
      <ActivitySection {...activityProps({ onFilter, rows: [], filter: { text: 'x', contact: { uid: 'ada', name: 'Ada Lovelace' } } })} />,
    );
    expect(screen.getByText('Nothing in the log fits.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Show everybody' }));
    expect(onFilter).toHaveBeenLastCalledWith({ text: 'x' });
  });

  it('is empty, is being read, and reads on', async () => {
    const onMore = vi.fn();
    const { rerender } = render(<ActivitySection {...activityProps({ rows: undefined })} />);
    expect(screen.getByText('Reading the log…')).toBeTruthy();
    rerender(<ActivitySection {...activityProps({ rows: [], hasMore: false, reads: [] })} />);
    expect(screen.getByText(/Nothing yet/)).toBeTruthy();
    rerender(<ActivitySection {...activityProps({ rows: [anActivityRow()], onMore })} />);
    await userEvent.click(screen.getByRole('button', { name: 'Show older' }));
    expect(onMore).toHaveBeenCalledOnce();
  });

  it('verifies with a head that was kept, and says the first entry that does not hold', async () => {
    const onVerify = vi.fn(async () => ({ entries: 12, head: '', at: now, broken: { seq: 9, text: 'It is not what was written.' } }));
    render(<ActivitySection {...activityProps({ onVerify })} />);
    await userEvent.click(screen.getByText('Compare with a head that you kept'));
    await userEvent.type(screen.getByLabelText('Head'), ' 12:ab ');
    await userEvent.click(screen.getByRole('button', { name: 'Verify' }));
    expect(onVerify).toHaveBeenCalledWith('12:ab', expect.any(Function));
    expect(await screen.findByText('Entry 9 does not hold.')).toBeTruthy();
  });

  it('exports both forms, and says so when it fails', async () => {
    const onExport = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('full'));
    render(<ActivitySection {...activityProps({ onExport })} />);
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    await userEvent.click(screen.getByRole('button', { name: 'Export JSON Lines' }));
    expect(onExport.mock.calls).toEqual([['csv'], ['jsonl']]);
    expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong');
  });

  it('erases one person’s values only after the typed word, and gives the focus back', async () => {
    const onErase = vi.fn(async () => 8);
    render(<ActivitySection {...activityProps({ onErase, filter: { text: '', contact: { uid: 'ada', name: 'Ada Lovelace' } } })} />);
    await userEvent.click(screen.getByRole('button', { name: 'Erase values of Ada Lovelace' }));
    await userEvent.type(screen.getByLabelText('Type ERASE to confirm'), 'eras{Enter}');
    expect(onErase).not.toHaveBeenCalled();
    await userEvent.type(screen.getByLabelText('Type ERASE to confirm'), 'e{Enter}');
    expect(onErase).toHaveBeenCalledWith('ada');
    expect(await screen.findByText('Erased from 8 entries.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Erase values of Ada Lovelace' }));
    expect(screen.getByText(/2 years, names and values in them for 180 days/)).toBeTruthy();
  });
});

describe('Health', () => {
  it('opens the list behind each number, with why in a sentence and what can be done', async () => {
    const run = vi.fn();
    const lists = {
      ...healthProps().lists,
      failed: [aHealthRecord({ why: 'The key lacks contacts.write.', acts: [{ name: 'Try again', run }] })],
    };
    render(<HealthSection {...healthProps({ lists })} />);
    const opener = screen.getByRole('button', { name: '1 Failed' });
    await userEvent.click(opener);
    expect(opener.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('list', { name: 'Failed' }).textContent).toContain('Why? The key lacks contacts.write.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again: Ada Lovelace' }));
    expect(run).toHaveBeenCalledOnce();
    await userEvent.click(screen.getByRole('button', { name: '214 Left alone' }));
    await userEvent.type(screen.getByRole('searchbox'), 'record 214');
    expect(within(screen.getByRole('list', { name: 'Left alone' })).getAllByRole('listitem')).toHaveLength(1);
  });

  it('says what is left of the limits, how old the sweeps are and what keeps failing', () => {
    render(<HealthSection {...healthProps()} />);
    expect(screen.getByText(/86 of 100 requests left, 187,204 of 200,000 today/)).toBeTruthy();
    expect(screen.getByLabelText('Requests left at BQE CORE')).toBeTruthy();
    expect(screen.getByText(/1 day ago, more than a day/)).toBeTruthy();
    expect(screen.getByText(/6 times/)).toBeTruthy();
  });

  it('says what a click could not do, and which records a comparison found to differ', async () => {
    render(<HealthSection {...healthProps({ failure: { code: 'uncertain', detail: 'The change is being sent.', at: now } })} />);
    expect(screen.getByRole('alert').textContent).toContain('The change is being sent.');
    await userEvent.click(screen.getByText('2 records differed'));
    expect(screen.getByRole('list', { name: 'Records that differed' }).textContent).toMatch(/Ada Lovelace.*Phone written.*Grace Hopper/);
  });

  it('says nothing before the store was read, and asks for it only while it is on screen', async () => {
    const left = vi.fn();
    const follow = vi.fn(() => left);
    const empty = { waiting: [], failed: [], conflicts: [], questions: [], 'left-alone': [] };
    const { unmount } = render(
      <HealthSection {...healthProps({ isReading: true, alerts: [], lists: empty, systems: [], runs: [], follow })} />,
    );
    expect(screen.getByRole('status').textContent).toBe('Reading…');
    expect([follow.mock.calls.length, left.mock.calls.length]).toEqual([1, 0]);
    unmount();
    await waitFor(() => expect(left).toHaveBeenCalledOnce());
  });

  it('says that all is well only where it is', () => {
    const empty = { waiting: [], failed: [], conflicts: [], questions: [], 'left-alone': healthProps().lists['left-alone'] };
    const { rerender } = render(<HealthSection {...healthProps({ alerts: [], lists: empty })} />);
    expect(screen.getByRole('status').textContent).toContain('Everything is in step.');
    rerender(<HealthSection {...healthProps({ alerts: [], lists: { ...empty, waiting: [aHealthRecord()] } })} />);
    expect(screen.getByRole('status').textContent).not.toContain('Everything is in step.');
    rerender(<HealthSection {...healthProps({ alerts: [], lists: empty, inStep: 0 })} />);
    expect(screen.getByRole('status').textContent).toBe('Nothing waits. No records are linked yet.');
  });
});
