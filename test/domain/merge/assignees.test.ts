import { describe, expect, it } from 'vitest';
import { assigneesOf } from '@/lib/domain/merge/assignees';
import type { User } from '@/lib/domain/reference';

const user = (id: string, name: string, email = ''): User => ({ id, name, email });
const pairsOf = (left: User[], right: User[]) => [...assigneesOf(left, right).right].map((pair) => pair.join('=')).sort();

describe('who is who among the users of two systems', () => {
  it('is told by e-mail, whatever its case', () => {
    const { left, right } = assigneesOf([user('u1', 'Grace H', 'Grace@Example.com')], [user('e1', 'Hopper, Grace', ' grace@example.com')]);
    expect([...right]).toEqual([['u1', 'e1']]);
    expect([...left]).toEqual([['e1', 'u1']]);
  });

  it('is told by the full name where a side says no e-mail', () => {
    expect(pairsOf([user('u1', 'Grace  Hopper', 'grace@example.com')], [user('e1', 'grace hopper')])).toEqual(['u1=e1']);
  });

  it('is not guessed: shared names, shared e-mails, first names and different e-mails lead nowhere', () => {
    expect(pairsOf([user('u1', 'Grace Hopper'), user('u2', 'Grace Hopper')], [user('e1', 'Grace Hopper')])).toEqual([]);
    expect(pairsOf([user('u1', 'Grace Hopper')], [user('e1', 'Grace Hopper'), user('e2', 'Grace Hopper')])).toEqual([]);
    expect(
      pairsOf([user('u1', 'A B', 'team@example.com'), user('u2', 'C D', 'team@example.com')], [user('e1', '', 'team@example.com')]),
    ).toEqual([]);
    expect(pairsOf([user('u1', 'Grace')], [user('e1', 'Grace')])).toEqual([]);
    expect(pairsOf([user('u1', 'Grace Hopper', 'a@example.com')], [user('e1', 'Grace Hopper', 'b@example.com')])).toEqual([]);
    expect(pairsOf([user('u1', '', '')], [user('e1', '', '')])).toEqual([]);
  });

  it('a namesake of somebody who is known by e-mail stays unknown', () => {
    const left = [user('u1', 'Grace Hopper', 'grace@example.com')];
    const right = [user('e1', 'G. Hopper', 'grace@example.com'), user('e2', 'Grace Hopper')];
    expect(pairsOf(left, right)).toEqual(['u1=e1']);
  });
});
