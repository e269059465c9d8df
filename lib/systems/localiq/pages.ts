// How LocaliQ's web pages are recognised. Only the hosts are public knowledge; the rest is listed in docs/assumptions.md.
import type { PageRules } from '@/lib/domain/page-rules';
import { recordIdRules, usualAsides, usualChrome, usualOwnZones } from '@/lib/domain/usual-pages';

export const pageRules: PageRules = {
  system: 'localiq',
  matches: ['https://*.localiq.com/*', 'https://reachedge.reachlocal.com/*', 'https://edge.reachlocal.com/*'],
  excludeMatches: [
    'https://localiq.com/*',
    'https://www.localiq.com/*',
    'https://help.localiq.com/*',
    'https://support.localiq.com/*',
    'https://doc.api.localiq.com/*',
    'https://api.localiq.com/*',
    'https://blog.localiq.com/*',
    'https://go.localiq.com/*',
    'https://info.localiq.com/*',
    'https://status.localiq.com/*',
  ],
  // Tracking hosts are named `siteservice-<something>`, which a match pattern cannot say.
  notRecordPages: [
    /^siteservice-/,
    /[/#!](?:log-?in|sign-?in|sign-?up|log-?out|oauth|password|account-?settings|settings|profile|users?|campaigns?|reports?|dashboards?|notifications|tracking-?code|integrations?|phone-?numbers|import|blog|pricing)(?:[/?#]|$)/,
  ],
  // Where an address holds a contact and one of its interactions, the contact counts: it is the person.
  recordIds: recordIdRules(
    [
      ['contact', 'contacts?|clients?|customers?|people'],
      ['lead', 'leads?|inbox|interactions?|contact[-_]interactions?|calls?|forms?|chats?'],
    ],
    '(\\d{2,19})(?![\\w-])',
  ),
  labels: {
    email: /^(?:(?:primary|secondary|work|home|personal|business|other|lead|contact|customer|your) )?e-?mail(?: address)?(?: \d)?$/i,
    phone:
      /^(?:(?:primary|secondary|work|home|personal|business|office|other|lead|contact|customer|caller|mobile|cell|your) )?(?:phone|telephone|tel|mobile|cell|caller(?: id)?|number)(?: (?:no|number))?(?: \d)?$|^phone (?:home|work|mobile)$/i,
    name: /^(?:(?:lead|contact|customer|caller|client|full|display|your)(?: name)?|name)$/i,
    firstName: /^(?:first|given)(?: name)?$/i,
    lastName: /^(?:last|family)(?: name)?$|^surname$/i,
    company: /^(?:company|organi[sz]ation|business)(?: name)?$/i,
  },
  plainHeadings:
    /^(?:edit |new |add |all |my |view |your )?(?:leads?|contacts?|customers?|clients?|inbox|people|home|dashboard|details?|overview|profile|summary|information|(?:lead|contact|customer|caller|call|form|chat) (?:details?|information|info|list|record|card|profile|overview|submission|lead|transcript|summary)|contact info(?:rmation)?|(?:phone )?calls?|forms?|chats?|form submission|customer center|client center|localiq|reachedge|dash)$/i,
  otherPeople:
    /\b(?:account|campaign|marketing|client|success) (?:manager|lead|executive|owner|specialist|consultant|expert)|\b(?:assigned|forward(?:ed|s)?|routed) to\b|\b(?:owner|manager|team|staff|agent|tracking|support|need help|fax|related|dial(?:l)?ed|target number|sales ?(?:rep|person))\b|\b(?:created|modified|updated|answered|handled|sent|booked|referred) by\b|\byour (?:number|business|specialist|rep)|\bbusiness number\b|\brecent|\bother (?:contacts?|leads?|people)\b|\bduplicates?\b/i,
  ignoredEmails: /@(?:[\w-]+\.)*(?:localiq|reachlocal|localiqservices|reachlocalservices|gannett|usatodayco|rlets)\.com$/,
  ownZones: usualOwnZones,
  chrome: usualChrome,
  asides: usualAsides,
};
