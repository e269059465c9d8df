// Whose data a row is. A row, an outbox entry or a link always says its account, so that one login's work never reaches another's.

/** The systems Lockstep speaks with, by the name used in keys and folders. */
export const systemNames = ['highlevel', 'bqe', 'localiq'] as const;
export type SystemName = (typeof systemNames)[number];

/** The systems that are kept in step with HighLevel. */
export const partnerNames = ['bqe', 'localiq'] as const;
export type PartnerName = (typeof partnerNames)[number];

/** The systems' names as people know them. */
export const systemTitles: Record<SystemName, string> = { highlevel: 'HighLevel', bqe: 'BQE CORE', localiq: 'LocaliQ' };

/** Whom changes are sent to: the systems, and the connected app, which takes events and answers nothing. */
export type RecipientName = SystemName | 'connected-app';

/** `system:id`, where id is HighLevel's locationId, BQE CORE's company id or LocaliQ's GMAID; `connected-app:host` for a receiver of events. */
export type AccountId = `${RecipientName}:${string}`;

/** Joins a system and the id of an account within it. */
export function accountId(recipient: RecipientName, id: string): AccountId {
  return `${recipient}:${id}`;
}

/** Whose account it is, as people know them. */
export function accountTitle(account: AccountId): string {
  const titles: Partial<Record<string, string>> = { ...systemTitles, 'connected-app': 'Connected app' };
  return titles[account.split(':')[0] ?? ''] ?? account;
}
