import { describe, expect, it } from 'vitest';
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import { checkMapping, liveMapping, offeredFields } from '@/lib/domain/mapping/live-mapping';
import { type FieldRule, fieldRule, type Mapping, pairNames, pairs } from '@/lib/domain/mapping/mapping';
import { aCustomField, tools } from './arbitraries';

const pair = pairs['highlevel-bqe-client'];
const custom = {
  left: [
    aCustomField({ id: 'budget', name: 'Budget', dataType: 'MONETORY' }),
    aCustomField({ id: 'plans', name: 'Plans', dataType: 'FILE_UPLOAD' }),
    aCustomField({ id: 'kind', name: 'Kind', dataType: 'SINGLE_OPTIONS', options: ['Hot', 'Cold'] }),
    aCustomField({ id: 'boxes', name: 'Boxes', dataType: 'TEXTBOX_LIST' }),
  ],
  right: [aCustomField({ id: 'fee', name: 'Fee', dataType: 'Number' }), aCustomField({ id: 'phase', name: 'Phase', dataType: 'TEXT' })],
};
const fields = { left: contactFields(pair, 'left', custom.left), right: contactFields(pair, 'right', custom.right) };
const aMapping = (...rules: FieldRule[]): Mapping => ({
  pair: 'highlevel-bqe-client',
  rules,
  create: { left: true, right: true },
  version: 1,
});
const problemsOf = (...rules: FieldRule[]) => checkMapping(aMapping(...rules), fields).map(({ code, severity }) => `${severity}: ${code}`);

describe('the fields of the systems', () => {
  it('finds the type of a discovered field by the system’s own word', () => {
    const types = (words: string[]) =>
      contactFields(
        pair,
        'left',
        words.map((dataType, index) => aCustomField({ id: `${index}`, dataType })),
      ).slice(-words.length);
    expect(
      types([
        'TEXT',
        'LARGE_TEXT',
        'NUMERICAL',
        'PHONE',
        'MONETORY',
        'CHECKBOX',
        'SINGLE_OPTIONS',
        'MULTIPLE_OPTIONS',
        'RADIO',
        'DATE',
        'FILE_UPLOAD',
      ]).map(({ type }) => type),
    ).toEqual(['text', 'long-text', 'number', 'phone', 'money', 'choices', 'choice', 'choices', 'choice', 'date', 'file']);
    expect(types(['Boolean', 'DateTime', 'Dropdown', 'Email', 'Currency']).map(({ type }) => type)).toEqual([
      'boolean',
      'date-time',
      'choice',
      'email',
      'money',
    ]);
    expect(types(['TEXTBOX_LIST'])).toMatchObject([{ type: 'text', write: 'never' }]);
  });

  it('LocaliQ is read only, with the route', () => {
    for (const field of contactFields(pairs['highlevel-localiq'], 'right'))
      expect(field).toMatchObject({ write: 'never', route: expect.stringContaining('Fill this page') });
  });
});

describe('a mapping', () => {
  it.each(pairNames)('%s has defaults without errors', (name) => {
    const both = { left: contactFields(pairs[name], 'left'), right: contactFields(pairs[name], 'right') };
    const { problems, rules, mapping } = liveMapping(defaultMapping(name), both, tools);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(rules).toHaveLength(mapping.rules.length);
    if (name === 'highlevel-localiq') for (const rule of rules) expect(rule).toMatchObject({ direction: 'to-left', fillBlanksOnly: true });
  });

  it('several records that feed one only ever fill blanks, whatever the rule says', () => {
    const both = { left: contactFields(pairs['highlevel-localiq'], 'left'), right: contactFields(pairs['highlevel-localiq'], 'right') };
    const eager = { ...defaultMapping('highlevel-localiq'), rules: [fieldRule('email', 'email', { direction: 'to-left' })] };
    expect(liveMapping(eager, both, tools).rules).toMatchObject([{ fillBlanksOnly: true }]);
  });

  it('reports a rule whose field was removed, keeps it, and lets the others work', () => {
    const mapping = aMapping(fieldRule('email', 'email'), fieldRule('custom:budget', 'custom:gone'));
    const live = liveMapping(mapping, fields, tools);
    expect(live.problems).toMatchObject([
      { key: 'custom:budget|custom:gone', code: 'field-missing', severity: 'error', text: expect.stringContaining('no longer exists') },
    ]);
    expect(live.rules.map(({ key }) => key)).toEqual(['email|email']);
    expect(live.mapping).toBe(mapping);
  });

  it('a rule that is there twice works once', () => {
    expect(liveMapping(aMapping(fieldRule('city', 'city'), fieldRule('city', 'city')), fields, tools).rules).toHaveLength(1);
  });

  it('says that a company name goes into new HighLevel contacts only, and by which route otherwise', () => {
    expect(checkMapping(aMapping(fieldRule('companyName', 'companyName')), fields)).toMatchObject([
      { code: 'on-create-only', severity: 'warning', text: expect.stringContaining('Open the contact in HighLevel') },
    ]);
    expect(problemsOf(fieldRule('companyName', 'companyName', { direction: 'to-right' }))).toEqual([]);
  });

  it('refuses what cannot work, with the reason', () => {
    expect(problemsOf(fieldRule('custom:plans', 'custom:phase'))).toEqual(['error: types-refused', 'error: types-refused']);
    expect(problemsOf(fieldRule('phone', 'custom:fee', { direction: 'to-right' }))).toEqual(['error: types-refused']);
    expect(problemsOf(fieldRule('email', 'email'), fieldRule('custom:kind', 'email'))).toEqual([
      'error: types-refused',
      'error: types-refused',
    ]);
    expect(problemsOf(fieldRule('city', 'city'), fieldRule('custom:kind', 'city', { direction: 'to-right' }))).toEqual([
      'error: written-twice',
    ]);
    expect(problemsOf(fieldRule('firstName', 'firstName'), fieldRule('fullName', 'custom:phase'))).toEqual(['error: written-twice']);
    expect(problemsOf(fieldRule('custom:boxes', 'custom:phase', { direction: 'to-left' }))).toEqual(['error: not-writable']);
    expect(problemsOf(fieldRule('custom:boxes', 'custom:phase'))).toEqual(['warning: not-writable']);
    expect(problemsOf(fieldRule('city', 'city'), fieldRule('city', 'city'))).toEqual(['error: mapped-twice']);
  });

  it('pairs of values allow what the types alone do not', () => {
    const paired = { converter: 'value-pairs', direction: 'to-right' } as const;
    expect(problemsOf(fieldRule('custom:kind', 'custom:fee', { ...paired, valuePairs: [['Hot', '1']] }))).toEqual([]);
    expect(problemsOf(fieldRule('custom:kind', 'custom:fee', paired))).toEqual(['error: pairs-missing']);
    const tangled = [['Hot', 'A'] as const, ['Hot', 'B'] as const, ['Cold', 'B'] as const];
    expect(problemsOf(fieldRule('custom:kind', 'custom:phase', { ...paired, valuePairs: tangled }))).toEqual(['error: pairs-ambiguous']);
  });

  it('says which demanded field no rule fills', () => {
    const demanding = {
      ...fields,
      right: fields.right.map((field) => (field.ref === 'custom:phase' ? { ...field, required: true } : field)),
    };
    expect(checkMapping(aMapping(fieldRule('email', 'email')), demanding)).toMatchObject([
      { code: 'required-unmapped', key: 'custom:phase' },
    ]);
  });

  it('offers the fields that no rule mentions, files excepted', () => {
    const offered = offeredFields(
      aMapping(fieldRule('fullName', 'custom:phase'), fieldRule('custom:budget', 'custom:fee')),
      'left',
      fields.left,
    ).map(({ ref }) => ref);
    expect(offered).toContain('custom:kind');
    expect(offered).toContain('email');
    for (const taken of ['firstName', 'fullName', 'custom:budget', 'custom:plans']) expect(offered).not.toContain(taken);
  });
});
