// One field after the other: who changed what since both agreed, and what follows from it.
import { describe, expect, it } from 'vitest';
import type { Contact } from '@/lib/domain/contact';
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { liveMapping } from '@/lib/domain/mapping/live-mapping';
import { type FieldRule, fieldRule, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { copyRecord } from '@/lib/domain/merge/copy-record';
import { baseOfCreated, contactMerge, mergeContacts, settleContacts } from '@/lib/domain/merge/merge-contacts';
import type { Base } from '@/lib/domain/merge/merge-records';
import { aContact } from '../../builders';
import { aCustomField, tools } from '../mapping/arbitraries';

const pair = pairs['highlevel-bqe-client'];
const custom = [aCustomField({ id: 'site', dataType: 'DATE' }), aCustomField({ id: 'meet', dataType: 'DATETIME' })];
const fields = { left: contactFields(pair, 'left', custom), right: contactFields(pair, 'right', custom) };
const liveOf = (...rules: FieldRule[]) =>
  liveMapping({ pair: 'highlevel-bqe-client', rules, create: { left: true, right: true }, version: 1 }, fields, tools);

type Word = [base: string | undefined, left: string, right: string];
const early = { from: 1000, to: 2000 };
const late = { from: 5000, to: 6000 };

/** Merges one city field. */
function city([base, left, right]: Word, rule: Partial<FieldRule> = {}, times = { left: early, right: late }) {
  const bases: Base = base === undefined ? {} : { 'city|city': { left: base, right: base } };
  const merged = mergeContacts(liveOf(fieldRule('city', 'city', rule)), {
    left: aContact({ city: left }),
    right: aContact({ city: right }),
    base: bases,
    times,
  });
  const [toLeft] = merged.toLeft;
  const [toRight] = merged.toRight;
  const write = toLeft ? `left=${toLeft.to} (${toLeft.why})` : toRight ? `right=${toRight.to} (${toRight.why})` : '';
  const [conflict] = merged.conflicts;
  const [lost] = merged.overwritten;
  return [
    write || (conflict && `ask: ${conflict.why}`) || (merged.apart.length > 0 ? 'apart' : 'settled'),
    lost && `lost ${lost.side} ${lost.value || 'blank'}`,
  ]
    .filter(Boolean)
    .join(', ');
}

describe('one field, three-way', () => {
  it.each<[Word, Partial<FieldRule>, string]>([
    [['A', 'A', 'A'], {}, 'settled'],
    [['A', 'B', 'A'], {}, 'right=B (changed)'],
    [['A', 'A', 'B'], {}, 'left=B (changed)'],
    [['A', 'B', 'B'], {}, 'settled'],
    [['A', 'B', 'C'], {}, 'left=C (newer), lost left B'],
    [['A', 'B', 'C'], { wins: 'left' }, 'right=B (wins), lost right C'],
    [['A', 'B', 'C'], { wins: 'ask' }, 'ask: both-changed'],
    // Blanks: they overwrite only where somebody blanked the field.
    [[undefined, '', 'A'], {}, 'left=A (fills)'],
    [[undefined, 'A', ''], { wins: 'right' }, 'right=A (fills)'],
    [['A', '', 'A'], {}, 'right= (blanked)'],
    [['A', '', 'A'], { blanks: 'keep' }, 'settled'],
    [['A', '', 'A'], { blanks: 'ask' }, 'ask: blanked'],
    [['A', '', 'A'], { fillBlanksOnly: true }, 'settled'],
    [['A', '', 'B'], {}, 'left=B (newer), lost left blank'],
    [['A', '', 'B'], { wins: 'left' }, 'right= (wins), lost right B'],
    [['A', '', 'B'], { wins: 'left', blanks: 'keep' }, 'left=B (outlasts), lost left blank'],
    [['A', '', 'B'], { blanks: 'ask' }, 'ask: blanked'],
    [['', '', 'B'], {}, 'left=B (fills)'],
    // They never agreed.
    [[undefined, 'A', 'B'], {}, 'left=B (first), lost left A'],
    [[undefined, 'A', 'B'], { wins: 'ask' }, 'ask: never-agreed'],
    [[undefined, 'A', 'B'], { fillBlanksOnly: true }, 'apart'],
    [[undefined, 'A', 'A '], {}, 'settled'],
    // One way.
    [['A', 'B', 'A'], { direction: 'to-left' }, 'apart'],
    [['A', 'B', 'C'], { direction: 'to-left', wins: 'right' }, 'left=C (wins), lost left B'],
    [['A', '', 'A'], { direction: 'to-left' }, 'apart'],
    [['A', 'B', ''], { fillBlanksOnly: true }, 'settled'],
    [['A', 'B', 'A'], { fillBlanksOnly: true }, 'settled'],
  ])('%j %j: %s', (word, rule, expected) => {
    expect(city(word, rule)).toBe(expected);
  });

  it('asks where nobody can tell who was later', () => {
    expect(city(['A', 'B', 'C'], {}, { left: { from: 0, to: 5500 }, right: late })).toBe('ask: times-overlap');
    expect(city([undefined, 'B', 'C'], {}, { left: late, right: late })).toBe('ask: never-agreed');
  });
});

describe('two contacts', () => {
  const base: Base = {
    'email|email': { left: 'ada@example.com', right: 'ada@example.com' },
    'phone|phone': { left: '+12125550100', right: '(212) 555-0100' },
    'country|country': { left: 'US', right: 'United States' },
  };
  const live = liveOf(fieldRule('email', 'email'), fieldRule('phone', 'phone'), fieldRule('country', 'country'));

  it('edits to different fields both survive', () => {
    const left = aContact({ email: 'new@example.com' });
    const right = aContact({ phone: '212 555 0177', country: 'United States' });
    const { toLeft, toRight, conflicts } = mergeContacts(live, { left, right, base });
    expect(toLeft).toMatchObject([{ ref: 'phone', from: '+12125550100', to: '+12125550177', why: 'changed' }]);
    expect(toRight).toMatchObject([{ ref: 'email', to: 'new@example.com' }]);
    expect(conflicts).toEqual([]);
  });

  it('what a server made of our own write is no change', () => {
    const merged = mergeContacts(live, {
      left: aContact(),
      right: aContact({ phone: '212.555.0100', country: 'USA', email: ' ADA@example.com' }),
      base,
    });
    expect([merged.toLeft, merged.toRight, merged.unchanged]).toEqual([[], [], ['email|email', 'phone|phone', 'country|country']]);
  });

  it('a field that was not read is unknown, not blank', () => {
    const { toLeft, toRight } = mergeContacts(live, {
      left: aContact(),
      right: aContact({ email: '', phone: '', country: '' }),
      base,
      unsaid: { right: ['email', 'phone', 'country'] },
    });
    expect([...toLeft, ...toRight]).toEqual([]);
  });

  it('the time of day outlives another day', () => {
    const meeting = liveOf(fieldRule('custom:meet', 'custom:site'));
    const left = aContact({ customFields: { meet: '2026-11-21T19:30:00.000Z' } });
    const right = aContact({ customFields: { site: '2026-11-24' } });
    const before = { 'custom:meet|custom:site': { left: '2026-11-21T14:00:00.000Z', right: '2026-11-21' } };
    expect(mergeContacts(meeting, { left, right, base: before }).toLeft).toMatchObject([{ to: '2026-11-24T19:30:00.000Z' }]);
  });

  it('a company name that HighLevel would not take is reported with the route, again and again, and nothing is lost', () => {
    const company = liveOf(fieldRule('companyName', 'companyName'));
    const before = { 'companyName|companyName': { left: 'Old', right: 'Old' } };
    const merged = mergeContacts(company, {
      left: aContact({ companyName: 'Old' }),
      right: aContact({ companyName: 'New' }),
      base: before,
    });
    expect(merged).toMatchObject({
      toLeft: [],
      refused: [{ side: 'left', ref: 'companyName', value: 'New', reason: expect.stringContaining('new contacts only') }],
    });
    expect(merged.base).toEqual(before);
  });

  it('the base after a write is the server’s answer, and what was not kept is named', () => {
    const now = {
      left: aContact({ email: 'new@example.com', phone: '+12125550177' }),
      right: aContact({ country: 'United States' }),
      base,
    };
    const merged = mergeContacts(live, now);
    const answer = aContact({ email: 'NEW@EXAMPLE.COM', country: 'United States' });
    const { base: next, unstored } = settleContacts(live, now, merged, { right: answer });
    expect(next['email|email']).toEqual({ left: 'new@example.com', right: 'NEW@EXAMPLE.COM' });
    expect(unstored.map(({ ref, side }) => [ref, side])).toEqual([['phone', 'right']]);
    const again = mergeContacts(live, { ...now, right: answer, base: next });
    expect([...again.toLeft, ...again.toRight]).toEqual([]);
  });

  it('a record that was just made starts with what the server made of it', () => {
    const made = baseOfCreated(live, 'right', aContact(), aContact({ phone: '(212) 555-0100', country: 'USA', email: 'ADA@example.com' }));
    expect(made['phone|phone']).toEqual({ left: '+12125550100', right: '(212) 555-0100' });
    expect(Object.keys(made)).toEqual(['email|email', 'phone|phone', 'country|country']);
  });
});

describe('Push and Pull', () => {
  const live = liveOf(
    fieldRule('email', 'email'),
    fieldRule('city', 'city'),
    fieldRule('state', 'state', { direction: 'to-right' }),
    fieldRule('companyName', 'companyName'),
  );
  const copy = (left: Partial<Contact>, right: Partial<Contact>, to: Side, base?: Base) => {
    const { changes, refused } = copyRecord(
      contactMerge(live, { left: aContact(left), right: aContact(right), ...(base && { base }) }),
      to,
    );
    return [...changes.map(({ ref, to: value, why }) => `${ref}=${value} (${why})`), ...refused.map(({ ref }) => `${ref} refused`)];
  };

  it('carries every field that differs, in the directions that rules have', () => {
    const left = { email: 'a@x.org', city: 'Rome', state: 'NY', companyName: 'A' };
    const right = { email: 'A@x.org', city: 'Oslo', state: 'NJ', companyName: 'B' };
    expect(copy(left, right, 'right')).toEqual(['city=Rome (asked)', 'state=NY (asked)', 'companyName=A (asked)']);
    expect(copy(left, right, 'left')).toEqual(['city=Oslo (asked)', 'companyName refused']);
  });

  it('fills blanks; a blank goes over only where it was made by hand', () => {
    expect(copy({ city: 'Rome' }, { city: '' }, 'right')).toEqual(['city=Rome (fills)']);
    expect(copy({ city: '' }, { city: 'Rome' }, 'right')).toEqual([]);
    expect(copy({ city: '' }, { city: 'Rome' }, 'right', { 'city|city': { left: 'Rome', right: 'Rome' } })).toEqual(['city= (blanked)']);
  });
});
