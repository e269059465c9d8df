// The records as the server keeps them: times in epoch milliseconds, one object per version (a change makes a new one).

export interface CustomFieldValue {
  id: string;
  value: unknown;
}

export interface Contact {
  id: string;
  locationId: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  additionalEmails: readonly string[];
  phone: string | null;
  companyName: string | null;
  address1: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
  website: string | null;
  timezone: string | null;
  source: string | null;
  type: string;
  gender: string | null;
  assignedTo: string | null;
  tags: readonly string[];
  followers: readonly string[];
  customFields: readonly CustomFieldValue[];
  /** YYYY-MM-DD */
  dateOfBirth: string | null;
  dnd: boolean;
  dndSettings: Readonly<Record<string, unknown>> | null;
  businessId: string | null;
  addedAt: number;
  updatedAt: number;
}

export interface Task {
  id: string;
  contactId: string;
  locationId: string;
  title: string;
  body: string | null;
  assignedTo: string | null;
  dueAt: number;
  completed: boolean;
}

export interface Note {
  id: string;
  contactId: string;
  locationId: string;
  body: string;
  userId: string | null;
  title: string | null;
  color: string | null;
  pinned: boolean;
  addedAt: number;
}

export interface Appointment {
  id: string;
  calendarId: string;
  locationId: string;
  contactId: string;
  title: string;
  appointmentStatus: string;
  assignedUserId: string | null;
  notes: string | null;
  description: string | null;
  address: string | null;
  meetingLocationType: string | null;
  rrule: string | null;
  startsAt: number;
  endsAt: number;
  addedAt: number;
  updatedAt: number;
  createdBy: { userId?: string; source: string };
}

export interface Location {
  id: string;
  companyId: string;
  name: string;
  email: string;
  phone: string;
  address: string;
  city: string;
  state: string;
  country: string;
  postalCode: string;
  website: string;
  domain: string;
  /** IANA name. */
  timezone: string;
  settings: {
    allowDuplicateContact: boolean;
    allowDuplicateOpportunity: boolean;
    allowFacebookNameMerge: boolean;
    disableContactTimezone: boolean;
  };
}

export interface User {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  role: 'admin' | 'user';
  locationIds: readonly string[];
  deleted: boolean;
}

export interface Calendar {
  id: string;
  locationId: string;
  name: string;
  description: string;
  eventTitle: string;
  eventColor: string;
  slotMinutes: number;
  userIds: readonly string[];
  isActive: boolean;
}

export interface CustomField {
  id: string;
  locationId: string;
  name: string;
  fieldKey: string;
  dataType: string;
  placeholder: string;
  position: number;
  model: 'contact' | 'opportunity';
  picklistOptions: readonly string[];
}

export interface Tag {
  id: string;
  locationId: string;
  name: string;
}

export interface Workflow {
  id: string;
  locationId: string;
  name: string;
  status: 'published' | 'draft';
  version: number;
  addedAt: number;
  updatedAt: number;
}

export interface Business {
  id: string;
  locationId: string;
  name: string;
}

/** A started workflow, for tests to look at. */
export interface WorkflowStart {
  at: number;
  contactId: string;
  workflowId: string;
  eventStartTime: string | null;
}

/** What an appointment's write would have sent to the client, for tests to look at. */
export interface AppointmentNotification {
  at: number;
  appointmentId: string;
  contactId: string;
  /** False where the request said `toNotify: false`: then no automation runs. */
  toNotify: boolean;
}

/** A Private Integration token or an OAuth access token. */
export interface Token {
  value: string;
  kind: 'private-integration' | 'oauth';
  userType: 'Location' | 'Company';
  companyId: string;
  /** Null on agency tokens. */
  locationId: string | null;
  userId: string;
  scopes: readonly string[];
  /** What the rate limits count by: the app, or the private integration itself. */
  appId: string;
  /** Infinity for a Private Integration token that nobody rotated. */
  expiresAt: number;
  isRevoked: boolean;
}

/** A firm's own app on the HighLevel marketplace. */
export interface OAuthApp {
  /** `<24 hex digits>-<suffix>`; the part before the dash is the app's id. */
  clientId: string;
  clientSecret: string;
  name: string;
  redirectUris: readonly RegExp[];
}
