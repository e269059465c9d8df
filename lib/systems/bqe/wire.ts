// What BQE CORE sends and takes. Records stay whole, because a write sends the whole model back: what is not ours must return as it came.
// Property names: the BQE Power BI connector (cruzgreg/bqe-core-power-bi); ids, versions and the bare list: BQEDeveloper samples.
import '@/lib/zod';
import * as z from 'zod/mini';
import { textIdSchema } from '@/lib/systems/id';

/** A record as it came. Everything but the id is read leniently, by the functions below. */
const rowSchema = z.looseObject({ id: textIdSchema });
export type Row = z.infer<typeof rowSchema>;

/** By id: the record, also where it comes as a list of one. Nothing for an empty answer. */
export const itemSchema = z.optional(
  z.pipe(
    z.pipe(
      z.unknown(),
      z.transform((answer) => (Array.isArray(answer) && answer.length === 1 ? answer[0] : answer)),
    ),
    rowSchema,
  ),
);

/**
 * A list is a bare array; envelopes are reported by clients without proof and read all the same. An item without an id makes the whole
 * unreadable, or it would look deleted. Nothing for an empty answer.
 */
export const listSchema = z.optional(
  z.pipe(
    z.pipe(
      z.unknown(),
      z.transform((answer) => envelopes.map((name) => fieldOf(answer, name)).find(Array.isArray) ?? answer),
    ),
    z.array(rowSchema),
  ),
);
const envelopes = ['items', 'value', 'data', 'results', 'records'];

/** `COUNT(*)`: a number, or the first number inside whatever it is wrapped in; undefined where that can be no count. */
export const countSchema = z.optional(
  z.pipe(
    z.unknown(),
    z.transform((answer) => {
      const count = firstNumber(answer);
      return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
    }),
  ),
);

/** An answer whose body does not matter. */
export const anySchema = z.optional(z.unknown());

/** Claims of the signed-in user (BQEDeveloper samples); `user_id` is the employee's id (hrenfort-web/JOT). */
export const userInfoSchema = z.pipe(
  z.looseObject({}),
  z.transform((answer) => ({
    userId: textOf(answer.user_id) || textOf(answer.userId),
    companyId: textOf(answer.companyId) || textOf(answer.company_id),
    companyName: textOf(answer.company),
    name: textOf(answer.name) || `${textOf(answer.given_name) || textOf(answer.givenName)} ${textOf(answer.family_name)}`.trim(),
    email: textOf(answer.email),
  })),
);
export type UserInfo = z.infer<typeof userInfoSchema>;

/** One field of anything; undefined where it is no object or has none. */
export function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** True for an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text; numbers as text; '' for null and everything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A number, also as text; undefined for everything else. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The value of an enumeration: a number, which may come as text (hrenfort-web/JOT), or a label. */
export type EnumValue = number | string;

/** Reads an enumeration's value; undefined where there is none. */
export function enumOf(value: unknown): EnumValue | undefined {
  return numberOf(value) ?? (textOf(value) || undefined);
}

export function flagOf(value: unknown): boolean {
  return value === true || value === 1 || value === 'true';
}

function firstNumber(value: unknown, depth = 0): number | undefined {
  const number = numberOf(value);
  if (number !== undefined || depth > 2 || typeof value !== 'object' || value === null) return number;
  return Object.values(value)
    .map((inner) => firstNumber(inner, depth + 1))
    .find((found) => found !== undefined);
}
