// The audit log as Options › Activity shows it. What lies below is the entry of the log; here it is said in words.
import { type AccountId, accountTitle } from '@/lib/domain/account';
import { advice, type ErrorCode } from '@/lib/errors';

export const activityKinds = ['write', 'sign-in', 'refused', 'log'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** One entry with what it says of a person, where that was not erased. */
export interface ActivityRow {
  seq: number;
  at: number;
  account: AccountId;
  userId: string;
  kind: ActivityKind;
  what: string;
  outcome: 'done' | 'not-kept' | 'refused';
  why?: { by: 'click' | 'undo' | 'rule' | 'reconcile'; rule?: string };
  remoteId?: string;
  /** Of the contact that it is about, for the filter. */
  contactUid?: string;
  requestId?: string;
  endpoint?: string;
  code?: ErrorCode;
  status?: number;
  /** What the record is called; absent where it was erased. */
  name?: string;
  old?: Record<string, unknown>;
  new?: Record<string, unknown>;
  /** Names and values are gone, by retention or on request. */
  isErased: boolean;
  /** How many entries a checkpoint let go. */
  letGo?: number;
}

const acts: Record<string, string> = {
  'contact.create': 'Contact created',
  'contact.update': 'Contact changed',
  'contact.delete': 'Contact deleted',
  'contact.add-tags': 'Tags added',
  'contact.remove-tags': 'Tags removed',
  'contact.start-workflow': 'Workflow started',
  'task.create': 'Task added',
  'task.update': 'Task changed',
  'task.complete': 'Task completed',
  'task.delete': 'Task deleted',
  'note.create': 'Note added',
  'note.update': 'Note changed',
  'note.delete': 'Note deleted',
  'appointment.create': 'Appointment booked',
  'appointment.update': 'Appointment changed',
  'event.deliver': 'Event delivered',
  'sign-in': 'Signed in',
  'sign-out': 'Disconnected',
  'token-refresh': 'Sign-in renewed',
  access: 'Access refused',
  'log.values-erased': 'Personal values erased',
  'log.checkpoint': 'Old entries let go',
  'log.exported': 'Log exported',
  'log.compared': 'Systems compared',
};

/** What happened: "Contact changed". */
export function actText({ what, new: values }: Pick<ActivityRow, 'what' | 'new'>): string {
  if (what === 'task.complete' && values?.completed === false) return 'Task reopened';
  return acts[what] ?? what;
}

/** Why: "Your click", "Rule: newest wins". */
export function whyText({ why }: Pick<ActivityRow, 'why'>): string {
  if (!why) return '';
  const by = { click: 'A click', undo: 'Undo', rule: 'A rule', reconcile: 'Nightly comparison' }[why.by];
  return why.rule ? `${by}: ${why.rule}` : by;
}

/** How it ended, where it did not simply work. */
export function outcomeText({ outcome, code, status, kind }: Pick<ActivityRow, 'outcome' | 'code' | 'status' | 'kind'>): string {
  if (outcome === 'done') return '';
  if (outcome === 'not-kept') return 'The server took it and kept something else';
  const reason = code ? advice[code].title.replace(/\.$/, '') : kind === 'refused' ? '' : 'Refused';
  return [reason, status && `${reason ? 'status' : 'Status'} ${status}`].filter(Boolean).join(', ');
}

/** Which system it was about. */
export function systemText({ account }: Pick<ActivityRow, 'account'>): string {
  return accountTitle(account);
}

/** The values before and after, by field, as text; fields that stayed the same are left out. */
export function changesOf({ old = {}, new: values = {} }: Pick<ActivityRow, 'old' | 'new'>): { label: string; from: string; to: string }[] {
  const fields = [...new Set([...Object.keys(old), ...Object.keys(values)])];
  return fields
    .map((field) => ({ label: fieldText(field), from: valueText(field, old[field]), to: valueText(field, values[field]) }))
    .filter(({ from, to }) => from !== to);
}

const fieldNames: Record<string, string> = {
  dueAt: 'Due',
  startAt: 'Start',
  endAt: 'End',
  body: 'Text',
  assignedTo: 'Assignee',
  address1: 'Street',
  companyName: 'Company',
  tagsAdded: 'Added',
  tagsRemoved: 'Removed',
};

function fieldText(field: string): string {
  const spaced = field.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return fieldNames[field] ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function valueText(field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'number' && /At$/.test(field))
    return value === 0 ? '' : new Date(value).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`)
      .join('; ');
  }
  return String(value)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
