// The states of Options worth looking at. A name begins with its section, which the address names too.
import type { OptionsPageProps } from '@/components/options/OptionsPage';
import { systemWords } from '@/components/options/system-words';
import { noHighLevelPresets } from '@/lib/presets';
import {
  activityProps,
  aPartnerView,
  bqeProps,
  connectedAppProps,
  healthProps,
  localiqProps,
  mappingProps,
  now,
  planProps,
  someAdvertisers,
  someSync,
} from '../options-builders';

const nothing = async () => undefined;
const hour = 3_600_000;

const page = (over: Partial<OptionsPageProps> = {}): OptionsPageProps => ({
  version: '0.1.0',
  highlevel: {
    connection: {
      account: 'highlevel:ve9EPM428h8vShlRW1KT',
      method: 'token',
      state: 'connected',
      checks: [],
      locationId: 've9EPM428h8vShlRW1KT',
      locationName: 'Northwind Architects',
      timezone: 'America/New_York',
      keySetAt: now - 72 * hour,
      testedAt: now - 60_000,
    },
    stored: { token: true, clientSecret: false },
    users: [],
    waiting: 0,
    canGoBack: false,
    reachable: true,
    redirectAddress: 'https://abc.chromiumapp.org/leadconnector',
    presets: noHighLevelPresets,
    now,
    actions: {
      connect: nothing,
      test: nothing,
      disconnect: nothing,
      chooseLocation: nothing,
      confirmAccount: nothing,
      goBack: nothing,
      setIAm: nothing,
      setIndexing: nothing,
      allowAccess: nothing,
      copy: nothing,
    },
  },
  bqe: bqeProps(),
  localiq: localiqProps(),
  connectedApp: connectedAppProps(),
  mapping: mappingProps(),
  activity: activityProps(),
  health: healthProps(),
  privacy: {
    amounts: { contacts: 20_000, tasks: 84, notes: 1, appointments: 0, waiting: 2, bytes: 48_000_000 },
    launcherShown: true,
    onLauncher: nothing,
    onForget: nothing,
  },
  ...over,
});

const localiqView = aPartnerView({
  account: 'localiq:USA_204417',
  method: 'oauth',
  name: 'Bright Smile Dental',
  values: { clientId: 'liq' },
});

/** By name. */
export const optionsStates: Record<string, () => OptionsPageProps> = {
  'connections-empty': () => page(),
  'connections-all': () =>
    page({
      bqe: bqeProps({
        connection: aPartnerView(),
        stored: ['clientSecret'],
        sync: someSync({ state: 'on', lastRunAt: now - 120_000, nextRunAt: now + 180_000 }),
      }),
      localiq: localiqProps({
        connection: localiqView,
        stored: ['clientSecret'],
        advertisers: someAdvertisers,
        advertiserId: 'USA_204417',
        isHealthData: true,
        sync: someSync({ words: systemWords.localiq, state: 'planning', progress: { done: 4200, total: 20_000 } }),
      }),
      connectedApp: connectedAppProps({
        connection: aPartnerView({
          account: 'app:hooks',
          method: 'app',
          name: 'hooks.example.com',
          values: { deliveryUrl: 'https://hooks.example.com/in' },
          checks: [],
        }),
        stored: ['authorization', 'signingSecret'],
        deliveredAt: now - hour,
        waiting: 2,
      }),
    }),
  'connections-trouble': () =>
    page({
      bqe: bqeProps({
        connection: aPartnerView({
          state: 'action-needed',
          problem: { code: 'signed-out', at: now },
          checks: [{ name: 'Write to-dos', ok: false, advice: 'Your user may read to-dos only. Ask your BQE CORE administrator.' }],
        }),
        stored: ['clientSecret'],
        waiting: 3,
      }),
      localiq: localiqProps({
        connection: { ...localiqView, choices: [], state: 'action-needed', account: undefined as never },
        advertisers: someAdvertisers,
      }),
      connectedApp: connectedAppProps({ reachable: false }),
    }),
  'connections-plan': () =>
    page({ plans: [planProps()], bqe: bqeProps({ connection: aPartnerView(), sync: someSync({ state: 'plan' }) }) }),
  'connections-brake': () =>
    page({
      plans: [
        planProps({
          cause: 'brake',
          brake: { cause: 'changes', count: 1840, of: 3120 },
          stamping: { on: false, fields: {}, onChange: nothing },
        }),
      ],
      bqe: bqeProps({ connection: aPartnerView(), sync: someSync({ state: 'braked' }) }),
    }),
  'connections-failure': () =>
    page({
      plans: [planProps({ rows: [], inStep: 12, highlevelWrites: { create: 0, update: 3 }, failure: { code: 'disk-full', at: now } })],
      bqe: bqeProps({
        connection: aPartnerView({ checks: [] }),
        create: { kind: 'prospect', canCreateProspects: false, failure: { code: 'outdated', at: now }, onKind: nothing },
        sync: someSync({ state: 'on', problem: { code: 'daily-limit', at: now }, failure: { code: 'offline', at: now } }),
      }),
    }),
  mapping: () => page(),
  'mapping-failure': () =>
    page({ mapping: mappingProps({ failure: { code: 'outdated', detail: 'The mapping was changed in another window.', at: now } }) }),
  'mapping-none': () => page({ mapping: mappingProps({ pairs: [] }) }),
  activity: () => page(),
  'activity-empty': () => page({ activity: activityProps({ rows: [], hasMore: false, reads: [] }) }),
  'activity-one': () =>
    page({ activity: activityProps({ filter: { text: '', contact: { uid: 'ada', name: 'Ada Lovelace' } }, hasMore: false }) }),
  health: () => page(),
  'health-well': () =>
    page({
      health: healthProps({ alerts: [], lists: { waiting: [], failed: [], conflicts: [], questions: [], 'left-alone': [] }, runs: [] }),
    }),
  'health-reading': () => page({ health: healthProps({ isReading: true, inStep: 0, alerts: [], systems: [], runs: [] }) }),
  'health-failure': () =>
    page({ health: healthProps({ failure: { code: 'uncertain', detail: 'The change is being sent. Try again in a moment.', at: now } }) }),
  privacy: () => page(),
};
