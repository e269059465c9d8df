// What an account knows besides people: its location, users, calendars, fields, tags and workflows. Read often, changed rarely.
import type { CustomValue } from './contact';

export interface Location {
  id: string;
  companyId: string;
  name: string;
  /** IANA time zone; dates of tasks and appointments are shown in it. */
  timezone: string;
  allowsDuplicates: boolean;
}

export interface User {
  id: string;
  name: string;
  email: string;
}

export interface Calendar {
  id: string;
  name: string;
  active: boolean;
}

export interface CustomField {
  id: string;
  /** `contact.budget`; may be ''. */
  key: string;
  name: string;
  /** TEXT, LARGE_TEXT, NUMERICAL, PHONE, MONETORY, CHECKBOX, SINGLE_OPTIONS, MULTIPLE_OPTIONS, RADIO, DATE, TEXTBOX_LIST, FILE_UPLOAD or new. */
  dataType: string;
  options: string[];
  placeholder: string;
}

export interface Workflow {
  id: string;
  name: string;
  published: boolean;
}

/** By kind, as stored: one row per account and kind. */
export interface ReferenceItems {
  location: Location;
  users: User[];
  calendars: Calendar[];
  customFields: CustomField[];
  tags: string[];
  workflows: Workflow[];
}
export type ReferenceKind = keyof ReferenceItems;

/** A custom field beside its value, ready to show. */
export interface FieldValue {
  field: CustomField;
  value: CustomValue | undefined;
}
