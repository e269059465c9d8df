// How LocaliQ's web pages are recognised. Only the hosts are public knowledge; the rest is listed in docs/assumptions.md.
import type { PageRules } from '@/lib/domain/page-rules';
import { recordIdRules, usualPage } from '@/lib/domain/usual-pages';

/** Subdomains that are not the web app: marketing, help, documents, API. */
const otherSites = ['www', 'help', 'support', 'doc.api', 'api', 'blog', 'go', 'info', 'status'];

export const pageRules: PageRules = {
  ...usualPage,
  system: 'localiq',
  matches: ['https://*.localiq.com/*', 'https://reachedge.reachlocal.com/*', 'https://edge.reachlocal.com/*'],
  excludeMatches: ['https://localiq.com/*', ...otherSites.map((name) => `https://${name}.localiq.com/*`)],
  // Tracking hosts, which a match pattern cannot name.
  notRecordPages: [...usualPage.notRecordPages, /^siteservice-/],
  // Where an address holds a contact and one of its interactions, the contact counts: it is the person.
  recordIds: recordIdRules(
    [
      ['contact', 'contacts?|clients?|customers?|people'],
      ['lead', 'leads?|inbox|(?:contact[-_])?interactions?|calls?|forms?|chats?'],
    ],
    '(\\d{2,19})(?![\\w-])',
  ),
  // The last is the vendor's placeholder for chats of people who are no leads.
  ignoredEmails: /@(?:[\w-]+\.)*(?:localiq|reachlocal|localiqservices|reachlocalservices|gannett|usatodayco)\.com$/,
};
