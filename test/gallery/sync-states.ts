// The states of the two-way sync worth looking at.
import type { PanelProps } from '@/components/panel-props';
import type { Conflict, Decision, Partner, Review } from '@/components/sync-props';
import { aContact, aTask, kept } from '../builders';
import { aContactView, aNoMatchView, aNothingView, aStatus, someActions } from '../panel-builders';
import {
  aChoiceQuestion,
  aConflict,
  aConflictField,
  aDuplicate,
  aGoneQuestion,
  aPartner,
  aRecordCard,
  aReview,
  aReviewField,
  someSync,
} from '../sync-builders';

const now = Date.now();
const hour = 3_600_000;
const longText =
  'Prefers calls before noon. The caretaker is there on weekdays from seven to three; after that the gate is locked and the key is with the neighbour at number 14. Second survey is still open, and the question of who pays for it was put off to the next meeting with the board.';
const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

const rows = [
  aReviewField(),
  aReviewField({ key: 'phone', label: 'Phone', from: '', to: '+1 212 555 0199', rule: 'Fills a blank' }),
  aReviewField({ key: 'city', label: 'City', from: 'New York', to: 'Leeds', rule: 'The rule only fills blanks', chosen: false }),
  aReviewField({ key: 'website', label: 'Website', from: 'https://quill.example', to: '', rule: 'Blanked there' }),
  aReviewField({ key: 'tags', label: 'Tags', from: 'client; lead', to: 'client; vip; Leeds', type: 'choices', rule: 'Changed there' }),
  aReviewField({
    key: 'custom:1',
    label: 'Project description',
    from: longText,
    to: `${longText} The board meets on the 3rd.`,
    rule: 'Changed there',
    warning: 'Formatting is lost: the text comes from a system that keeps none.',
  }),
  aReviewField({
    key: 'companyName',
    label: 'Company',
    to: 'Quill & Sons',
    from: '',
    rule: '',
    chosen: false,
    obstacle: 'HighLevel takes a company name for new contacts only. Open the contact in HighLevel and change it there.',
  }),
];

const conflicts: Conflict[] = [
  aConflict({
    fields: [
      aConflictField({
        left: { text: '+12125550111', changed: { from: now - hour, to: now - hour + 1000 }, by: 'Grace Hopper' },
        right: { text: '+12125550122', changed: { from: now - 30 * hour, to: now - 26 * hour } },
      }),
      aConflictField({
        key: 'website',
        label: 'Website',
        left: { text: '' },
        right: { text: 'https://quill.example/offices/leeds', changed: { from: Number.NEGATIVE_INFINITY, to: now - 3 * hour } },
        why: 'blanked',
        edit: { type: 'url', text: '' },
      }),
      aConflictField({
        key: 'kind',
        label: 'Project type',
        left: { text: 'School', changed: { from: now - 5 * hour, to: now - hour } },
        right: { text: 'Office', changed: { from: now - 6 * hour, to: now - 2 * hour } },
        why: 'times-overlap',
        edit: { type: 'choice', text: 'School', options: ['School', 'Office', 'Housing'] },
      }),
    ],
  }),
  aConflict({
    id: 'conflict-2',
    what: 'note',
    title: 'Prefers calls before noon',
    contactUid: 'charles',
    name: 'Charles Babbage',
    fields: [
      aConflictField({
        key: 'text',
        label: 'Note',
        left: { text: longText, changed: { from: now - hour, to: now - hour } },
        right: {
          text: longText.replace('before noon', 'after three, never on Fridays'),
          changed: { from: now - 9 * hour, to: now - 9 * hour },
        },
        edit: { type: 'long-text', text: longText },
      }),
    ],
  }),
];
const decisions: Decision[] = [...conflicts, aChoiceQuestion(), aGoneQuestion()];

const contact = (partner: Partner | undefined, more: Partial<PanelProps> = {}, review?: Review): PanelProps => ({
  view: aContactView({
    contact: kept(aContact({ firstName: 'Avery', lastName: 'Quill', companyName: 'Quill & Sons' }), { uid: 'ada' }),
    tasks: [kept(aTask({ title: 'Send the revised fee proposal', dueAt: now + 2 * hour }))],
    ...(partner && { partner }),
  }),
  status: aStatus({ updatedAt: now - 20_000 }),
  actions: someActions(),
  sync: someSync({ push: async () => review, pull: async () => review }),
  decide: someSync(),
  ...more,
});
const localiq = (fields: Partial<Partner>) =>
  aPartner({ system: 'localiq', kind: 'lead', link: { kind: 'unwritable', fields: 2 }, push: { fields: 1, route: 'api' }, ...fields });

/** By name, as in states.ts. A state with a review shows it after a click on `Push to HighLevel`. */
export const syncStates: Record<string, () => PanelProps> = {
  'sync-differs': () => contact(aPartner()),
  'sync-in-step': () =>
    contact(aPartner({ link: { kind: 'in-step' }, push: { fields: 0, route: 'api' }, pull: { fields: 0, route: 'api' } })),
  'sync-waiting': () =>
    contact(
      aPartner({
        link: { kind: 'waiting', changes: 2 },
        push: { fields: 0, route: 'api' },
        pull: { fields: 0, route: 'api' },
        applied: {
          id: 1,
          to: 'bqe',
          fields: [
            { key: 'a', label: 'E-mail', value: 'avery@example.com', state: 'verified' },
            { key: 'b', label: 'City', value: 'Leeds', state: 'sending' },
          ],
        },
      }),
    ),
  'sync-unstored': () =>
    contact(
      aPartner({
        link: { kind: 'differs', fields: 1 },
        push: { fields: 0, route: 'api' },
        pull: { fields: 1, route: 'api' },
        applied: {
          id: 1,
          to: 'bqe',
          fields: [
            { key: 'a', label: 'E-mail', value: 'avery@example.com', state: 'verified' },
            { key: 'b', label: 'Website', value: 'https://quill.example', state: 'unstored', holds: '' },
            {
              key: 'c',
              label: 'Description',
              value: longText,
              state: 'blocked',
              problem: { code: 'invalid', detail: 'description', at: now },
            },
          ],
        },
      }),
    ),
  'sync-unlinked': () =>
    contact(aPartner({ link: { kind: 'unlinked' }, push: { route: 'api' }, pull: { route: 'api' }, approved: false }), {}, aReview()),
  'sync-no-record': () =>
    contact(
      aPartner({ name: '', exists: false, link: { kind: 'unlinked' }, push: { route: 'api' }, pull: { route: 'api' }, approved: false }),
    ),
  'sync-localiq-app': () => contact(localiq({ pull: { fields: 2, route: 'connected-app' } })),
  'sync-localiq-fill': () => contact(localiq({ pull: { fields: 2, route: 'fill-page' } })),
  'sync-localiq-none': () =>
    contact(
      localiq({
        pull: {
          fields: 2,
          route: 'none',
          reason: 'LocaliQ offers no way to write. Set up the connected app in Options, or open its form here to fill it.',
        },
      }),
    ),
  'sync-hostile': () =>
    contact(
      aPartner({ name: `${hostile} ${longWord}` }),
      {},
      aReview({ rows: [aReviewField({ label: longWord, from: hostile, to: longWord.repeat(8) })] }),
    ),
  review: () =>
    contact(aPartner({ approved: false }), {}, aReview({ rows, to: { system: 'highlevel', kind: 'contact', name: 'Avery Quill' } })),
  'review-empty': () => contact(aPartner(), {}, aReview({ rows: [] })),
  'review-create': () =>
    contact(
      aPartner({ name: '', exists: false, link: { kind: 'unlinked' }, push: { route: 'none' }, pull: { route: 'api' } }),
      {},
      aReview({
        way: 'pull',
        act: 'create',
        to: { system: 'bqe', kind: 'client', name: 'Avery Quill' },
        kinds: ['client', 'prospect'],
        rows: rows.slice(0, 2).map((row) => ({ ...row, from: '', source: 'HighLevel', rule: 'Fills a blank' })),
        duplicates: [
          aDuplicate({ exact: false, reasons: ['Similar name', 'Same company'], record: aRecordCard({ email: 'office@quill.example' }) }),
        ],
      }),
    ),
  'review-duplicate': () =>
    contact(
      aPartner(),
      {},
      aReview({ act: 'create', duplicates: [aDuplicate({ record: aRecordCard({ system: 'highlevel', kind: 'contact' }) })] }),
    ),
  conflict: () => ({
    ...contact(aPartner({ link: { kind: 'conflict', fields: 3 }, push: { fields: 0, route: 'api' }, pull: { fields: 1, route: 'api' } })),
    status: aStatus({ updatedAt: now - 20_000, decisions }),
  }),
  decisions: () => ({
    ...contact(undefined),
    view: aNothingView({ tasks: [] }),
    status: aStatus({ updatedAt: now - 20_000, decisions }),
  }),
  'no-match-prefill': () => ({
    ...contact(undefined),
    view: aNoMatchView({
      prefill: [
        { ref: 'firstName', label: 'First name', type: 'text', text: 'Avery' },
        { ref: 'lastName', label: 'Last name', type: 'text', text: 'Quill' },
        { ref: 'email', label: 'E-mail', type: 'email', text: 'avery@example.com' },
        { ref: 'phone', label: 'Phone', type: 'phone', text: '', obstacle: 'Phone: “ext. 14” cannot be read as a phone number.' },
        { ref: 'city', label: 'City', type: 'text', text: 'Leeds' },
        { ref: 'custom:1', label: 'Project type', type: 'choice', text: 'School', options: ['School', 'Office'] },
      ],
    }),
    sync: someSync({
      createInHighLevel: async () => [aDuplicate({ record: aRecordCard({ system: 'highlevel', kind: 'contact' }), exact: false })],
    }),
  }),
};
