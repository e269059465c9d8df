// The words for every state of a link, and for why Push or Pull cannot be pressed. Derived from what the store says and nothing else.
import { systemTitles } from '@/lib/domain/account';
import { countOf } from './record-words';
import type { StatusTone } from './status-text';
import type { Partner, WayName } from './sync-props';

/** How the two stand to each other, beginning with the one word for it. */
export function linkWords({ link, system, exists }: Pick<Partner, 'link' | 'system' | 'exists'>): { text: string; tone: StatusTone } {
  switch (link.kind) {
    case 'checking':
      return { text: 'Comparing…', tone: 'busy' };
    case 'unlinked':
      return { text: exists ? 'Not linked yet' : `No record in ${systemTitles[system]} yet`, tone: 'offline' };
    case 'in-step':
      return { text: 'In step', tone: 'good' };
    case 'differs':
      return { text: `Differs in ${countOf(link.fields, 'field')}`, tone: 'busy' };
    case 'waiting':
      return { text: `Waiting: ${countOf(link.changes, 'change')} on the way`, tone: 'waiting' };
    case 'conflict':
      return { text: `Conflict: both sides changed ${countOf(link.fields, 'field')}`, tone: 'bad' };
    case 'unwritable':
      return { text: `Cannot be written: ${countOf(link.fields, 'field')} of ${systemTitles[system]}`, tone: 'waiting' };
  }
}

/** Why the button does nothing now; '' where it does. */
export function whyNot(partner: Partner, name: WayName): string {
  const { system, exists, link } = partner;
  const { fields, route, reason } = partner[name];
  const to = systemTitles[name === 'push' ? 'highlevel' : system];
  if (name === 'push' && !exists) return `There is no ${systemTitles[system]} record to push yet.`;
  if (route === 'none') return reason || `${to} cannot be written.`;
  if (link.kind === 'checking' || link.kind === 'unlinked' || fields !== 0) return '';
  if (link.kind === 'conflict') return 'Only what both sides changed differs: decide that below.';
  if (link.kind === 'waiting') return 'What differs is on the way.';
  return `Nothing to ${name}: ${to} has it all.`;
}

/** What a press will do, for the button's description. */
export function whatItDoes(partner: Partner, name: WayName): string {
  const { system, exists, link, approved } = partner;
  const { fields, route } = partner[name];
  const to = systemTitles[name === 'push' ? 'highlevel' : system];
  if (!exists) return `Creates a record in ${to} after a check for duplicates.`;
  if (link.kind === 'unlinked' && route !== 'fill-page') return 'Links or creates the contact after a check for duplicates.';
  const differ = fields === undefined ? '' : `${countOf(fields, 'field')} ${fields === 1 ? 'differs' : 'differ'}. `;
  return `${differ}${approved && route === 'api' ? 'What only fills blanks is applied at once.' : 'Shows what would change first.'}`;
}

/** By which other route values get into a system that has no way to write; '' where its API takes them, or nothing can be said. */
export function routeWords({ system, exists, pull, push }: Partner): string {
  const name = systemTitles[system];
  if (pull.route === 'connected-app') return `${name} itself takes no changes: Pull sends them to your connected app.`;
  if (pull.route === 'fill-page') return `${name} itself takes no changes: Pull fills the form on this page, and you save it.`;
  const closed = [pull.route === 'none' && pull.reason, exists && push.route === 'none' && push.reason];
  return closed.filter(Boolean).join(' ');
}
