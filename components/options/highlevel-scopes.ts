// The permissions ("scopes") that a HighLevel key needs, by HighLevel's own names, and what each is for.

export interface ScopeUse {
  scope: string;
  use: string;
}

/** For a key and for an app, in the order in which people tick them. The first two are enough to look; each of the others adds what it says. */
export const highLevelScopes: ScopeUse[] = [
  { scope: 'contacts.readonly', use: 'See contacts with their tasks, notes and appointments' },
  { scope: 'locations.readonly', use: 'Check the location and its time zone' },
  { scope: 'contacts.write', use: 'Add and change contacts, tasks, notes and tags' },
  { scope: 'locations/tasks.readonly', use: 'Your open tasks across all contacts' },
  { scope: 'users.readonly', use: 'Names of colleagues, to assign tasks' },
  { scope: 'locations/customFields.readonly', use: 'Custom fields by name' },
  { scope: 'locations/tags.readonly', use: 'Suggest tags' },
  { scope: 'calendars.readonly', use: 'Calendars to book in' },
  { scope: 'calendars/events.readonly', use: 'Exact times of appointments' },
  { scope: 'calendars/events.write', use: 'Book, reschedule and cancel appointments' },
  { scope: 'workflows.readonly', use: 'Workflows to start' },
];

/** For an app beside these: a sign-in may answer for a whole agency, and is then narrowed to one location. A key cannot have them. */
export const agencyScopes: ScopeUse[] = [
  { scope: 'oauth.readonly', use: 'Which locations a sign-in of a whole agency covers' },
  { scope: 'oauth.write', use: 'Narrow such a sign-in to one location' },
];
