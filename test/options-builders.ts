// Props of the Options page's parts, with everything defaulted.
import type { ActivitySectionProps } from '@/components/options/ActivitySection';
import type { ActivityRow } from '@/components/options/activity-view';
import type { BqeRegionProps } from '@/components/options/BqeRegion';
import type { ConnectedAppRegionProps } from '@/components/options/ConnectedAppRegion';
import type { FirstSyncPlanProps } from '@/components/options/FirstSyncPlan';
import type { HealthRecord, HealthSectionProps } from '@/components/options/HealthSection';
import type { LocaliqRegionProps } from '@/components/options/LocaliqRegion';
import type { MappingSectionProps } from '@/components/options/MappingSection';
import type { PartnerActions, PartnerView } from '@/components/options/PartnerRegion';
import type { PlanRow } from '@/components/options/plan-rows';
import type { SyncControlsProps } from '@/components/options/SyncControls';
import { systemWords } from '@/components/options/system-words';
import { contactFields } from '@/lib/domain/mapping/contact-fields';
import { defaultMapping } from '@/lib/domain/mapping/default-mappings';
import { fieldRule, pairs } from '@/lib/domain/mapping/mapping';

export const now = Date.parse('2026-11-21T20:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const nothing = async () => undefined;

export function aPartnerView(over: Partial<PartnerView> = {}): PartnerView {
  return {
    account: 'bqe:acme',
    method: 'web',
    state: 'connected',
    checks: [
      { name: 'Read clients', ok: true, advice: '' },
      { name: 'Read to-dos', ok: true, advice: '' },
      { name: 'Write to-dos', ok: true, advice: '' },
      { name: 'Read notes', ok: true, advice: '' },
    ],
    name: 'Acme Engineering LLC',
    values: { clientId: 'C4D4F1-acme' },
    keySetAt: now - 12 * day,
    testedAt: now - 3 * minute,
    ...over,
  };
}

export function partnerActions(over: Partial<PartnerActions> = {}): PartnerActions {
  return { connect: nothing, test: nothing, disconnect: nothing, confirmAccount: nothing, allowAccess: nothing, copy: nothing, ...over };
}

const region = {
  stored: [],
  reachable: true,
  redirectAddress: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/bqe',
  waiting: 0,
  now,
};

export function someSync(over: Partial<SyncControlsProps> = {}): SyncControlsProps {
  return { words: systemWords.bqe, state: 'off', now, onSyncNow: nothing, onPause: nothing, onResume: nothing, ...over };
}

export function bqeProps(over: Partial<BqeRegionProps> = {}): BqeRegionProps {
  return {
    ...region,
    create: { kind: 'client', canCreateProspects: true, onKind: nothing },
    sync: someSync(),
    actions: partnerActions(),
    ...over,
  };
}

export function localiqProps(over: Partial<LocaliqRegionProps> = {}): LocaliqRegionProps {
  return {
    ...region,
    redirectAddress: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/localiq',
    advertisers: [],
    advertiserId: '',
    onAdvertiser: nothing,
    isHealthData: false,
    personalDetails: false,
    onPersonalDetails: nothing,
    sync: someSync({ words: systemWords.localiq }),
    actions: partnerActions(),
    ...over,
  };
}

export const someAdvertisers: LocaliqRegionProps['advertisers'] = [
  { id: 'USA_204417', name: 'Bright Smile Dental', state: 'active' },
  { id: 'USA_204418', name: 'Harbor Plumbing', state: 'grace' },
  { id: 'USA_100001', name: 'Closed Shop', state: 'inactive' },
];

export function connectedAppProps(over: Partial<ConnectedAppRegionProps> = {}): ConnectedAppRegionProps {
  return { stored: [], reachable: true, waiting: 0, now, actions: partnerActions(), ...over };
}

const firstNames = ['Ada', 'Grace', 'Alan', 'Luigi', 'Charles', 'Hedy', 'Edsger', 'Mary Ann', 'Katherine', 'José'];
const lastNames = ['Lovelace', 'Hopper', 'Turing', 'Menabrea', 'Babbage', 'Lamarr', 'Dijkstra', 'van der Berg', 'Johnson', 'Martínez'];

export function aPlanRow(index: number, over: Partial<PlanRow> = {}): PlanRow {
  const kinds = ['create', 'update', 'update', 'link', 'conflict', 'question', 'refused', 'skip'] as const;
  const kind = over.kind ?? kinds[index % kinds.length] ?? 'skip';
  const name = `${firstNames[index % 10]} ${lastNames[Math.floor(index / 10) % 10]}`;
  const common = { id: String(index), kind, name, note: '', changes: [] };
  const rows: Record<PlanRow['kind'], PlanRow> = {
    create: {
      ...common,
      act: 'New in HighLevel',
      changes: [
        { label: 'E-mail', from: '', to: 'ada@example.com', note: '' },
        { label: 'Phone', from: '', to: '+1 212 555 0101', note: '' },
        { label: 'Company', from: '', to: 'Analytical Engines Ltd.', note: '' },
      ],
    },
    update: {
      ...common,
      act: '2 fields in BQE CORE',
      changes: [
        { label: 'Phone', from: '', to: '+1 212 555 0101', note: 'Fills a blank' },
        { label: 'Street', from: '12 Old Mill Rd', to: '12 Old Mill Road, Suite 400', note: 'Never compared before: Newest wins' },
      ],
    },
    link: { ...common, act: `Linked to ${name} in BQE CORE`, note: 'Same e-mail, Similar name.' },
    conflict: {
      ...common,
      act: 'You decide',
      note: 'Nothing is written until you choose.',
      changes: [{ label: 'Phone', from: '+1 212 555 0101', to: '+1 212 555 0199', note: 'Both sides changed.' }],
    },
    question: {
      ...common,
      act: 'Who is this in HighLevel?',
      note: 'Ada King (same e-mail); A. Lovelace (same phone, similar name).',
    },
    refused: {
      ...common,
      act: 'Cannot be written',
      changes: [
        {
          label: 'Company',
          from: '',
          to: 'Analytical Engines Ltd.',
          note: 'HighLevel takes a company name for new contacts only. Open the contact in HighLevel and change it there.',
          isRefused: true,
        },
      ],
    },
    skip: { ...common, act: 'Left alone', note: 'It has neither e-mail nor phone nor name.' },
  };
  return { ...rows[kind], ...over };
}

export function planProps(over: Partial<FirstSyncPlanProps> = {}): FirstSyncPlanProps {
  return {
    cause: 'first',
    words: systemWords.bqe,
    rows: Array.from({ length: 10_000 }, (_, index) => aPlanRow(index)),
    highlevelWrites: { create: 1250, update: 842 },
    inStep: 3120,
    madeAt: now - 2 * minute,
    now,
    stamping: { on: true, fields: { left: 'BQE CORE ID', right: 'HighLevel ID' }, onChange: nothing },
    busy: false,
    onApprove: nothing,
    onCancel: nothing,
    ...over,
  };
}

/** Usual mappings, with one rule of each kind of trouble. */
export function mappingProps(over: Partial<MappingSectionProps> = {}): MappingSectionProps {
  const customs = [
    { id: 'cf1', name: 'Project type', dataType: 'SINGLE_OPTIONS', options: ['School', 'Office'] },
    { id: 'cf2', name: 'Budget', dataType: 'MONETORY', options: [] },
    { id: 'cf3', name: 'Contract', dataType: 'FILE_UPLOAD', options: [] },
    { id: 'cf4', name: 'Start of works', dataType: 'DATE', options: [] },
  ].map((field) => ({ fieldKey: '', placeholder: '', ...field })) as unknown as Parameters<typeof contactFields>[2];
  const view = (pair: keyof typeof pairs, extra: ReturnType<typeof fieldRule>[] = []) => {
    const mapping = defaultMapping(pair);
    return {
      mapping: { ...mapping, rules: [...mapping.rules, ...extra] },
      fields: { left: contactFields(pairs[pair], 'left', customs), right: contactFields(pairs[pair], 'right', customs) },
      planPending: extra.length > 0,
    };
  };
  return {
    pairs: [
      view('highlevel-bqe-client', [
        fieldRule('custom:cf1', 'custom:cf1', {
          converter: 'value-pairs',
          valuePairs: [
            ['School', 'Education'],
            ['Office', 'Commercial'],
          ],
        }),
        fieldRule('custom:cf4', 'custom:gone'),
      ]),
      view('highlevel-bqe-prospect'),
      view('highlevel-localiq'),
    ],
    onChange: nothing,
    onReset: nothing,
    ...over,
  };
}

export function anActivityRow(over: Partial<ActivityRow> = {}): ActivityRow {
  return {
    seq: 412,
    at: now - 4 * minute,
    account: 'highlevel:loc-1',
    userId: 'user-7',
    kind: 'write',
    what: 'contact.update',
    outcome: 'done',
    why: { by: 'click' },
    remoteId: 've9EPM428h8vShlRW1KT',
    contactUid: 'ada',
    requestId: '0f9c3a52-77',
    name: 'Ada Lovelace',
    old: { phone: '', city: 'London' },
    new: { phone: '+1 212 555 0101', city: 'Albany' },
    isErased: false,
    ...over,
  };
}

export function activityProps(over: Partial<ActivitySectionProps> = {}): ActivitySectionProps {
  const { name: _, old: __, new: ___, ...erased } = anActivityRow({ seq: 405, isErased: true, at: now - 200 * day });
  const bare = { remoteId: undefined, contactUid: undefined, name: undefined, old: undefined, new: undefined, why: undefined } as never;
  return {
    rows: [
      anActivityRow(),
      anActivityRow({
        seq: 411,
        what: 'task.complete',
        name: 'Send the revised fee proposal',
        old: { completed: false },
        new: { completed: true },
      }),
      anActivityRow({
        seq: 410,
        what: 'contact.update',
        outcome: 'not-kept',
        why: { by: 'rule', rule: 'newest wins' },
        at: now - 2 * hour,
      }),
      anActivityRow({
        seq: 409,
        kind: 'refused',
        what: 'access',
        outcome: 'refused',
        endpoint: 'PUT /client/:id',
        status: 403,
        account: 'bqe:acme',
        ...(bare as object),
      }),
      anActivityRow({ seq: 408, kind: 'sign-in', what: 'token-refresh', account: 'bqe:acme', ...(bare as object) }),
      anActivityRow({
        seq: 407,
        what: 'note.create',
        why: { by: 'undo' },
        name: 'Kick-off',
        old: undefined as never,
        new: { body: '<p>Scope agreed for phases 1 and 2</p>' },
      }),
      anActivityRow({ seq: 406, kind: 'log', what: 'log.checkpoint', letGo: 1204, at: now - day, ...(bare as object) }),
      erased,
    ],
    hasMore: true,
    isReading: false,
    filter: { text: '' },
    onFilter: nothing,
    onMore: nothing,
    retention: { entryDays: 730, valueDays: 180 },
    reads: [
      { day: '2026-11-21', system: 'HighLevel', endpoint: 'POST /contacts/search', count: 1204 },
      { day: '2026-11-21', system: 'HighLevel', endpoint: 'GET /contacts/:id/tasks', count: 87 },
      { day: '2026-11-20', system: 'BQE CORE', endpoint: 'GET /api/client', count: 12 },
    ],
    now,
    onExport: nothing,
    onVerify: async () => ({ entries: 412, firstAt: now - 300 * day, head: `412:${'9f3c'.repeat(16)}`, at: now }),
    onErase: async () => 8,
    copy: nothing,
    ...over,
  };
}

export function aHealthRecord(over: Partial<HealthRecord> = {}): HealthRecord {
  return {
    id: 'r1',
    name: 'Ada Lovelace',
    what: 'Contact changed',
    why: 'HighLevel asked to slow down. It goes out in a minute.',
    ...over,
  };
}

export function healthProps(over: Partial<HealthSectionProps> = {}): HealthSectionProps {
  return {
    inStep: 3120,
    lists: {
      waiting: [aHealthRecord(), aHealthRecord({ id: 'r2', name: 'Grace Hopper', what: 'Task added' })],
      failed: [
        aHealthRecord({
          id: 'r3',
          name: 'Send the contract',
          what: 'Task added in HighLevel',
          why: 'The key lacks the permission contacts.write.',
          acts: [
            { name: 'Try again', run: () => undefined },
            { name: 'Discard', run: () => undefined },
          ],
        }),
      ],
      conflicts: [aHealthRecord({ id: 'r4', what: 'Phone', why: 'Both sides changed, and which was later is not certain.' })],
      questions: [],
      'left-alone': Array.from({ length: 214 }, (_, n) =>
        aHealthRecord({ id: `s${n}`, name: `Unnamed record ${n + 1}`, what: 'LocaliQ', why: 'It has neither e-mail nor phone nor name.' }),
      ),
    },
    systems: [
      {
        title: 'HighLevel',
        status: 'good',
        statusText: 'Connected to Northwind Architects',
        lastRunAt: now - 2 * minute,
        budget: { left: 86, of: 100, dailyLeft: 187_204, dailyOf: 200_000 },
        sweptAt: now - 5 * hour,
      },
      {
        title: 'BQE CORE',
        status: 'good',
        statusText: 'Connected to Acme Engineering LLC',
        lastRunAt: now - 2 * minute,
        budget: { left: 9, of: 100 },
        sweptAt: now - 30 * hour,
      },
      { title: 'LocaliQ', status: 'bad', statusText: 'Action needed: choose an advertiser' },
    ],
    runs: [
      { id: '1', title: 'Sync with BQE CORE', at: now - 2 * minute, text: '3 changes pulled, 1 pushed, nothing left.', outcome: 'done' },
      {
        id: '2',
        title: 'Nightly comparison',
        at: now - 17 * hour,
        text: '2 changes to BQE CORE.',
        outcome: 'done',
        drift: [
          { name: 'Ada Lovelace', text: 'Phone written to BQE CORE.' },
          { name: 'Grace Hopper', text: 'Street and city written to BQE CORE.' },
        ],
      },
      { id: '3', title: 'Sync with LocaliQ', at: now - 20 * hour, text: 'LocaliQ does not accept the sign-in.', outcome: 'failed' },
    ],
    alerts: [
      {
        cause: 'highlevel|missing-scope',
        system: 'HighLevel',
        problem: { code: 'missing-scope', detail: 'contacts.write', at: now - hour },
        since: now - hour,
        count: 6,
      },
    ],
    now,
    ...over,
  };
}
