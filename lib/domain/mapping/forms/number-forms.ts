// Numbers and sums of money, read as people write them on either side of the Atlantic.
import type { CustomValue } from '@/lib/domain/contact';
import { type Form, plain, squash } from './form';

export const numberForm: Form = {
  canonical: (value) => shown(value, (number) => number),
  show: (value) => shown(value, (number) => number),
  read: (text) => readNumber(text),
};

/** To the cent; the currency is the account's and is not written. */
export const moneyForm: Form = {
  canonical: (value) => shown(value, cents),
  show: (value) => shown(value, cents),
  read: (text) => {
    const number = readNumber(text);
    return number === undefined ? undefined : cents(number);
  },
};

function shown(value: CustomValue, round: (number: number) => number): string {
  const number = typeof value === 'number' ? value : readNumber(plain(value));
  return number === undefined ? squash(plain(value)) : String(round(number) || 0);
}

function cents(number: number): number {
  return Math.abs(number) < 1e13 ? Math.round(number * 100) / 100 : number;
}

/** "1,234.50", "1.234,50", "$ 20 000", "(15)" and "-15"; undefined for what is no number. */
function readNumber(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^([-(]?)(?:[$€£¥]|[A-Z]{2,3}\$?)|(?:[$€£¥]|[A-Z]{3})(\)?)$/g, '$1$2');
  const isNegative = /^\(.*\)$/.test(bare);
  const digits = isNegative ? bare.slice(1, -1) : bare;
  if (/^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i.test(digits)) return finite(Number(digits));
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(digits)) return undefined;
  const number = finite(Number(withPoint(digits)));
  return number === undefined ? undefined : (isNegative ? -number : number) || 0;
}

/** The last of two different signs parts the decimals; a single comma before three digits parts thousands. */
function withPoint(digits: string): string {
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
  if (comma < 0) return digits.split('.').length > 2 ? digits.replaceAll('.', '') : digits;
  if (point > comma) return digits.replaceAll(',', '');
  const isThousands = point < 0 && /^[+-]?\d{1,3}(?:,\d{3})+$/.test(digits);
  return isThousands ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.');
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
