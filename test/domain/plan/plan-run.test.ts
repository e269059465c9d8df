// Who is linked, made, asked about or left alone, and what stops a run.
import { describe, expect, it } from 'vitest';
import { fieldRule, type PairName } from '@/lib/domain/mapping/mapping';
import { usualBrake } from '@/lib/domain/plan/brake';
import type { Plan, PlanInput, Step } from '@/lib/domain/plan/plan';
import { planRun } from '@/lib/domain/plan/plan-run';
import { aRecord, liveOf, TwoSystems } from './world';

const bqe = liveOf('highlevel-bqe-client');
const localiq = liveOf('highlevel-localiq');
const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', phone: '+12125550100' };

const plan = (rest: Partial<PlanInput>, pair: PairName = 'highlevel-bqe-client') =>
  planRun({ live: pair === 'highlevel-localiq' ? localiq : bqe, left: [], right: [], ...rest });

/** Steps in a few words. */
function words({ steps }: Plan): string[] {
  return steps.map((step: Step) => {
    switch (step.kind) {
      case 'link':
        return `link ${step.left} ${step.right} (${step.reasons.join(', ')})`;
      case 'update':
        return `update ${step.uid}: ${step.changes.map(({ ref, to }) => `${ref}=${to}`).join(', ')}`;
      case 'create':
        return `create ${step.side} from ${step.from.join('+')}`;
      case 'question': {
        const { question } = step;
        if (question.about === 'which') return `which is ${question.uid}: ${question.candidates.map(({ uid }) => uid).join(', ')}`;
        if (question.about === 'same-person') return `same person: ${question.uids.join(', ')}`;
        if (question.about === 'linked-twice') return `linked twice: ${question.uid} to ${question.partners.join(', ')}`;
        return `${question.about}: ${question.left} ${question.right}`;
      }
      case 'skip':
        return `skip ${step.uid}: ${step.reason}`;
      default:
        return `${step.kind} ${step.left} ${step.right}: ${step.fields.map(({ label }) => label).join(', ')}`;
    }
  });
}

describe('who belongs to whom', () => {
  it('an exact e-mail, or a phone with the same name, is a link', () => {
    expect(words(plan({ left: [aRecord('L1', ada)], right: [aRecord('R1', { ...ada, email: 'ADA@example.com', phone: '' })] }))).toContain(
      'link L1 R1 (Same e-mail, Similar name)',
    );
    expect(words(plan({ left: [aRecord('L1', ada)], right: [aRecord('R1', { ...ada, email: '', phone: '212 555 0100' })] }))).toContain(
      'link L1 R1 (Same phone, Similar name)',
    );
  });

  it('an e-mail of one and a phone of another is a question, and nobody is made', () => {
    const left = [aRecord('L1', { ...ada, phone: '' }), aRecord('L2', { firstName: 'Bo', lastName: 'Ek', phone: ada.phone })];
    expect(words(plan({ left, right: [aRecord('R1', ada)] }))).toEqual(['which is R1: L1, L2']);
  });

  it('a phone with another name is a question', () => {
    const right = [aRecord('R1', { firstName: 'Bo', lastName: 'Ek', phone: ada.phone })];
    expect(words(plan({ left: [aRecord('L1', ada)], right }))).toEqual(['which is R1: L1']);
  });

  it('name and company alone are a question; namesakes with other addresses are two people', () => {
    const company = { companyName: 'Quill & Hart' };
    const other = aRecord('R1', { ...ada, ...company, email: 'other@example.com', phone: '' });
    expect(words(plan({ left: [aRecord('L1', { ...ada, ...company })], right: [other] }))).toEqual(['which is R1: L1']);
    expect(words(plan({ left: [aRecord('L1', ada)], right: [other] }))).toEqual(['create left from R1', 'create right from L1']);
    expect(words(plan({ left: [aRecord('L1', { firstName: 'Ada', lastName: 'Lovelace' })], right: [other] }))).toEqual(['which is R1: L1']);
  });

  it('two records with the same e-mail are a question wherever they are', () => {
    const two = [aRecord('R1', ada), aRecord('R2', { ...ada, firstName: 'Augusta' })];
    expect(words(plan({ left: [aRecord('L1', ada)], right: two }))).toEqual(['which is L1: R1, R2']);
    expect(words(plan({ right: two }))).toEqual(['same person: R1, R2']);
    expect(words(plan({ left: [aRecord('L1', ada), aRecord('L2', ada)], right: [aRecord('R1', ada)] }))).toEqual(['which is R1: L1, L2']);
  });

  it('a match must be one from both ends', () => {
    const right = [aRecord('R1', { ...ada, phone: '' }), aRecord('R2', { ...ada, email: '' })];
    expect(words(plan({ left: [aRecord('L1', ada)], right }))).toEqual(['which is L1: R1, R2']);
  });

  it('who has a partner already gets no second one', () => {
    const left = [aRecord('L1', ada)];
    const right = [aRecord('R1', ada), aRecord('R2', ada)];
    expect(words(plan({ left, right, pairs: [{ left: 'L1', right: 'R1' }] }))).toEqual(['already-linked: L1 R2']);
  });

  it('a link survives another e-mail, and carries it over', () => {
    const pairs = [{ left: 'L1', right: 'R1', base: { 'email|email': { left: 'ada@example.com', right: 'ada@example.com' } } }];
    const live = liveOf('highlevel-bqe-client', { rules: [fieldRule('email', 'email')] });
    const right = [aRecord('R1', { ...ada, email: 'countess@example.com', phone: '' })];
    expect(words(planRun({ live, left: [aRecord('L1', ada)], right, pairs }))).toEqual(['update L1: email=countess@example.com']);
  });

  it('who is kept apart is not linked, and not made where the e-mail is there already', () => {
    const input = { left: [aRecord('L1', ada)], right: [aRecord('R1', ada)], keptApart: [['L1', 'R1'] as const] };
    expect(words(plan(input))).toEqual(['skip L1: duplicate', 'skip R1: duplicate']);
  });
});

describe('what is made, and what is not', () => {
  it('is made as the mapping says, with what cannot be carried named', () => {
    const right = [aRecord('R1', { ...ada, companyName: 'Engines', country: 'Freedonia' })];
    const [step] = plan({ right }).steps;
    expect(step).toMatchObject({ kind: 'create', side: 'left', from: ['R1'] });
    if (step?.kind !== 'create') return;
    expect(step.changes.map(({ ref, to }) => `${ref}=${to}`)).toEqual([
      'firstName=Ada',
      'lastName=Lovelace',
      'companyName=Engines',
      'email=ada@example.com',
      'phone=+12125550100',
    ]);
    expect(step.refused).toMatchObject([{ ref: 'country', reason: expect.stringContaining('Freedonia') }]);
  });

  it('is skipped with the reason', () => {
    const off = liveOf('highlevel-bqe-client', { create: { left: true, right: false } });
    expect(words(planRun({ live: off, left: [aRecord('L1', ada)], right: [] }))).toEqual(['skip L1: create-off']);
    expect(words(plan({ left: [aRecord('L1', ada)] }, 'highlevel-localiq'))).toEqual(['skip L1: create-off']);
    expect(words(plan({ right: [aRecord('R1', { city: 'Rome' })] }))).toEqual(['skip R1: nothing-to-go-by']);
    expect(words(plan({ right: [aRecord('R1', ada, { isArchived: true })] }))).toEqual(['skip R1: archived']);
    const demanding = {
      ...bqe,
      fields: { ...bqe.fields, left: bqe.fields.left.map((field) => (field.ref === 'city' ? { ...field, required: true } : field)) },
    };
    expect(words(planRun({ live: demanding, left: [], right: [aRecord('R1', ada)] }))).toEqual(['skip R1: required-blank']);
  });

  it('only what changed is looked at in an ordinary run', () => {
    const input = { right: [aRecord('R1', ada), aRecord('R2', { email: 'b@example.com' })], changed: { right: new Set(['R2']) } };
    expect(words(plan(input))).toEqual(['create left from R2']);
  });
});

describe('deletions and archives', () => {
  const pairs = [{ left: 'L1', right: 'R1' }];
  const left = [aRecord('L1', ada)];

  it('are questions, and nothing is written, deleted or made anew meanwhile', () => {
    expect(words(plan({ left, pairs, gone: { right: ['R1'] } }))).toEqual(['deleted: L1 R1']);
    expect(words(plan({ left, right: [aRecord('R1', { ...ada, city: 'Rome' }, { isArchived: true })], pairs }))).toEqual([
      'archived: L1 R1',
    ]);
  });

  it('are asked about once', () => {
    expect(words(plan({ left, pairs: [{ ...pairs[0]!, answered: ['deleted'] }], gone: { right: ['R1'] } }))).toEqual([]);
    const right = [aRecord('R1', { ...ada, city: 'Rome' }, { isArchived: true })];
    expect(words(plan({ left, right, pairs: [{ ...pairs[0]!, answered: ['archived'] }] }))).toEqual(['update L1: city=Rome']);
  });

  it('mere absence proves nothing', () => {
    expect(words(plan({ left, pairs }))).toEqual([]);
  });

  it('a record that is linked to two is left alone', () => {
    const right = [aRecord('R1', { ...ada, city: 'Rome' }), aRecord('R2', ada)];
    expect(words(plan({ left, right, pairs: [...pairs, { left: 'L1', right: 'R2' }] }))).toEqual(['linked twice: L1 to R1, R2']);
  });
});

describe('several LocaliQ contacts', () => {
  const two = [aRecord('R1', { ...ada, city: 'Rome' }), aRecord('R2', { ...ada, city: 'Oslo', state: 'NY' })];

  it('feed one HighLevel contact, into blanks only and never against each other', () => {
    const steps = words(plan({ left: [aRecord('L1', ada)], right: two }, 'highlevel-localiq'));
    expect(steps).toEqual([
      'link L1 R1 (Same e-mail, Same phone, Similar name)',
      'link L1 R2 (Same e-mail, Same phone, Similar name)',
      'update L1: city=Rome',
      'update L1: state=NY',
    ]);
  });

  it('become one contact where none is there, and are at rest then', () => {
    const first = plan({ right: two }, 'highlevel-localiq');
    expect(words(first)).toEqual(['create left from R1+R2']);
    const world = new TwoSystems(localiq, { left: [], right: two });
    world.apply(first);
    expect(world.contact('left', 'made-left-1')).toMatchObject({ city: 'Rome', state: 'NY' });
    expect(words(planRun(world.input()))).toEqual([]);
  });

  it('do not become one where it is not clear that they are one', () => {
    const family = [
      aRecord('R1', ada),
      aRecord('R2', { ...ada, email: 'info@engines.example' }),
      aRecord('R3', { firstName: 'Bo', lastName: 'Ek', email: 'ada@example.com' }),
    ];
    expect(words(plan({ right: family }, 'highlevel-localiq')).join()).toContain('same person');
  });
});

describe('the brake', () => {
  const base = { 'city|city': { left: 'Rome', right: 'Rome' } };
  const live = liveOf('highlevel-bqe-client', { rules: [fieldRule('city', 'city')] });
  const run = (count: number, changed: number, city: string, rest: Partial<PlanInput> = {}) => {
    const ids = Array.from({ length: count }, (_, index) => index);
    return planRun({
      live,
      left: ids.map((id) => aRecord(`L${id}`, { city: 'Rome' })),
      right: ids.map((id) => aRecord(`R${id}`, { city: id < changed ? city : 'Rome' })),
      pairs: ids.map((id) => ({ left: `L${id}`, right: `R${id}`, base })),
      ...rest,
    }).brake;
  };

  it('stops a run that would change or blank too much at once', () => {
    expect(run(100, 21, 'Oslo')).toEqual({ cause: 'changes', count: 21, of: 100 });
    expect(run(5000, 501, 'Oslo')).toEqual({ cause: 'changes', count: 501, of: 5000 });
    expect(run(100, 6, '')).toEqual({ cause: 'blanks', count: 6, of: 100 });
  });

  it('lets an ordinary day pass', () => {
    expect(run(100, 20, 'Oslo')).toBeUndefined();
    expect(run(10, 9, 'Oslo')).toBeUndefined();
    expect(run(1000, 30, '')).toBeUndefined();
    expect(run(10, 9, 'Oslo', { brake: { ...usualBrake, share: 0.5, atLeast: 5 } })).toEqual({ cause: 'changes', count: 9, of: 10 });
  });
});

describe('the summary', () => {
  it('counts what the steps say', () => {
    const { summary } = plan({
      left: [aRecord('L1', ada)],
      right: [aRecord('R1', { ...ada, city: 'Rome' }), aRecord('R2', { email: 'b@example.com' }), aRecord('R3', { city: 'x' })],
    });
    expect(summary).toEqual({
      create: { left: 1, right: 0 },
      update: { left: 1, right: 0 },
      link: 1,
      conflict: 0,
      question: 0,
      refused: 0,
      skip: { 'nothing-to-go-by': 1 },
      inStep: 0,
      blanked: 0,
    });
  });
});

it('looks at a record as often among many that are left out as among few', () => {
  const live = liveOf('highlevel-bqe-client', { create: { left: true, right: false } });
  const looks = [100, 200].map((count) => {
    let looked = 0;
    const left = Array.from({ length: count }, (_, at) => {
      const uid = `L${1000 + at}`;
      const record = aRecord(uid, { firstName: `Pat${at}`, email: `pat.${at}@example.com` });
      return Object.defineProperty(record, 'uid', {
        get() {
          looked += 1;
          return uid;
        },
      });
    });
    expect(planRun({ live, left, right: [] }).summary.skip).toEqual({ 'create-off': count });
    return looked / count;
  });
  // Sorting them looks at each a little oftener.
  expect(looks[1]).toBeLessThan((looks[0] ?? 0) * 1.3);
});
