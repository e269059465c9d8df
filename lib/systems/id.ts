// The id of a record as servers send it: text, or a number that is kept as text.
import '@/lib/zod';
import * as z from 'zod/mini';

/** Text that is not blank, and not the one name that an object keeps for itself: ids become keys. */
export const textIdSchema = z.string().check(
  z.regex(/\S/),
  z.refine((id) => id !== '__proto__'),
);

/** The same, or a number. */
export const idSchema = z.pipe(z.union([textIdSchema, z.number()]), z.transform(String));
