// What the panel is given of the two-way sync, for tests and the gallery: a client of BQE CORE beside Ada, actions that only succeed.
import type {
  ChoiceQuestion,
  Conflict,
  ConflictField,
  DecisionActions,
  Duplicate,
  GoneQuestion,
  Partner,
  RecordCard,
  Review,
  ReviewActions,
  ReviewField,
} from '@/components/sync-props';
import { noon } from './builders';

const hour = 3_600_000;

/** A linked client that differs in two fields one way and one the other. */
export function aPartner(fields: Partial<Partner> = {}): Partner {
  return {
    id: 'client-1',
    system: 'bqe',
    kind: 'client',
    name: 'Avery Quill',
    exists: true,
    link: { kind: 'differs', fields: 3 },
    approved: true,
    push: { fields: 2, route: 'api' },
    pull: { fields: 1, route: 'api' },
    ...fields,
  };
}

/** The e-mail changes, by the newer. */
export function aReviewField(fields: Partial<ReviewField> = {}): ReviewField {
  return {
    key: 'email|email',
    label: 'E-mail',
    from: 'avery@old.example',
    to: 'avery@example.com',
    source: 'BQE CORE',
    rule: 'Newest wins',
    chosen: true,
    warning: '',
    obstacle: '',
    ...fields,
  };
}

/** A push of two fields into Ada's contact. */
export function aReview(fields: Partial<Review> = {}): Review {
  return {
    id: 'review-1',
    way: 'push',
    act: 'update',
    to: { system: 'highlevel', kind: 'contact', name: 'Ada Lovelace' },
    route: 'api',
    rows: [aReviewField(), aReviewField({ key: 'city|city', label: 'City', from: '', to: 'Leeds', rule: 'Fills a blank' })],
    ...fields,
  };
}

/** A client called Avery Quill. */
export function aRecordCard(fields: Partial<RecordCard> = {}): RecordCard {
  return {
    uid: 'client-1',
    system: 'bqe',
    kind: 'client',
    name: 'Avery Quill',
    company: 'Quill & Sons',
    email: 'avery@example.com',
    phone: '+12125550199',
    ...fields,
  };
}

/** The very e-mail. */
export function aDuplicate(fields: Partial<Duplicate> = {}): Duplicate {
  return { record: aRecordCard(), reasons: ['Same e-mail'], exact: true, ...fields };
}

/** A phone that both sides changed, HighLevel later. */
export function aConflictField(fields: Partial<ConflictField> = {}): ConflictField {
  return {
    key: 'phone|phone',
    label: 'Phone',
    left: { text: '+12125550111', changed: { from: noon - hour, to: noon - hour + 1000 }, by: 'Grace Hopper' },
    right: { text: '+12125550122', changed: { from: noon - 30 * hour, to: noon - 26 * hour } },
    why: 'both-changed',
    before: '+12125550100',
    edit: { type: 'phone', text: '+12125550111' },
    ...fields,
  };
}

/** Ada and her client, over the phone. */
export function aConflict(fields: Partial<Conflict> = {}): Conflict {
  return {
    about: 'conflict',
    id: 'conflict-1',
    contactUid: 'ada',
    name: 'Ada Lovelace',
    system: 'bqe',
    what: 'contact',
    title: '',
    fields: [aConflictField()],
    ...fields,
  };
}

/** Two clients with one e-mail. */
export function aChoiceQuestion(fields: Partial<ChoiceQuestion> = {}): ChoiceQuestion {
  return {
    about: 'which',
    id: 'question-1',
    contactUid: 'ada',
    subject: aRecordCard({ uid: 'ada', system: 'highlevel', kind: 'contact', name: 'Ada Lovelace', company: 'Analytical Engines' }),
    candidates: [
      { ...aRecordCard(), reasons: ['Same e-mail'] },
      { ...aRecordCard({ uid: 'client-2', name: 'A. Quill', phone: '' }), reasons: ['Same e-mail', 'Similar name'] },
    ],
    ...fields,
  };
}

/** Two clients that BQE CORE no longer has. */
export function aGoneQuestion(fields: Partial<GoneQuestion> = {}): GoneQuestion {
  return {
    about: 'deleted',
    id: 'gone-1',
    system: 'bqe',
    other: 'highlevel',
    records: [
      { id: 'link-1', contactUid: 'ada', name: 'Ada Lovelace', kind: 'client' },
      { id: 'link-2', contactUid: 'charles', name: 'Charles Babbage', kind: 'client' },
    ],
    answers: ['keep', 'recreate', 'delete'],
    ...fields,
  };
}

/** Every answer succeeds; Push and Pull have nothing to ask. */
export function someSync(actions: Partial<ReviewActions & DecisionActions> = {}): ReviewActions & DecisionActions {
  const ready = async () => {};
  return {
    push: async () => undefined,
    pull: async () => undefined,
    apply: ready,
    linkInstead: async () => undefined,
    createInHighLevel: async () => [],
    resolve: ready,
    keepAll: ready,
    choose: ready,
    answerGone: ready,
    ...actions,
  };
}
