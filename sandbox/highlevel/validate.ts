// Checks a request's body against its documented keys and answers as the server does: one 422 that names every fault.
import { unprocessable } from './errors';

type Kind = 'string' | 'boolean' | 'number' | 'array' | 'object' | 'date' | 'any';

interface Rule {
  kind: Kind;
  required?: boolean;
  nullable?: boolean;
  /** The only values there are. */
  values?: readonly string[];
}

export type Rules = Readonly<Record<string, Rule>>;

/** Throws the 422 for unknown keys, missing ones and wrong types; unknown keys are refused as in highlevel-api-docs #262 and #313. */
export function validate(body: Record<string, unknown>, rules: Rules): void {
  const messages: string[] = [];
  for (const key of Object.keys(body)) {
    if (!rules[key]) messages.push(`property ${key} should not exist`);
  }
  for (const [key, rule] of Object.entries(rules)) {
    const value = body[key];
    if (value === undefined) {
      if (rule.required) messages.push(`${key} should not be empty`, `${key} must be ${article(rule.kind)}`);
    } else if (value === null) {
      if (!rule.nullable) messages.push(`${key} must be ${article(rule.kind)}`);
    } else if (!isOfKind(value, rule.kind)) {
      messages.push(rule.kind === 'date' ? `${key} must be a valid ISO 8601 date string` : `${key} must be ${article(rule.kind)}`);
    } else if (rule.required && value === '') {
      messages.push(`${key} should not be empty`);
    } else if (rule.values && !rule.values.includes(String(value))) {
      messages.push(`${key} must be one of the following values: ${rule.values.join(', ')}`);
    }
  }
  if (messages.length > 0) throw unprocessable(...messages);
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (kind === 'any') return true;
  if (kind === 'array') return Array.isArray(value);
  if (kind === 'object') return typeof value === 'object' && !Array.isArray(value);
  if (kind === 'date') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
  return typeof value === kind;
}

function article(kind: Kind): string {
  if (kind === 'any') return 'defined';
  if (kind === 'date') return 'a valid ISO 8601 date string';
  return kind === 'array' || kind === 'object' ? `an ${kind}` : `a ${kind}`;
}
