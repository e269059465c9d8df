// A note on a contact. The body is HTML from outside: inert only after sanitising, which is the showing component's duty.

export interface Note {
  /** HTML as the server keeps it. */
  body: string;
  title: string;
  /** `#rrggbb` or ''. */
  color: string;
  pinned: boolean;
  /** The author's user id, or ''. */
  userId: string;
  /** Epoch ms; 0 where unknown. HighLevel's notes carry no update time. */
  addedAt: number;
}

export type NoteEdit = Partial<Pick<Note, 'body' | 'title' | 'color' | 'pinned'>>;

/** A note with every field blank. */
export function blankNote(): Note {
  return { body: '', title: '', color: '', pinned: false, userId: '', addedAt: 0 };
}
