// Who is who among the users of two systems: by e-mail where both say one, else by a full name that nobody shares. Never by a likeness.
import type { Side } from '@/lib/domain/mapping/mapping';
import { normaliseEmail } from '@/lib/domain/normalise';
import type { User } from '@/lib/domain/reference';

/** User ids of one side by those of the other: `left` leads from right ids to left ones. */
export type Assignees = Record<Side, ReadonlyMap<string, string>>;

/** Users of both sides who are the same person. An e-mail or a name that two users of a side share leads nowhere. */
export function assigneesOf(left: readonly User[], right: readonly User[]): Assignees {
  const byEmail = met(left, right, emailOf);
  const known = new Set(byEmail.flat());
  // Two different e-mails are two people, whatever they are called.
  const byName = met(left, right, nameOf).filter(
    ([one, other]) => !known.has(one) && !known.has(other) && !(emailOf(one) && emailOf(other)),
  );
  const both = [...byEmail, ...byName].map(([one, other]) => [one.id, other.id] as const);
  return { left: new Map(both.map(([one, other]) => [other, one])), right: new Map(both) };
}

/** Users whom the sign leads to each other and to nobody else. */
function met(left: readonly User[], right: readonly User[], sign: (user: User) => string): [User, User][] {
  const [lefts, rights] = [Map.groupBy(left, sign), Map.groupBy(right, sign)];
  return [...lefts].flatMap(([shared, [one, ...others]]): [User, User][] => {
    const [other, ...more] = rights.get(shared) ?? [];
    return shared && one && other && others.length + more.length === 0 ? [[one, other]] : [];
  });
}

function emailOf({ email }: User): string {
  return normaliseEmail(email) || email.trim().toLowerCase();
}

/** First and last name at least: a first name alone is shared by many. */
function nameOf({ name }: User): string {
  const full = name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
  return full.includes(' ') ? full : '';
}
