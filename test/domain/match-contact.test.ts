// Nobody is guessed: exact marks match, everything else is a question (P5).
import fc from 'fast-check';
import numberPlans from 'libphonenumber-js/min/metadata';
import { describe, expect, it } from 'vitest';
import { blankContact, type Contact } from '@/lib/domain/contact';
import { contactKeys, sightingKeys } from '@/lib/domain/contact-keys';
import { type Candidate, type Match, matchContact, type RememberedLinks } from '@/lib/domain/match-contact';
import { createToE164 } from '@/lib/domain/phone';

const toE164 = createToE164('US', numberPlans);
const nobody: RememberedLinks = { is: [], not: [] };

interface Page {
  name?: string;
  company?: string;
  emails?: string[];
  phones?: string[];
}

function person(uid: string, fields: Partial<Contact>): Candidate {
  const value = { ...blankContact(), ...fields };
  return { uid, value, keys: contactKeys(value, toE164) };
}

function match({ name = '', company = '', emails = [], phones = [] }: Page, candidates: Candidate[], links = nobody): Match {
  return matchContact({ name, company, keys: sightingKeys({ emails, phones }, toE164) }, candidates, links);
}

const say = (found: Match) => {
  if (found.kind === 'several') return `several ${found.candidates.map(({ uid }) => uid).join(' ')}`;
  return found.kind === 'none' ? 'none' : `${found.kind} ${found.uid}`;
};

const avery = person('avery', {
  firstName: 'Avery',
  lastName: 'Quill',
  email: 'avery.quill@example.com',
  phone: '+12125550101',
  companyName: 'Quill & Hart',
});
const briar = person('briar', {
  firstName: 'Briar',
  lastName: 'Hart',
  email: 'briar@example.com',
  phone: '(212) 555-0102',
  companyName: 'Quill & Hart',
});
const cameron = person('cameron', { firstName: 'Cameron', lastName: 'Stone', email: 'cameron@example.org', phone: '+13125550100' });
const drew = person('drew', { firstName: 'Drew', lastName: 'Meridian', phone: '312-555-0100' });
const noPhoneName = person('blank', { phone: '3125550100' });
const office = person('office', { firstName: 'Sam', lastName: 'Low', email: 'info@example.net' });
const firm = person('firm', { companyName: 'Meridian Group, Inc.', phone: '+17735550100' });

const cases: [title: string, page: Page, candidates: Candidate[], expected: string, links?: RememberedLinks][] = [
  ['the same e-mail, in any case', { emails: ['Avery.Quill@Example.com '] }, [avery, briar], 'matched avery'],
  [
    'an additional e-mail of the contact',
    { emails: ['x@example.com'] },
    [person('x', { additionalEmails: ['X@example.com'] })],
    'matched x',
  ],
  ['a plus-address is another address', { emails: ['avery.quill+crm@example.com'] }, [avery], 'none'],
  ['two contacts with the same e-mail', { emails: ['briar@example.com'] }, [briar, { ...briar, uid: 'twin' }], 'several briar twin'],
  ['two e-mails of two people', { emails: ['avery.quill@example.com', 'briar@example.com'] }, [avery, briar], 'several avery briar'],
  ['e-mail of one, phone of another', { emails: ['briar@example.com'], phones: ['2125550101'] }, [avery, briar], 'several briar avery'],
  [
    'e-mail of one, phone shared with another',
    { emails: ['cameron@example.org'], phones: ['3125550100'] },
    [cameron, drew],
    'matched cameron',
  ],
  ['phone in another form, same name', { name: 'Avery Quill', phones: ['212.555.0101 ext 4'] }, [avery], 'matched avery'],
  ['phone, last name first', { name: 'QUILL, Avery', phones: ['2125550101'] }, [avery], 'matched avery'],
  ['phone and an initial', { name: 'A. Quill', phones: ['2125550101'] }, [avery], 'matched avery'],
  [
    'phone and an initial, but another e-mail',
    { name: 'A. Quill', emails: ['other@example.com'], phones: ['2125550101'] },
    [avery],
    'several avery',
  ],
  ['phone without a name', { phones: ['2125550101'] }, [avery], 'several avery'],
  ['phone with another name', { name: 'Robin Quill', phones: ['2125550101'] }, [avery], 'several avery'],
  ['phone with a first name alone', { name: 'Avery', phones: ['2125550101'] }, [avery], 'several avery'],
  ['phone and what the telephone company wrote', { name: 'WIRELESS CALLER', phones: ['2125550101'] }, [avery], 'several avery'],
  ['a shared phone, the very name', { name: 'Cameron Stone', phones: ['3125550100'] }, [cameron, drew], 'matched cameron'],
  ['a shared phone, an initial', { name: 'C. Stone', phones: ['3125550100'] }, [cameron, drew], 'several cameron drew'],
  [
    'a shared phone, one contact without a name',
    { name: 'Cameron Stone', phones: ['3125550100'] },
    [cameron, noPhoneName],
    'several cameron blank',
  ],
  ['two phones of two people', { name: 'Avery Quill', phones: ['2125550101', '2125550102'] }, [avery, briar], 'several avery briar'],
  ['name and company alone', { name: 'Avery Quill', company: 'Quill and Hart LLC' }, [avery], 'several avery'],
  [
    'another e-mail, but name and company',
    { name: 'A. Quill', company: 'Quill & Hart', emails: ['new@example.com'] },
    [avery, briar],
    'several avery',
  ],
  ['company alone', { name: 'Somebody Else', company: 'Quill & Hart' }, [avery, briar], 'none'],
  ['a mailbox of many, another name', { name: 'Kit Moss', emails: ['info@example.net'] }, [office], 'several office'],
  ['a mailbox of many, no name', { emails: ['info@example.net'] }, [office], 'matched office'],
  ['a company that is its own contact', { name: 'Meridian Group', phones: ['7735550100'] }, [firm], 'matched firm'],
  [
    'a remembered link before everything',
    { emails: ['avery.quill@example.com'] },
    [avery, briar],
    'linked briar',
    { is: ['briar'], not: [] },
  ],
  ['a link to somebody who is gone', { emails: ['avery.quill@example.com'] }, [avery], 'matched avery', { is: ['briar'], not: [] }],
  ['not this person', { emails: ['avery.quill@example.com'] }, [avery], 'none', { is: [], not: ['avery'] }],
  [
    'not this one of two',
    { emails: ['briar@example.com'] },
    [briar, { ...briar, uid: 'twin' }],
    'matched twin',
    { is: [], not: ['briar'] },
  ],
  ['nothing shown', {}, [avery, briar], 'none'],
  [
    'numbers that are none',
    { name: 'Avery Quill', phones: ['call the front desk'] },
    [person('z', { phone: 'call the front desk' })],
    'none',
  ],
];

describe('matchContact', () => {
  it.each(cases)('%s', (_title, page, candidates, expected, links) => {
    expect(say(match(page, candidates, links))).toBe(expected);
    expect(say(match(page, [...candidates].reverse(), links))).toBe(expected);
  });

  it('says why, in the words of the screen', () => {
    const found = match({ name: 'Avery Quill', company: 'Quill & Hart', emails: ['avery.quill@example.com'], phones: ['2125550101'] }, [
      avery,
    ]);
    expect(found).toEqual({ kind: 'matched', uid: 'avery', reasons: ['Same e-mail', 'Same phone', 'Similar name', 'Same company'] });
  });
});

// A small world in which marks collide often.
const first = fc.constantFrom('Avery', 'Briar', 'José', 'Jose', 'ليلى', 'Finn 🌱', 'A.', '');
const last = fc.constantFrom('Quill', 'Hart', 'Núñez', 'Smith-Jones', 'النور', '');
const email = fc.constantFrom('a@example.com', 'A@Example.com', 'b@example.com', 'info@example.com', 'a+x@example.com', '');
const phone = fc.constantFrom('2125550101', '(212) 555-0101', '+1 212 555 0102', 'front desk', '');
const companyName = fc.constantFrom('Quill & Hart', 'Meridian LLC', '');
const anybody = fc.record({
  firstName: first,
  lastName: last,
  email,
  phone,
  companyName,
  additionalEmails: fc.array(email, { maxLength: 2 }),
});
const world = fc.array(anybody, { maxLength: 5 }).map((people) => people.map((fields, index) => person(String(index), fields)));
const page = fc.record({
  name: fc.tuple(first, last).map((parts) => parts.join(' ').trim()),
  company: companyName,
  emails: fc.array(email, { maxLength: 3 }),
  phones: fc.array(phone, { maxLength: 2 }),
});

describe('whatever the world looks like', () => {
  it('order of candidates and of marks changes nothing', () => {
    fc.assert(
      fc.property(page, world, (shown, people) => {
        const turned = { ...shown, emails: [...shown.emails].reverse(), phones: [...shown.phones].reverse() };
        expect(match(turned, [...people].reverse())).toEqual(match(shown, people));
      }),
    );
  });

  it('an e-mail that two contacts have never matches', () => {
    fc.assert(
      fc.property(page, world, (shown, people) => {
        const emails = sightingKeys({ emails: shown.emails, phones: [] }, toE164);
        const owners = people.filter(({ keys }) => emails.some((key) => keys.includes(key)));
        if (owners.length > 1) expect(match(shown, people).kind).toBe('several');
      }),
    );
  });

  it('who matches shares an e-mail, or a phone and a name', () => {
    fc.assert(
      fc.property(page, world, (shown, people) => {
        const found = match(shown, people);
        if (found.kind !== 'matched') return;
        expect(
          found.reasons.includes('Same e-mail') || (found.reasons.includes('Same phone') && found.reasons.includes('Similar name')),
        ).toBe(true);
      }),
    );
  });

  it('who was said not to be the person is never offered', () => {
    fc.assert(
      fc.property(page, world, (shown, people) => {
        expect(JSON.stringify(match(shown, people, { is: [], not: ['0'] }))).not.toContain('"uid":"0"');
      }),
    );
  });
});

describe('200 labelled pairs', () => {
  const names = [
    'Avery Quill',
    'Briar Hart',
    'Cameron Stone',
    'Drew Meridian',
    'Ellis Fairweather',
    'Noor Haddad',
    'José Núñez',
    'Anne-Marie O’Neil',
  ];
  const forms = [
    (n: string) => n,
    (n: string) => n.toUpperCase(),
    (n: string) => n.split(' ').reverse().join(', '),
    (n: string) => `${n[0]}. ${n.split(' ')[1]}`,
    () => '',
  ];
  const numbers = [
    (d: string) => `+1${d}`,
    (d: string) => `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}`,
    (d: string) => `${d.slice(0, 3)}.${d.slice(3, 6)}.${d.slice(6)} x12`,
  ];
  const book = names.map((full, index) => {
    const [firstName = '', lastName = ''] = full.split(' ');
    // Every second pair of people shares the office's number.
    return person(full, {
      firstName,
      lastName,
      email: `p${index}@example.com`,
      phone: `21255501${10 + Math.floor(index / 2)}`,
      companyName: 'Office',
    });
  });
  const pairs = names.flatMap((full, index) =>
    forms.flatMap((form, formIndex) =>
      [0, 1, 2, 3, 4].map((kind) => {
        const number = numbers[(index + formIndex) % 3]?.(`21255501${10 + Math.floor(index / 2)}`) ?? '';
        const emails = [[`P${index}@example.com`], [], [`p${index}+news@example.com`], [], [`p${index}@example.com`]][kind] ?? [];
        return {
          who: full,
          shown: { name: form(full), company: 'Office, Inc.', emails, phones: kind === 4 || kind === 3 ? [] : [number] },
        };
      }),
    ),
  );

  it('none is linked wrongly, and most with an e-mail are linked', () => {
    expect(pairs).toHaveLength(200);
    const found = pairs.map(({ who, shown }) => ({
      who,
      found: match(shown, book),
      hasEmail: shown.emails.some((one) => !one.includes('+')),
    }));
    expect(found.filter((one) => one.found.kind === 'matched' && one.found.uid !== one.who)).toEqual([]);
    const withEmail = found.filter(({ hasEmail }) => hasEmail);
    expect(withEmail.every((one) => one.found.kind === 'matched')).toBe(true);
  });
});
