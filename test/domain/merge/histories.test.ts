// Random lives of a pair of contacts on two servers that bring values to their own form. Whatever happens: both sides converge, writes stop
// within two rounds, nothing that was entered is lost unseen, and fields without a rule stay as they are to the byte.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankContact, type Contact, type CustomValue } from '@/lib/domain/contact';
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { readField, writeOf } from '@/lib/domain/mapping/contact-values';
import type { FieldRef } from '@/lib/domain/mapping/field';
import { type LiveMapping, liveMapping } from '@/lib/domain/mapping/live-mapping';
import { type FieldRule, fieldRule, otherSide, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { changeSpan } from '@/lib/domain/merge/change-span';
import { goesTo, type LiveRule } from '@/lib/domain/merge/live-rule';
import { type ContactPair, mergeContacts, settleContacts } from '@/lib/domain/merge/merge-contacts';
import { isEquivalent } from '@/lib/domain/merge/merge-field';
import type { Base, Merged } from '@/lib/domain/merge/merge-records';
import { aCustomField, tools } from '../mapping/arbitraries';
import { normalisingServer, type Server } from './normalising-server';

const pair = pairs['highlevel-bqe-client'];
const custom = [
  aCustomField({ id: 'kind', dataType: 'SINGLE_OPTIONS', options: ['Hot', 'Warm', 'Cold'] }),
  aCustomField({ id: 'list', dataType: 'MULTIPLE_OPTIONS', options: ['Plans', 'Site', 'Permit'] }),
  aCustomField({ id: 'memo', dataType: 'LARGE_TEXT' }),
  aCustomField({ id: 'start', dataType: 'DATE' }),
  aCustomField({ id: 'unmapped', dataType: 'TEXT' }),
];
const customRight = custom.map((field) => ({
  ...field,
  dataType: { kind: 'TEXT', list: 'TEXT', start: 'DATETIME' }[field.id] ?? field.dataType,
  options: [],
}));
const fields = { left: contactFields(pair, 'left', custom), right: contactFields(pair, 'right', customRight) };

const text = fc.constantFrom('Ada', 'ada', ' Ada  King ', 'Grace', 'ADA', 'Zoë', 'de la Cruz', 'x');
const phone = fc.constantFrom('(212) 555-0101', '+12125550101', '212.555.0199', '+1 303 555 0123', '3035550123');
const memo = fc.constantFrom('One', 'One\nTwo', '<p>One<br>Two</p>', '<b>One</b>', 'Three & four', '<p>Three &amp; four</p>');

/** A rule, what its fields can be given on each side, and what the servers may do to it. */
const subjects: { rule: [FieldRef, FieldRef, Partial<FieldRule>?]; values: Record<Side, fc.Arbitrary<CustomValue>>; habits: string[] }[] = [
  { rule: ['fullName', 'custom:name' as FieldRef], values: { left: text, right: text }, habits: ['keep'] },
  { rule: ['city', 'city'], values: { left: text, right: text }, habits: ['keep', 'trim', 'squash', 'upper', 'lower', 'title'] },
  { rule: ['address1', 'address1'], values: { left: text, right: text }, habits: ['keep', 'title', 'upper'] },
  {
    rule: ['email', 'email'],
    values: { left: fc.emailAddress(), right: fc.constantFrom('Ada@Example.com', 'g@x.org') },
    habits: ['keep', 'lower', 'trim'],
  },
  { rule: ['phone', 'phone'], values: { left: phone, right: phone }, habits: ['keep', 'e164', 'national', 'dotted'] },
  {
    rule: ['country', 'country'],
    values: { left: fc.constantFrom('US', 'DE', 'ca'), right: fc.constantFrom('United States', 'Germany', 'usa') },
    habits: ['keep', 'upper', 'usa'],
  },
  {
    rule: ['state', 'state'],
    values: { left: fc.constantFrom('NY', 'New York', 'QC'), right: fc.constantFrom('ny', 'Quebec') },
    habits: ['keep', 'upper', 'title'],
  },
  { rule: ['custom:memo', 'custom:memo'], values: { left: memo, right: memo }, habits: ['keep', 'paragraphs', 'trim'] },
  {
    rule: [
      'custom:kind',
      'custom:kind',
      {
        converter: 'value-pairs',
        valuePairs: [
          ['Hot', 'Active'],
          ['Warm', 'Active'],
          ['Cold', 'Idle'],
        ],
      },
    ],
    values: { left: fc.constantFrom('Hot', 'Warm', 'Cold'), right: fc.constantFrom('Active', 'idle', 'odd') },
    habits: ['keep', 'lower', 'title'],
  },
  {
    rule: ['custom:list', 'custom:list'],
    values: {
      left: fc.subarray(['Plans', 'Site', 'Permit'], { minLength: 1 }),
      right: fc.constantFrom('Plans', 'site, Plans', 'Permit; Site'),
    },
    habits: ['keep', 'upper', 'squash'],
  },
  {
    rule: ['custom:start', 'custom:start'],
    values: { left: fc.constantFrom('2026-11-21', '2026-12-01'), right: fc.constantFrom('2026-11-21T14:30:00Z', '2026-12-24T08:00:00Z') },
    habits: ['keep'],
  },
];

type Act =
  | { do: 'edit'; subject: number; side: Side; value: CustomValue }
  | { do: 'sync' }
  /** The writes arrive, their answers do not; the record is read again before the next run. */
  | { do: 'sync-unanswered' };

const side = fc.constantFrom<Side>('left', 'right');
const edit = fc
  .nat(subjects.length - 1)
  .chain((subject) =>
    side.chain((at) =>
      fc
        .oneof({ arbitrary: subjects[subject]!.values[at], weight: 5 }, { arbitrary: fc.constant<CustomValue>(''), weight: 1 })
        .map((value): Act => ({ do: 'edit', subject, side: at, value })),
    ),
  );
const act: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: edit, weight: 6 },
  { arbitrary: fc.constant<Act>({ do: 'sync' }), weight: 2 },
  { arbitrary: fc.constant<Act>({ do: 'sync-unanswered' }), weight: 1 },
);
const history = fc.record({
  acts: fc.array(act, { minLength: 5, maxLength: 40 }),
  rules: fc.tuple(
    ...subjects.map(() =>
      fc.record({
        direction: fc.oneof(
          { arbitrary: fc.constant('both' as const), weight: 4 },
          fc.constantFrom('to-left' as const, 'to-right' as const, 'none' as const),
        ),
        wins: fc.constantFrom('newest' as const, 'left' as const, 'right' as const, 'ask' as const),
        fillBlanksOnly: fc.oneof({ arbitrary: fc.constant(false), weight: 5 }, fc.constant(true)),
        blanks: fc.constantFrom('carry' as const, 'keep' as const, 'ask' as const),
      }),
    ),
  ),
  habits: fc.record({
    left: fc.tuple(...subjects.map(({ habits }) => fc.constantFrom(...habits))),
    right: fc.tuple(...subjects.map(({ habits }) => fc.constantFrom(...habits))),
  }),
});

const unmappedFields = (contact: Contact) =>
  JSON.stringify([contact.source, contact.dateOfBirth, contact.website, contact.tags, contact.customFields.unmapped]);

/** The world of one history. */
class World {
  readonly servers: Record<Side, Server>;
  base: Base = {};
  now = 1_800_000_000_000;
  writes = 0;
  /** What was entered on each side since both last agreed, by rule. */
  entered: Record<Side, Map<string, CustomValue>> = { left: new Map(), right: new Map() };
  private unanswered: { pair: ContactPair; merged: Merged } | undefined;

  constructor(
    readonly live: LiveMapping,
    habitsOf: Record<Side, readonly string[]>,
  ) {
    const contact = {
      ...blankContact(),
      source: ' a  b ',
      dateOfBirth: '1990-1-1',
      website: 'HTTP://X.y/',
      tags: ['Z', 'a'],
      customFields: { unmapped: '<i> x </i>' },
    };
    const server = (at: Side) => {
      const habit = subjects.map(({ rule }, index) => [
        String(rule[at === 'left' ? 0 : 1]).replace('custom:', ''),
        habitsOf[at][index] ?? 'keep',
      ]);
      return normalisingServer(contact, Object.fromEntries(habit));
    };
    this.servers = { left: server('left'), right: server('right') };
  }

  ruleOf(subject: number): LiveRule | undefined {
    const [left, right] = subjects[subject]!.rule;
    return this.live.rules.find(({ key }) => key === `${left}|${right}`);
  }

  valueOf(rule: LiveRule, at: Side): CustomValue {
    return readField(this.servers[at].contact, rule[at].ref as FieldRef);
  }

  edit(subject: number, at: Side, value: CustomValue): void {
    this.now += 10_000;
    const ref = subjects[subject]!.rule[at === 'left' ? 0 : 1];
    const rule = this.ruleOf(subject);
    const before = rule && this.valueOf(rule, at);
    this.servers[at].write(writeOf([{ ref, to: value }], this.servers[at].contact), this.now);
    if (!rule) return;
    const stored = this.valueOf(rule, at);
    // What the server itself turns back into the old value was never there.
    if (rule[at].same(stored, before)) return;
    const base = this.base[rule.key];
    // A field that was blank when the two met cannot be told from one that was blanked, and one that is as it was from one that was let be.
    if (base ? !rule[at].same(stored, base[at]) : !rule[at].isBlank(stored)) this.entered[at].set(rule.key, stored);
    else this.entered[at].delete(rule.key);
  }

  /** One run. Answers how many values it wrote. */
  sync(isAnswered: boolean): Merged {
    this.now += 10_000;
    if (this.unanswered) {
      const { pair: sent, merged } = this.unanswered;
      this.base = settleContacts(
        this.live,
        sent,
        merged,
        { left: this.servers.left.contact, right: this.servers.right.contact },
        { reread: true },
      ).base;
      this.unanswered = undefined;
      // What was changed back to the very value that we wrote cannot be told from our own write.
      for (const at of ['left', 'right'] as const) {
        for (const [key, value] of this.entered[at]) {
          const rule = this.live.rules.find((one) => one.key === key);
          if (rule?.[at].same(value, this.base[rule.key]?.[at])) this.entered[at].delete(key);
        }
      }
    }
    const { left, right } = this.servers;
    const times = { left: changeSpan({ updatedAt: left.updatedAt }), right: changeSpan({ updatedAt: right.updatedAt }) };
    const now: ContactPair = { left: left.contact, right: right.contact, base: this.base, times };
    const merged = mergeContacts(this.live, now);
    this.check(merged);
    for (const [at, changes] of [['left', merged.toLeft] as const, ['right', merged.toRight] as const]) {
      if (changes.length > 0) this.servers[at].write(writeOf(changes, this.servers[at].contact), this.now);
    }
    if (isAnswered) this.base = settleContacts(this.live, now, merged, { left: left.contact, right: right.contact }).base;
    else this.unanswered = { pair: now, merged };
    return merged;
  }

  /** Nothing that was entered is given up unless it is listed as overwritten. */
  private check(merged: Merged): void {
    for (const [at, changes] of [['left', merged.toLeft] as const, ['right', merged.toRight] as const]) {
      for (const change of changes) {
        const rule = this.live.rules.find(({ key }) => key === change.rule)!;
        expect(goesTo(rule, at)).toBe(true);
        if (rule.fillBlanksOnly) expect(rule[at].isBlank(change.from)).toBe(true);
        const entered = this.entered[at].get(change.rule);
        const isLost = entered !== undefined && !rule[at].same(entered, change.to);
        const isListed = merged.overwritten.some((one) => one.rule === change.rule && one.side === at && rule[at].same(one.value, entered));
        const isSeenThere = entered !== undefined && isEquivalentTo(rule, at, entered, this.valueOf(rule, otherSide(at)));
        expect(
          isLost && !isListed && !isSeenThere,
          `${change.rule} on the ${at}: ${JSON.stringify(entered)} → ${JSON.stringify(change.to)}`,
        ).toBe(false);
      }
    }
    const open = new Set([...merged.conflicts, ...merged.refused].map(({ rule }) => rule).concat(merged.apart));
    for (const at of ['left', 'right'] as const)
      for (const key of this.entered[at].keys()) if (!open.has(key)) this.entered[at].delete(key);
  }
}

function isEquivalentTo(rule: LiveRule, at: Side, own: CustomValue, other: CustomValue): boolean {
  return isEquivalent(rule, at === 'left' ? { left: own, right: other } : { left: other, right: own });
}

describe('two servers that bring values to their own form', () => {
  it('converge, stop writing and lose nothing, over 500 random histories', () => {
    const rightFields = fields.right.concat({ ref: 'custom:name' as FieldRef, label: 'Name', type: 'text', write: 'always' });
    fc.assert(
      fc.property(history, ({ acts, rules, habits }) => {
        const mapping = {
          pair: 'highlevel-bqe-client' as const,
          rules: subjects.map(({ rule: [left, right, rest] }, index) => fieldRule(left, right, { ...rest, ...rules[index] })),
          create: { left: true, right: true },
          version: 1,
        };
        const live = liveMapping(mapping, { left: fields.left, right: rightFields }, tools);
        const world = new World(live, habits);
        const before = { left: unmappedFields(world.servers.left.contact), right: unmappedFields(world.servers.right.contact) };
        for (const one of acts) {
          if (one.do === 'edit') world.edit(one.subject, one.side, one.value);
          else world.sync(one.do === 'sync');
        }
        world.sync(true);
        world.sync(true);
        const last = world.sync(true);
        expect([...last.toLeft, ...last.toRight]).toEqual([]);
        const open = new Set([...last.conflicts, ...last.refused].map(({ rule }) => rule).concat(last.apart));
        for (const rule of live.rules) {
          const isLoose = rule.fillBlanksOnly || rule.blanks === 'keep' || rule.direction !== 'both';
          const now = { left: world.valueOf(rule, 'left'), right: world.valueOf(rule, 'right') };
          if (!open.has(rule.key) && !isLoose) expect(isAlike(now, rule), `${rule.key}: ${JSON.stringify(now)}`).toBe(true);
        }
        expect({ left: unmappedFields(world.servers.left.contact), right: unmappedFields(world.servers.right.contact) }).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

/** The same but for what the servers' habits do to it. */
function isAlike(now: Record<Side, CustomValue>, rule: LiveRule): boolean {
  const fold = (value: CustomValue | undefined) => (typeof value === 'string' ? value.toLowerCase() : (value ?? ''));
  const followed = (['left', 'right'] as const).some((from) => {
    const to = otherSide(from);
    return rule[to].same(fold(rule.carry(from, now[from], now[to]).value), fold(now[to]));
  });
  return followed || isEquivalent(rule, now) || isEquivalent(rule, { left: fold(now.left), right: fold(now.right) });
}
