// Two systems in memory to plan against and to apply plans to: each brings what is written to its own form.
import { blankContact, type Contact } from '@/lib/domain/contact';
import { contactKeys } from '@/lib/domain/contact-keys';
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { writeOf } from '@/lib/domain/mapping/contact-values';
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import { type LiveMapping, liveMapping } from '@/lib/domain/mapping/live-mapping';
import { type Mapping, type PairName, pairs, type Side } from '@/lib/domain/mapping/mapping';
import { baseOfCreated, mergeContacts, settleContacts } from '@/lib/domain/merge/merge-contacts';
import type { Base } from '@/lib/domain/merge/merge-records';
import type { Plan, PlanInput, PlanPair, PlanRecord } from '@/lib/domain/plan/plan';
import { contactPair } from '@/lib/domain/plan/steps/keep-in-step';
import { normalisingServer, type Server } from '../merge/normalising-server';
import { quickE164 } from '../merge/quick-e164';

const quickTools = { toE164: quickE164, zone: 'America/New_York' };

export function liveOf(pair: PairName, rest: Partial<Mapping> = {}): LiveMapping {
  const fields = { left: contactFields(pairs[pair], 'left'), right: contactFields(pairs[pair], 'right') };
  return liveMapping({ ...defaultMapping(pair), create: { left: true, right: true }, ...rest }, fields, quickTools);
}

export function aRecord(uid: string, fields: Partial<Contact> = {}, rest: Partial<PlanRecord> = {}): PlanRecord {
  const value = { ...blankContact(), ...fields };
  return { uid, value, keys: contactKeys(value, quickE164), ...rest };
}

const habitsOf = {
  left: { phone: 'e164', email: 'lower', city: 'squash', country: 'keep' },
  right: { phone: 'national', city: 'trim', state: 'upper', country: 'usa' },
};

/** Both systems, their links and what has been written to each. */
export class TwoSystems {
  readonly servers: Record<Side, Map<string, Server>> = { left: new Map(), right: new Map() };
  pairs: PlanPair[] = [];
  writes: Record<Side, number> = { left: 0, right: 0 };
  private made = 0;

  constructor(
    readonly live: LiveMapping,
    records: Record<Side, readonly PlanRecord[]>,
  ) {
    for (const side of ['left', 'right'] as const) {
      for (const { uid, value } of records[side]) this.servers[side].set(uid, normalisingServer(value, habitsOf[side]));
    }
  }

  records(side: Side): PlanRecord[] {
    return [...this.servers[side]].map(([uid, { contact }]) => ({ uid, value: contact, keys: contactKeys(contact, quickE164) }));
  }

  input(): PlanInput {
    return { live: this.live, left: this.records('left'), right: this.records('right'), pairs: this.pairs };
  }

  contact(side: Side, uid: string): Contact {
    const server = this.servers[side].get(uid);
    if (!server) throw new Error(`No ${uid} on the ${side}`);
    return server.contact;
  }

  /** Does what the plan says and nothing else. */
  apply(plan: Plan): void {
    const before = {
      left: new Map(this.records('left').map((one) => [one.uid, one])),
      right: new Map(this.records('right').map((one) => [one.uid, one])),
    };
    const bases = new Map(this.pairs.map(({ left, right, base }) => [`${left}|${right}`, base]));
    for (const { left, right, base } of plan.bases) bases.set(`${left}|${right}`, base);
    const written: Record<string, Partial<Record<Side, Contact>>> = {};
    for (const step of plan.steps) {
      if (step.kind === 'link') this.pairs.push({ left: step.left, right: step.right });
      if (step.kind === 'update') {
        const answer = this.write(step.side, step.uid, step.changes);
        const [left, right] = step.side === 'left' ? [step.uid, step.from] : [step.from, step.uid];
        written[`${left}|${right}`] = { ...written[`${left}|${right}`], [step.side]: answer };
      }
      if (step.kind === 'create') this.create(step, bases);
    }
    for (const [key, answers] of Object.entries(written)) {
      const [left = '', right = ''] = key.split('|');
      const oldBase = this.pairs.find((pair) => pair.left === left && pair.right === right)?.base;
      const merging = contactPair(before.left.get(left)!, before.right.get(right)!, oldBase);
      bases.set(key, settleContacts(this.live, merging, mergeContacts(this.live, merging), answers).base);
    }
    this.pairs = this.pairs.map(({ left, right }) => ({ left, right, base: bases.get(`${left}|${right}`) ?? {} }));
  }

  private write(side: Side, uid: string, changes: Parameters<typeof writeOf>[0]): Contact {
    const server = this.servers[side].get(uid)!;
    server.write(writeOf(changes, server.contact), 0);
    this.writes[side] += 1;
    return server.contact;
  }

  private create({ side, from, changes }: Extract<Plan['steps'][number], { kind: 'create' }>, bases: Map<string, Base | undefined>): void {
    this.made += 1;
    const uid = `made-${side}-${this.made}`;
    this.servers[side].set(uid, normalisingServer(blankContact(), habitsOf[side]));
    const answer = this.write(side, uid, changes);
    for (const source of from) {
      const [left, right] = side === 'left' ? [uid, source] : [source, uid];
      const there = side === 'left' ? 'right' : 'left';
      this.pairs.push({ left, right });
      bases.set(`${left}|${right}`, baseOfCreated(this.live, side, this.contact(there, source), answer));
    }
  }
}
