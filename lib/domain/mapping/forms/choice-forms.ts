// Yes or no, one of a list, several of a list. Only what is on the list can be chosen; lists in text are parted by semicolons.
import type { CustomValue } from '@/lib/domain/contact';
import type { Field } from '@/lib/domain/mapping/field';
import { foldText } from '@/lib/domain/normalise';
import { type Form, plain, squash } from './form';

const yes = new Set(['yes', 'y', 'true', '1', 'on', 'si', 'oui', 'ja']);
const no = new Set(['no', 'n', 'false', '0', 'off', 'non', 'nein']);

export const booleanForm: Form = {
  canonical: (value) => shownTruth(value),
  show: (value) => shownTruth(value),
  read: (text) => truthOf(text),
};

export const choiceForm: Form = {
  canonical: (value) => foldText(plain(value)),
  show: (value) => squash(plain(value)),
  read: (text, field) => optionFor(text, field) ?? optionFor(text.replace(/;\s*$/, ''), field, { strict: true }),
};

export const choicesForm: Form = {
  canonical: (value) => [...new Set(itemsOf(value).map(foldText))].sort().join('\n'),
  show: (value) => showItems(itemsOf(value)),
  read: (text, field) => {
    const whole = optionFor(text, field, { strict: true });
    const items = whole === undefined ? readItems(text).map((item) => optionFor(item, field)) : [whole];
    return items.some((item) => item === undefined) ? undefined : unique(items as string[]);
  },
};

/** The items of a list, each once; text is taken apart. */
export function itemsOf(value: CustomValue): string[] {
  return Array.isArray(value)
    ? unique(
        value
          .flatMap((item) => item.split(/[;\n]/))
          .map(squash)
          .filter(isItem),
      )
    : readItems(plain(value));
}

/** Items as one text. A last semicolon says that the comma of a single item parts nothing. */
export function showItems(items: readonly string[]): string {
  const [only = ''] = items;
  return items.length === 1 && only.includes(',') ? `${only};` : items.join('; ');
}

function readItems(text: string): string[] {
  return unique(
    text
      .split(/[;\n]/.test(text) ? /[;\n]/ : ',')
      .map(squash)
      .filter(isItem),
  );
}

function isItem(text: string): boolean {
  return /[^\s,]/.test(text);
}

/** The option that the text names, by its letters or, where there is but one, by saying yes or no in other words. */
function optionFor(text: string, { options = [] }: Field, { strict = false } = {}): string | undefined {
  if (options.length === 0) return strict ? undefined : squash(text) || undefined;
  const folded = foldText(text);
  const named = options.find((option) => foldText(option) === folded);
  const truth = truthOf(text);
  if (named !== undefined || truth === undefined) return named;
  const meant = options.filter((option) => truthOf(option) === truth);
  return meant.length === 1 ? meant[0] : undefined;
}

function shownTruth(value: CustomValue): string {
  const truth = typeof value === 'boolean' ? value : truthOf(plain(value));
  return truth === undefined ? squash(plain(value)) : truth ? 'Yes' : 'No';
}

function truthOf(text: string): boolean | undefined {
  const folded = foldText(text);
  return yes.has(folded) ? true : no.has(folded) ? false : undefined;
}

function unique(items: readonly string[]): string[] {
  const seen = new Map(items.map((item) => [foldText(item), item] as const).reverse());
  return items.filter((item) => seen.get(foldText(item)) === item && seen.delete(foldText(item)));
}
