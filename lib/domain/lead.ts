// A lead: one call, form or chat by which somebody came in. Read only; the contact it belongs to is linked, never made from it.
import type { Contact } from './contact';

export interface Lead {
  kind: 'call' | 'form' | 'chat' | 'other';
  /** Id of the contact it belongs to, in the same system; '' where it says none. */
  contactId: string;
  /** Who it came from, as the lead itself says: for matching only. */
  contact: Contact;
  /** Epoch ms. */
  occurredAt: number;
  createdAt: number;
  campaign: string;
  source: string;
  /** Plain text: the summary, the form's fields as lines, or the transcript. */
  text: string;
  notes: string;
  tags: string[];
  /** Calls only; 0 otherwise. */
  durationSeconds: number;
  /** '' where there is none, or where personal details are kept off. */
  recordingUrl: string;
  callerNumber: string;
  trackingNumber: string;
}
