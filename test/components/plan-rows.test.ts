// A plan in words: every kind of step says who, what and why.
import { expect, it } from 'vitest';
import { planRows, skipText } from '@/components/options/plan-rows';
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import { liveMapping } from '@/lib/domain/mapping/live-mapping';
import { pairs } from '@/lib/domain/mapping/mapping';
import type { Step } from '@/lib/domain/plan/plan';

const pair = 'highlevel-bqe-client';
const live = liveMapping(
  defaultMapping(pair),
  { left: contactFields(pairs[pair], 'left'), right: contactFields(pairs[pair], 'right') },
  { toE164: (phone) => phone, zone: 'America/New_York' },
);
const steps: Step[] = [
  { kind: 'link', left: 'a', right: 'b', reasons: ['Same e-mail'] },
  {
    kind: 'update',
    side: 'right',
    uid: 'b',
    from: 'a',
    changes: [{ rule: 'city|city', ref: 'city', label: 'City', from: '', to: 'Albany', why: 'fills' }],
    overwritten: [],
  },
  {
    kind: 'create',
    side: 'left',
    from: ['c', 'd'],
    changes: [{ rule: 'email|email', ref: 'email', label: 'E-mail', from: '', to: 'c@example.com', why: 'fills' }],
    refused: [],
  },
  {
    kind: 'conflict',
    left: 'a',
    right: 'b',
    fields: [{ rule: 'phone|phone', label: 'Phone', left: '1', right: '2', why: 'both-changed' }],
  },
  { kind: 'question', question: { about: 'which', side: 'right', uid: 'd', candidates: [{ uid: 'a', reasons: ['Similar name'] }] } },
  { kind: 'question', question: { about: 'deleted', side: 'right', left: 'a', right: 'b' } },
  { kind: 'skip', side: 'left', uid: 'a', reason: 'create-off' },
];

it('says who, what and why of each step', () => {
  const rows = planRows({ steps }, live, (side, uid) => `${uid.toUpperCase()} (${side})`);
  expect(rows.map(({ name, act, note }) => [name, act, note].filter(Boolean).join(' | '))).toEqual([
    'A (left) | Linked to B (right) in BQE CORE | Same e-mail.',
    'B (right) | 1 field in BQE CORE',
    'C (right) | New in HighLevel | Also filled from D (right).',
    'A (left) | You decide | Nothing is written until you choose.',
    'D (right) | Who is this in HighLevel? | A (left) (similar name).',
    'A (left) | Deleted in BQE CORE | Nothing is deleted by itself: you decide what becomes of the other one.',
    `A (left) | Left alone | ${skipText('create-off', 'BQE CORE')}`,
  ]);
  expect(rows[1]?.changes).toEqual([{ label: 'City', from: '', to: 'Albany', note: 'Fills a blank' }]);
  expect(rows[3]?.changes).toEqual([{ label: 'Phone', from: '1', to: '2', note: 'Both sides changed.' }]);
});
