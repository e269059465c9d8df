// Whom does this page show? Link > exact e-mail > E.164 phone with a compatible name; everything else is a question for the user.
// Pure and symmetric: neither the order of candidates nor of marks changes the answer.
import type { Contact } from './contact';
import { compareNames, isSameCompany, type NameAgreement } from './match-names';

/** Why a contact is offered, as the screen says it. */
export type Reason = 'Same e-mail' | 'Same phone' | 'Similar name' | 'Same company';

export interface Offer {
  uid: string;
  reasons: Reason[];
}

export type Match =
  /** The user tied the record to this contact. */
  | { kind: 'linked'; uid: string; reasons: Reason[] }
  /** Exact marks point at this contact and at nobody else. */
  | { kind: 'matched'; uid: string; reasons: Reason[] }
  /** A question, even where only one is offered. Best first. */
  | { kind: 'several'; candidates: Offer[] }
  | { kind: 'none' };

/** What the page shows: `keys` from sightingKeys. */
export interface Seen {
  keys: readonly string[];
  name: string;
  company: string;
}

/** A contact that shares a key with the page, or is linked to it; a ContactRow is one. `keys` from contactKeys. */
export interface Candidate {
  uid: string;
  value: Pick<Contact, 'firstName' | 'lastName' | 'companyName'>;
  keys: readonly string[];
}

/** What the user said about the page's record: uids of the links of kind `is` and `not`. */
export interface RememberedLinks {
  is: readonly string[];
  not: readonly string[];
}

/** Mailboxes that several people read: as telling as a shared phone, so they need a compatible name where both sides have one. */
const sharedMailbox = /^e:(?:info|office|admin|contact|hello|mail|sales|support|service|billing|accounts|accounting|team|reception)@/;

/** Decides who the page shows. `candidates` hold every contact with one of `seen.keys`, and the linked one where it still exists. */
export function matchContact(seen: Seen, candidates: readonly Candidate[], links: RememberedLinks): Match {
  const unique = new Map(candidates.map((candidate) => [candidate.uid, candidate]));
  const allowed = [...unique.values()].filter(({ uid }) => !links.not.includes(uid)).map((candidate) => compare(seen, candidate));

  const linked = allowed.filter(({ uid }) => links.is.includes(uid));
  const [link] = linked;
  if (link && linked.length === 1) return { kind: 'linked', uid: link.uid, reasons: link.reasons };
  if (linked.length > 1) return several(linked);

  const marked = allowed.filter(({ emails, phones }) => emails.length + phones.length > 0);
  const found = marked.filter(({ emails }) => emails.length > 0);
  if (found.length === 0) return marked.length > 0 ? matchByPhone(marked) : askByName(allowed);

  const [best] = found;
  if (!best || found.length > 1) return several(marked);
  // A phone of the page that is somebody else's, and not also this contact's, points at a second person.
  const elsewhere = marked.some((other) => other !== best && other.phones.some((phone) => !best.phones.includes(phone)));
  const onlyShared = best.emails.every((email) => sharedMailbox.test(email)) && best.agreement === 'different';
  return elsewhere || onlyShared ? several(marked) : { kind: 'matched', uid: best.uid, reasons: best.reasons };
}

interface Compared extends Offer {
  emails: string[];
  phones: string[];
  agreement: NameAgreement;
  sameCompany: boolean;
  /** Both sides have e-mails and none is common. */
  otherEmail: boolean;
}

function compare(seen: Seen, candidate: Candidate): Compared {
  const shared = seen.keys.filter((key) => candidate.keys.includes(key));
  const emails = shared.filter(isEmailKey);
  const phones = shared.filter((key) => key.startsWith('p:'));
  const { firstName, lastName, companyName } = candidate.value;
  const ownName = `${firstName} ${lastName}`.trim();
  // A page of a company, whose contact is the company itself and no person.
  const isCompany = !ownName && isSameCompany(seen.name, companyName);
  const agreement = isCompany ? 'same' : compareNames(seen.name, ownName);
  const sameCompany = isSameCompany(seen.company, companyName) || isSameCompany(seen.name, companyName);
  const reasons: Reason[] = [];
  if (emails.length > 0) reasons.push('Same e-mail');
  if (phones.length > 0) reasons.push('Same phone');
  if (agreement === 'same' || agreement === 'compatible') reasons.push('Similar name');
  if (sameCompany) reasons.push('Same company');
  const otherEmail = emails.length === 0 && seen.keys.some(isEmailKey) && candidate.keys.some(isEmailKey);
  return { uid: candidate.uid, reasons, emails, phones, agreement, sameCompany, otherEmail };
}

function matchByPhone(marked: Compared[]): Match {
  const same = marked.filter(({ agreement }) => agreement === 'same');
  const compatible = marked.filter(({ agreement }) => agreement === 'compatible');
  // The only one with this phone may have the name in another form; among several, only the very name decides, and only when it
  // cannot be any of the others.
  const [only] = marked.length === 1 ? compatible.filter(({ otherEmail }) => !otherEmail) : [];
  const [exact] = same.length === 1 && marked.every(({ agreement }) => agreement === 'same' || agreement === 'different') ? same : [];
  const phones = new Set(marked.flatMap((one) => one.phones));
  const pick = exact ?? only;
  // Two phones that point at different people are a question, whatever the names say.
  if (!pick || [...phones].some((phone) => !pick.phones.includes(phone))) return several(marked);
  return { kind: 'matched', uid: pick.uid, reasons: pick.reasons };
}

function askByName(allowed: Compared[]): Match {
  const alike = allowed.filter(({ agreement, sameCompany }) => agreement === 'same' || (agreement === 'compatible' && sameCompany));
  return alike.length > 0 ? several(alike) : { kind: 'none' };
}

function several(offers: Compared[]): Match {
  const rank = ({ emails, phones, agreement, sameCompany }: Compared) =>
    (emails.length > 0 ? 8 : 0) +
    (phones.length > 0 ? 4 : 0) +
    (agreement === 'same' ? 3 : agreement === 'compatible' ? 2 : 0) +
    (sameCompany ? 1 : 0);
  const sorted = [...offers].sort((one, other) => rank(other) - rank(one) || (one.uid < other.uid ? -1 : 1));
  return { kind: 'several', candidates: sorted.map(({ uid, reasons }) => ({ uid, reasons })) };
}

function isEmailKey(key: string): boolean {
  return key.startsWith('e:');
}
