// What servers do with what they are sent, beyond what they do anyway: each may be on for a whole story.
import type { Sandbox } from '../../sandbox';

/** What a server is like. */
export interface Habit {
  says: string;
  take(sandbox: Sandbox): void;
}

export const habits: readonly Habit[] = [
  { says: 'HighLevel wraps notes in paragraphs', take: ({ highlevel }) => void Object.assign(highlevel.quirks, { notesBecomeHtml: true }) },
  {
    says: 'HighLevel’s contacts change with their tasks and notes',
    take: ({ highlevel }) => void Object.assign(highlevel.quirks, { childrenTouchContact: true }),
  },
  {
    says: 'HighLevel’s search is seven seconds late',
    take: ({ highlevel }) => void Object.assign(highlevel.quirks, { searchLagMs: 7000 }),
  },
  {
    says: 'HighLevel’s search shows names in lower case',
    take: ({ highlevel }) => void Object.assign(highlevel.quirks, { hitsNamesLowerCaseOnly: true }),
  },
  { says: 'HighLevel answers 404 for what is gone', take: ({ highlevel }) => void Object.assign(highlevel.quirks, { missingStatus: 404 }) },
  {
    says: 'HighLevel creates contacts and answers 422',
    take: ({ highlevel }) => void Object.assign(highlevel.quirks, { createAnswers422: true }),
  },
  {
    says: 'HighLevel’s clock is a minute ahead',
    take: ({ highlevel }) => void Object.assign(highlevel.quirks, { clockSkewMs: 60_000 }),
  },
  { says: 'BQE CORE keeps e-mails in the address itself', take: ({ bqe }) => void Object.assign(bqe.quirks, { addressShape: 'flat' }) },
  { says: 'BQE CORE sends enumerations as text', take: ({ bqe }) => void Object.assign(bqe.quirks, { enumsAsText: true }) },
  { says: 'BQE CORE takes 30 requests a minute', take: ({ bqe }) => void Object.assign(bqe.quirks, { requestsPerMinute: 30 }) },
  { says: 'LocaliQ leaves out what is empty', take: ({ localiq }) => void Object.assign(localiq.quirks, { empties: 'omitted' }) },
];
