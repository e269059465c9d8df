// A person as Lockstep understands one. Blank is always '' (or an empty list): null, undefined and '' mean the same to every system.

/** The value of a custom field: text, number, several choices, or a file map that is only shown, never written. */
export type CustomValue = string | number | boolean | string[] | Record<string, unknown>;

export interface Contact {
  firstName: string;
  lastName: string;
  companyName: string;
  email: string;
  phone: string;
  /** Addresses and numbers beyond the first; read only, HighLevel takes no write of them. */
  additionalEmails: string[];
  additionalPhones: string[];
  address1: string;
  city: string;
  state: string;
  postalCode: string;
  /** ISO 3166 alpha-2 where the system gave one. */
  country: string;
  website: string;
  /** IANA name, or ''. */
  timezone: string;
  source: string;
  type: string;
  /** `YYYY-MM-DD` or ''. */
  dateOfBirth: string;
  /** Id of the user who owns the contact, or ''. */
  assignedTo: string;
  /** Id of the company record that people of one firm share, or ''. */
  businessId: string;
  dnd: boolean;
  tags: string[];
  /** By field id. A blank field is absent. */
  customFields: Record<string, CustomValue>;
  /** Epoch ms; 0 where the system gave none. */
  addedAt: number;
  updatedAt: number;
}

/** The fields of a contact that a user may edit. Tags have endpoints of their own; HighLevel's update takes no company name. */
export type ContactEdit = Partial<
  Omit<Contact, 'additionalEmails' | 'additionalPhones' | 'tags' | 'businessId' | 'type' | 'addedAt' | 'updatedAt'>
>;

/** A contact with every field blank. */
export function blankContact(): Contact {
  return {
    firstName: '',
    lastName: '',
    companyName: '',
    email: '',
    phone: '',
    additionalEmails: [],
    additionalPhones: [],
    address1: '',
    city: '',
    state: '',
    postalCode: '',
    country: '',
    website: '',
    timezone: '',
    source: '',
    type: '',
    dateOfBirth: '',
    assignedTo: '',
    businessId: '',
    dnd: false,
    tags: [],
    customFields: {},
    addedAt: 0,
    updatedAt: 0,
  };
}

/** What to call the person: name, else company, else e-mail, else phone, else "Unnamed contact". */
export function displayName(contact: Pick<Contact, 'firstName' | 'lastName' | 'companyName' | 'email' | 'phone'>): string {
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  return name || contact.companyName || contact.email || contact.phone || 'Unnamed contact';
}
