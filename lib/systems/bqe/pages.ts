// How BQE CORE's web pages are recognised. Only the host and `/webapp/` are public knowledge; the rest is listed in docs/assumptions.md.
import type { PageRules } from '@/lib/domain/page-rules';
import { recordIdRules, usualPage } from '@/lib/domain/usual-pages';

const guid = '[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}';
export const pageRules: PageRules = {
  ...usualPage,
  system: 'bqe',
  matches: ['https://www.bqecore.com/*'],
  excludeMatches: [],
  // "/client/contacts/<id>" is a view of the client; in "/client/<id>/contacts/<id>" the last record counts.
  recordIds: recordIdRules(
    [
      ['other', 'projects?|invoices?|employees?|vendors?|opportunit(?:y|ies)|proposals?|bills?|expenses?|documents?|users?'],
      ['client', 'clients?|customers?'],
      ['prospect', 'prospects?|leads?'],
      ['contact', 'contacts?'],
    ],
    `(${guid})(?![0-9a-f])(?!(?:/[a-z-]+)+/${guid})`,
  ),
  ignoredEmails: /@(?:[\w-]+\.)*(?:bqe|bqecore)\.com$/,
};
