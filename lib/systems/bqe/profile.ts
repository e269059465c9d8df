// What a firm's BQE CORE turned out to be like when it was connected: where e-mail and phone are, which numbers mean what, what may be written.
// Nobody publishes these, so they are found out by probe.ts and kept with the connection as plain JSON.
import '@/lib/zod';
import * as z from 'zod/mini';

/** A way through a record: keys, and `*` for the main item of a list. Empty: not found. */
const pathSchema = z.array(z.string());
export type Path = z.infer<typeof pathSchema>;

const enumSchema = z.union([z.number(), z.string()]);

const markKinds = ['email', 'phone', 'website', 'fax', 'other'] as const;
export type MarkKind = (typeof markKinds)[number];

/** The parts of an address, by our names. */
export const addressParts = ['address1', 'city', 'state', 'postalCode', 'country'] as const;
export type AddressPart = (typeof addressParts)[number];

/** How one kind of person record is read and written: clients and prospects need not be alike. */
const personMapSchema = z.object({
  /** Nested fields that a reading by id must ask for. */
  expand: z.array(z.string()),
  /** Those of them that a listing needs for e-mail, phone and address; with any, a page holds 100 and not 1000. */
  listExpand: z.array(z.string()),
  /** Fields of a listing; empty: the whole model. */
  listFields: z.array(z.string()),
  /** Whether a record by id takes `expand`, or must be listed by its id for that. */
  itemTakesExpand: z.boolean(),
  address: z.object({ path: pathSchema, names: z.partialRecord(z.enum(addressParts), z.string()) }),
  /** The list of e-mails, phones and so on, and what its items call their value and their type. */
  marks: z.object({ path: pathSchema, value: z.string(), typeId: z.string(), typeName: z.string() }),
  /** Where the record or its address holds e-mail, phone or website itself. */
  flat: z.object({ email: pathSchema, phone: pathSchema, website: pathSchema }),
  /** What the items of `customFields` call the definition and the value; '' while none was seen. */
  customFields: z.object({ definition: z.string(), value: z.string() }),
  /** Fields by which `where` finds an e-mail or phone; '' for none. */
  search: z.object({ email: z.string(), phone: z.string() }),
});
type PersonMap = z.infer<typeof personMapSchema>;

export const bqeProfileSchema = z.object({
  version: z.literal(1),
  client: personMapSchema,
  prospect: personMapSchema,
  /** `/communicationtype`. */
  types: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(markKinds) })),
  /** Values of `linkedEntityType` and `masterEntityType`; absent while no to-do or note on such a record was seen. */
  entityTypes: z.object({
    client: z.optional(enumSchema),
    prospect: z.optional(enumSchema),
    /** Values that were seen on records which are neither. */
    others: z.array(enumSchema),
  }),
  todo: z.object({ done: z.array(enumSchema), open: z.optional(enumSchema) }),
  note: z.object({
    /** How this firm's notes are kept. */
    format: z.enum(['text', 'html']),
    /** Categories that BQE CORE writes itself; their notes are left out. */
    systemCategories: z.array(z.string()),
  }),
  /** Whether `orderBy` takes a second field, so that records of the same moment keep their order from page to page. */
  sortsByTwo: z.boolean(),
  /** What a time without a zone means. */
  naive: z.enum(['utc', 'offset']),
  /** Whether `where` knows `like`. */
  knowsLike: z.boolean(),
});
export type BqeProfile = z.infer<typeof bqeProfileSchema>;

/** What reading a person takes: the map of its kind, and the types of communication, which all kinds share. */
export type PersonProfile = PersonMap & Pick<BqeProfile, 'types'>;

/** The part of a profile that is about one kind of person. */
export function personProfile(profile: BqeProfile, kind: 'client' | 'prospect'): PersonProfile {
  return { ...profile[kind], types: profile.types };
}

function blankMap(): PersonMap {
  return {
    expand: [],
    listExpand: [],
    listFields: [],
    itemTakesExpand: true,
    address: { path: [], names: {} },
    marks: { path: [], value: '', typeId: '', typeName: '' },
    flat: { email: [], phone: [], website: [] },
    customFields: { definition: '', value: '' },
    search: { email: '', phone: '' },
  };
}

/** What is assumed until something else was seen: plain fields only, nothing searched, nothing nested. */
export function defaultProfile(): BqeProfile {
  return {
    version: 1,
    client: blankMap(),
    prospect: blankMap(),
    types: [],
    entityTypes: { others: [] },
    todo: { done: [] },
    note: { format: 'text', systemCategories: [] },
    sortsByTwo: false,
    naive: 'utc',
    knowsLike: false,
  };
}

/** Of these kinds, those whose custom fields were seen, so that they can be written. */
export function kindsWithCustomFields<Kind extends 'client' | 'prospect'>(profile: BqeProfile, kinds: readonly Kind[]): Kind[] {
  return kinds.filter((kind) => profile[kind].customFields.value !== '');
}

/** A stored profile; the default where there is none or it is of another age. */
export function readProfile(stored: unknown): BqeProfile {
  return z.safeParse(bqeProfileSchema, stored).data ?? defaultProfile();
}
