// Options › Activity over a real log: what is written while the page is open appears by itself; export, proof and erasing do what they say.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ActivitySection } from '@/components/options/ActivitySection';
import { useActivity } from '@/entrypoints/options/use-activity';
import { anEvent, createAuditRig } from '../audit/rig';

type Rig = ReturnType<typeof createAuditRig>;

function Activity({ rig, files }: { rig: Rig; files: { name: string; content: Blob }[] }) {
  const props = useActivity(rig.db, rig.log, rig.clock.at, (name, content) => files.push({ name, content }));
  return <ActivitySection {...props} />;
}

async function show(count = 3) {
  const rig = createAuditRig();
  await rig.write(...Array.from({ length: count }, (_, n) => anEvent({ values: { name: `Person ${n + 1}` } })));
  const files: { name: string; content: Blob }[] = [];
  render(<Activity rig={rig} files={files} />);
  await screen.findByText(`Person ${count}`);
  return { rig, files };
}

const items = () => screen.getAllByRole('listitem').filter(({ textContent }) => /Contact changed|erased/.test(textContent ?? ''));

afterEach(() => cleanup());

it('shows what another context put down, chained, while the page is open', async () => {
  const { rig } = await show();
  await rig.log.append([anEvent({ values: { name: 'Grace Hopper' } })]);
  expect(await screen.findByText('Grace Hopper')).toBeTruthy();
  expect(await rig.db.auditPending.count()).toBe(0);
});

it('lists a page and then the next, and finds by text', async () => {
  await show(60);
  expect(items()).toHaveLength(50);
  await userEvent.click(screen.getByRole('button', { name: 'Show older' }));
  await waitFor(() => expect(items()).toHaveLength(60));
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search' }), 'Person 60');
  await waitFor(() => expect(items()).toHaveLength(1));
});

it('exports with the values, and puts the export on record', async () => {
  const { rig, files } = await show();
  await userEvent.click(screen.getByRole('button', { name: 'Export JSON Lines' }));
  await waitFor(() => expect(files).toHaveLength(1));
  expect(files[0]?.name).toMatch(/^lockstep-activity-\d{4}-\d\d-\d\d\.jsonl$/);
  expect((await rig.entries()).at(-1)?.what).toBe('log.exported');
  const text = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(files[0]?.content as Blob);
  });
  expect(text.trimEnd().split('\n')).toHaveLength(4);
  expect(text).toContain('Person 2');
});

it('erases, says how many, and the chain holds with a head to keep', async () => {
  await show();
  await userEvent.click(screen.getByRole('button', { name: 'Erase personal values' }));
  await userEvent.type(screen.getByLabelText('Type ERASE to confirm'), 'ERASE{Enter}');
  expect(await screen.findByText('Erased from 3 entries.')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('Person 3')).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: 'Verify' }));
  expect(await screen.findByText('The chain holds.')).toBeTruthy();
  expect(screen.getByText(/^4:[0-9a-f]{64}$/)).toBeTruthy();
});

it('says which entry was tampered with', async () => {
  const { rig } = await show();
  await rig.db.audit.update(2, { what: 'contact.delete' });
  await userEvent.click(screen.getByRole('button', { name: 'Verify' }));
  expect(await screen.findByText('Entry 2 does not hold.')).toBeTruthy();
});
