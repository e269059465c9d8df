// What LocaliQ knows of a contact beyond the fields that all systems share. They travel as custom fields, so that mapping can offer them.
// Source: LocaliQ API docs, contacts (GannettDigital/api-docs). All are read only.
import type { CustomField } from '@/lib/domain/reference';

/** The four statuses that are published; the web app may know more, so others are kept as they come. */
export const publishedStatuses = ['pending_contact', 'active_lead', 'client', 'none'];

/** Id of the one free text that LocaliQ keeps of a contact. */
export const notesField = 'notes';

function ownField(id: string, name: string, dataType: string, options: string[] = []): CustomField {
  return { id, key: `localiq.${id}`, name, dataType, options, placeholder: '' };
}

export const ownFields: CustomField[] = [
  ownField('status', 'Status', 'SINGLE_OPTIONS', publishedStatuses),
  ownField(notesField, 'Notes', 'LARGE_TEXT'),
  ownField('title', 'Job title', 'TEXT'),
  ownField('fax', 'Fax', 'PHONE'),
  ownField('archivedOn', 'Archived on', 'DATE'),
];
