// The `where` expression: comparisons joined by and / or, as BQE API Explorer's page on filtering describes them. Nothing beyond it.
import { ApiError } from './errors';
import type { FieldKind } from './resources';
import { parseDay, parseTime, type Zone } from './times';

/** Says whether a row is meant. */
export type Filter = (row: Record<string, unknown>) => boolean;

const TOKEN = /\s*(>=|<=|=|>|<|\(|\)|'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_][\w.]*|-?\d+(?:\.\d+)?)/y;

/** What a dotted name reaches in a row; handed in where the sandbox takes such names, and `like` with them. */
export type NestedTexts = (row: Record<string, unknown>, name: string) => unknown[] | undefined;

/** Throws 400 for anything that is not understood. Text is compared without regard to case, as the vendor's database does. */
export function parseWhere(text: string, fields: Record<string, FieldKind>, zone: Zone, nested?: NestedTexts): Filter {
  const tokens = tokenize(text);
  let position = 0;

  const peek = () => tokens[position];
  const isWord = (word: string) => peek()?.toLowerCase() === word;
  function next(): string {
    const token = tokens[position];
    if (token === undefined) throw bad('it ends too early');
    position += 1;
    return token;
  }

  function either(): Filter {
    let left = both();
    while (isWord('or')) {
      next();
      const [a, b] = [left, both()];
      left = (row) => a(row) || b(row);
    }
    return left;
  }

  function both(): Filter {
    let left = one();
    while (isWord('and')) {
      next();
      const [a, b] = [left, one()];
      left = (row) => a(row) && b(row);
    }
    return left;
  }

  function one(): Filter {
    if (peek() === '(') {
      next();
      const inside = either();
      if (next() !== ')') throw bad('a bracket is not closed');
      return inside;
    }
    const name = next();
    const field = Object.keys(fields).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (!field && nested && name.includes('.')) return nestedTest(name, nested);
    if (!field) throw bad(`unknown field ${name}`);
    const operator = next().toLowerCase();
    if (operator === 'is') {
      const negated = isWord('not');
      if (negated) next();
      if (next().toLowerCase() !== 'null') throw bad('null expected');
      return (row) => (row[field] === null || row[field] === undefined || row[field] === '') !== negated;
    }
    if (operator === 'like' && nested) {
      const wanted = String(literal(next(), 'text', field, zone)).replaceAll('%', '');
      return (row) =>
        String(row[field] ?? '')
          .toLowerCase()
          .includes(wanted);
    }
    if (!['=', '>', '>=', '<', '<='].includes(operator)) throw bad(`unknown operator ${operator}`);
    const wanted = literal(next(), fields[field] ?? 'text', field, zone);
    return (row) => {
      const actual = comparable(row[field], fields[field] ?? 'text');
      if (actual === null) return false;
      if (operator === '=') return actual === wanted;
      if (operator === '>') return actual > wanted;
      if (operator === '>=') return actual >= wanted;
      return operator === '<' ? actual < wanted : actual <= wanted;
    };
  }

  function nestedTest(name: string, reach: NestedTexts): Filter {
    if (next() !== '=') throw bad(`${name} takes = only`);
    const wanted = literal(next(), 'text', name, zone);
    return (row) => {
      const values = reach(row, name);
      if (!values) throw bad(`unknown field ${name}`);
      return values.some((value) => String(value).toLowerCase() === wanted);
    };
  }

  const filter = either();
  if (position < tokens.length) throw bad(`unexpected ${peek()}`);
  return filter;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (!found?.[1]) throw bad('it cannot be read');
    tokens.push(found[1]);
  }
  return tokens;
}

function literal(token: string, kind: FieldKind, field: string, zone: Zone): string | number | boolean {
  const quote = token[0] === "'" || token[0] === '"' ? token[0] : '';
  const text = quote ? token.slice(1, -1).replaceAll(quote + quote, quote) : token;
  switch (kind) {
    case 'number':
    case 'enum': {
      // An enumeration is asked for by its value, not by its label.
      const value = Number(text);
      if (text === '' || Number.isNaN(value)) throw bad(`${field} takes a number`);
      return value;
    }
    case 'flag':
      return text.toLowerCase() === 'true' || text === '1';
    case 'time':
    case 'day': {
      const at = quote ? (kind === 'time' ? parseTime(text, zone) : parseDay(text, zone)) : undefined;
      if (at === undefined) throw bad(`${field} takes a date in quotes`);
      return at;
    }
    default:
      if (!quote) throw bad(`${field} takes text in quotes`);
      return text.toLowerCase();
  }
}

/** The value by which a field is compared and sorted; times to the second, as they are on the wire. */
export function comparable(value: unknown, kind: FieldKind): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (kind === 'time') return Math.floor(Number(value) / 1000) * 1000;
  if (kind === 'day') return Math.floor(Number(value) / 86_400_000) * 86_400_000;
  if (kind === 'number' || kind === 'enum') return Number(value);
  if (kind === 'flag') return Boolean(value);
  return String(value).toLowerCase();
}

function bad(reason: string): ApiError {
  return new ApiError(400, 'InvalidFilter', `The where clause is not valid: ${reason}`);
}
