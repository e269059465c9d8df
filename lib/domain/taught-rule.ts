// What the user taught about a kind of page: where a mark stands, never what it says. Rules hold no value of any person.

/** What can be pointed at. */
export const taughtMarks = ['email', 'phone', 'name', 'company'] as const;
export type TaughtMark = (typeof taughtMarks)[number];

/** How marks are called on screen. */
export const taughtMarkTitles: Record<TaughtMark, string> = { email: 'E-mail', phone: 'Phone', name: 'Name', company: 'Company' };

/** One way to find the element again. */
export interface TaughtSelector {
  css: string;
  /** The field word that stands before it, lower-case: "e-mail", "telefon". */
  label?: string;
}

export interface TaughtRule {
  /** `www.bqecore.com` */
  host: string;
  /** The kind of page, as `kindOfPage` writes it: `/webapp/FileCard/*`. */
  pathPattern: string;
  mark: TaughtMark;
  /** The first that finds anything decides. */
  selectors: TaughtSelector[];
  /** What values look like there, letters and digits made alike: `x.x@x.x`, `(000) 000-0000`. */
  shape: string;
}

/** A rule as a page's script gets it. */
export interface AppliedRule {
  /** Source of a pattern, tested against the decoded address without regard to case. */
  page: string;
  mark: TaughtMark;
  selectors: readonly TaughtSelector[];
}

/** A value's form without the value: letters in runs, digits one by one. */
export function sampleShape(value: string): string {
  return value
    .trim()
    .replace(/\p{Lu}+/gu, 'X')
    .replace(/(?!X)\p{L}[\p{L}\p{M}]*/gu, 'x')
    .replace(/\p{N}/gu, '0')
    .replace(/\s+/g, ' ')
    .slice(0, 60);
}
