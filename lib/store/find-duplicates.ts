// Who in an account could be the person that is about to be made there: looked for before each creation.
import type { AccountId } from '@/lib/domain/account';
import type { Contact } from '@/lib/domain/contact';
import { contactKeys, sightingNameKeys } from '@/lib/domain/contact-keys';
import { matchContact, type Reason } from '@/lib/domain/match-contact';
import { isMark } from '@/lib/domain/plan/partner-search';
import type { Store } from './records';
import type { ContactRow } from './rows';

export interface Found {
  row: ContactRow;
  reasons: Reason[];
  /** The same e-mail or phone: never made a second time. */
  exact: boolean;
}

const mostNamesakes = 50;

/** Records of the account that share a mark with the contact, then those that only could be meant by its name. */
export async function findDuplicates({ db, toE164 }: Store, account: AccountId, contact: Contact): Promise<Found[]> {
  const keys = contactKeys(contact, toE164).filter(isMark);
  const name = `${contact.firstName} ${contact.lastName}`.trim() || contact.companyName;
  const [first, ...rest] = sightingNameKeys({ name }).sort((one, other) => other.length - one.length);
  const hasAll = (row: ContactRow) => rest.every((key) => row.keys.includes(key));
  const [marked, named] = await Promise.all([
    db.contacts.where('keys').anyOf(keys).distinct().toArray(),
    first ? db.contacts.where('keys').equals(first).filter(hasAll).limit(mostNamesakes).toArray() : [],
  ]);
  const rows = new Map([...marked, ...named].map((row) => [row.uid, row]));
  const found = [...rows.values()].flatMap((row): Found[] => {
    if (row.account !== account || row.deletedAt || row.goneAt) return [];
    const match = matchContact({ keys, name, company: contact.companyName }, [row], { is: [], not: [] });
    if (match.kind === 'none') return [];
    const reasons = match.kind === 'several' ? (match.candidates[0]?.reasons ?? []) : match.reasons;
    return [{ row, reasons, exact: row.keys.some((key) => keys.includes(key)) }];
  });
  return found.sort((one, other) => Number(other.exact) - Number(one.exact));
}
