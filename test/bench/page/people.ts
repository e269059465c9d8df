// Made-up contacts for caches of any size: the same ones on every machine, each with an e-mail and a name of its own.
import { blankContact, type Contact } from '@/lib/domain/contact';

const syllables = ['ba', 'do', 'fe', 'gi', 'hu', 'ka', 'lo', 'me', 'ni', 'pu', 'ra', 'so', 'te', 'vi', 'wu', 'za'];
const firstNames = ['Avery', 'Briar', 'Cameron', 'Drew', 'Ellis', 'Finley', 'Gray', 'Harper', 'Indigo', 'Jules', 'Kai', 'Lane', 'Morgan'];
const trades = ['Architects', 'Engineering', 'Interiors', 'Landscape', 'Surveys'];

/** Mixes the number's bits, so that neighbours begin differently, as names in an address book do. Each number gives another name. */
function lastNameOf(index: number): string {
  let rest = (index * 48_271) % 1_048_573;
  let name = '';
  for (let count = 0; count < 5; count++) {
    name += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A contact as its system lists it. */
export interface Listed {
  id: string;
  value: Contact;
}

/** The contact of this number. */
export function contactAt(index: number): Listed {
  const firstName = firstNames[index % firstNames.length] ?? '';
  const lastName = lastNameOf(index);
  const companyName = `${lastNameOf(Math.floor(index / 3) + 500_000)} ${trades[index % trades.length]}`;
  const area = String(201 + (index % 700));
  const value: Contact = {
    ...blankContact(),
    firstName,
    lastName,
    companyName,
    email: `${firstName}.${lastName}@example.com`.toLowerCase(),
    phone: `+1${area}55501${String(Math.floor(index / 700) % 100).padStart(2, '0')}`,
    address1: `${(index % 900) + 1} Harbor Way`,
    city: 'Albany',
    state: 'NY',
    postalCode: '12207',
    country: 'US',
    source: 'website form',
    tags: index % 4 === 0 ? ['client'] : [],
    addedAt: 1_700_000_000_000 + index,
    updatedAt: 1_750_000_000_000 + index,
  };
  return { id: `contact-${index}`, value };
}

/** Contacts of these numbers, `to` not among them. */
export function contactsBetween(from: number, to: number): Listed[] {
  return Array.from({ length: to - from }, (_, at) => contactAt(from + at));
}
