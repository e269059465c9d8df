// Whose data a row is. A row, an outbox entry or a link always says its account, so that one login's work never reaches another's.

/** The systems Lockstep speaks with, by the name used in keys and folders. */
export const systemNames = ['highlevel', 'bqe', 'localiq'] as const;
export type SystemName = (typeof systemNames)[number];

/** The systems that are kept in step with HighLevel. */
export const partnerNames = ['bqe', 'localiq'] as const;
export type PartnerName = (typeof partnerNames)[number];

/** The systems' names as people know them. */
export const systemTitles: Record<SystemName, string> = { highlevel: 'HighLevel', bqe: 'BQE CORE', localiq: 'LocaliQ' };

/** `system:id`, where id is HighLevel's locationId, BQE CORE's company id or LocaliQ's GMAID. */
export type AccountId = `${SystemName}:${string}`;

/** Joins a system and the id of an account within it. */
export function accountId(system: SystemName, id: string): AccountId {
  return `${system}:${id}`;
}
