// What a value on one side is called on the other, by pairs that the user named. Law: a word may have several partners, or share its only one,
// never both, since then nobody could say what it means on the way back.
import { foldText } from '@/lib/domain/normalise';

/** Pairs of values in the direction of travel. */
export type ValuePairs = readonly (readonly [from: string, to: string])[];

/** The first pair that cannot be told apart from others on the way back; undefined where all can. */
export function ambiguousPair(pairs: ValuePairs): readonly [from: string, to: string] | undefined {
  const folded = new Set(pairs.map((pair) => pair.map(foldText).join('\n')));
  const count = (side: 0 | 1, word: string) => [...folded].filter((pair) => pair.split('\n')[side] === foldText(word)).length;
  return pairs.find(([one, other]) => count(0, one) > 1 && count(1, other) > 1);
}

/** The partner of a word, the first that fits. What has none goes as it is, unless the other side means something else by it: undefined. */
export function partnerOf(word: string, pairs: ValuePairs): string | undefined {
  const folded = foldText(word);
  const named = pairs.find(([one]) => foldText(one) === folded)?.[1];
  return named === undefined && !pairs.some(([, other]) => foldText(other) === folded) ? word : named;
}
