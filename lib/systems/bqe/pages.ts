// How BQE CORE's web pages are recognised. Only the host and `/webapp/` are public knowledge; the rest is listed in docs/assumptions.md.
import type { PageRules } from '@/lib/domain/page-rules';
import { recordIdRules, usualAsides, usualChrome, usualOwnZones } from '@/lib/domain/usual-pages';

const guid = '[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}';
const otherRecords =
  'projects?|invoices?|employees?|vendors?|opportunit(?:y|ies)|proposals?|bills?|timesheets?|expenses?|documents?|users?';

export const pageRules: PageRules = {
  system: 'bqe',
  matches: ['https://www.bqecore.com/*'],
  excludeMatches: [],
  notRecordPages: [
    /\/account\/(?:log|sign|reset|forgot|register)/,
    /[/#!](?:log-?in|sign-?in|sign-?up|log-?out|settings|preferences|my-?(?:profile|account)|integrations?|reports?|dashboards?|pricing|blog)(?:[/?#]|$)/,
    new RegExp(`[/#!](?:${otherRecords})(?:[/-][a-z]+){0,2}(?:[/:]|\\?(?:[^#]*&)?(?:id|guid|key)=)${guid}`),
  ],
  // "/client/contacts/<id>" is a view of the client; in "/client/<id>/contacts/<id>" the last record counts.
  recordIds: recordIdRules(
    [
      ['client', 'clients?|customers?'],
      ['prospect', 'prospects?|leads?'],
      ['contact', 'contacts?'],
    ],
    `(${guid})(?![0-9a-f])(?!(?:/[a-z-]+)+/${guid})`,
  ),
  labels: {
    email:
      /^(?:(?:main|primary|secondary|work|home|personal|business|office|billing|other|client|contact) )?e-?mail(?: address)?(?: \d)?$/i,
    phone:
      /^(?:(?:main|primary|secondary|work|home|personal|business|office|direct|other|client|contact|day|evening|mobile|cell) )?(?:phone|telephone|tel|mobile|cell)(?: (?:no|number))?(?: \d)?$/i,
    name: /^(?:(?:client|contact|prospect|full|display|main contact|primary contact)(?: name)?|name)$/i,
    firstName: /^(?:first|given)(?: name)?$/i,
    lastName: /^(?:last|family)(?: name)?$|^surname$/i,
    company: /^(?:company|organi[sz]ation|firm|business)(?: name)?$/i,
  },
  plainHeadings:
    /^(?:edit |new |add |all |my |view )?(?:clients?|contacts?|prospects?|leads?|customers?|people|crm|home|dashboard|details?|detail view|overview|general|profile|summary|communications?|address(?:es)?|information|(?:client|contact|prospect|lead|customer) (?:details?|information|info|list|record|card|profile|overview|view)|contact info(?:rmation)?|(?:bqe )?core)$/i,
  otherPeople:
    /\b(?:account|project|office|practice|client) (?:manager|lead|executive|owner)|\b(?:assigned|reports?) to\b|\b(?:owner|manager|principal|employees?|team|staff|support|help|fax|related|emergency|assistant|sales ?(?:rep|person))\b|\b(?:created|modified|updated|entered|added|prepared|referred) by\b|\breferral\b|\bour (?:office|firm)\b|\brecent|\bother (?:contacts?|clients?|people)\b/i,
  ignoredEmails: /@(?:[\w-]+\.)*(?:bqe|bqecore|bqesoftware)\.com$/,
  ownZones: usualOwnZones,
  chrome: usualChrome,
  asides: usualAsides,
};
