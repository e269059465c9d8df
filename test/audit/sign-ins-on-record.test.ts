// Sign-ins, sign-outs and refusals are on record, and every read is counted.
import { expect, it } from 'vitest';
import type { Answer } from '@/lib/audit/audit-log';
import type { NewEvent } from '@/lib/audit/entry';
import { putEntered } from '@/lib/auth/secrets';
import { createRig } from '../sync/rig';

async function aRecordedRig() {
  const events: NewEvent[] = [];
  const answers: Answer[] = [];
  const audit = { note: (event: NewEvent) => void events.push(event), answered: (_: string, answer: Answer) => void answers.push(answer) };
  const rig = await createRig({ audit });
  // The rig has connected already: from here on a new key is tried.
  events.length = 0;
  answers.length = 0;
  rig.pass(1000);
  await rig.db.connections.update('highlevel', { state: 'checking', keySetAt: rig.now() });
  return { rig, answers, told: () => events.map(({ what, outcome, code }) => [what, outcome, ...(code ? [code] : [])].join(' ')) };
}

it('tells of a key’s first test, not of later ones, and of the sign-out', async () => {
  const { rig, told, answers } = await aRecordedRig();
  await rig.connections.check('highlevel');
  rig.pass(1000);
  await rig.connections.check('highlevel');
  await rig.connections.disconnect('highlevel');
  expect(told()).toEqual(['sign-in done', 'sign-out done']);
  expect(answers.length).toBeGreaterThan(3);
  expect(answers.every(({ path }) => !path.includes('?'))).toBe(true);
});

it('tells of a key that was refused', async () => {
  const { rig, told, answers } = await aRecordedRig();
  await putEntered(rig.vault, 'highlevel', { method: 'token', token: 'pit-wrong' });
  await rig.connections.check('highlevel');
  expect(told()).toEqual(['sign-in refused signed-out']);
  expect(answers.map(({ status }) => status)).toContain(401);
});
