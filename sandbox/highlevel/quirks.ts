// HighLevel's documented oddities, each a switch with its source. What the public documents leave open is a switch too.

export interface HighLevelQuirks extends Record<string, boolean | number | string> {
  /** Milliseconds until a write shows in search. First-party search documentation: "a few seconds". */
  searchLagMs: number;
  /** Status that `POST /contacts/search` answers, 0 for a working search. Seen as 400, 404 and 422 for locations without it. */
  searchStatus: number;
  /** A search for `phone eq` finds nothing. highlevel-api-docs #289 */
  phoneEqFindsNothing: boolean;
  /** Search hits carry names in lower case only, as in the OpenAPI contacts.json of May 2025. */
  hitsNamesLowerCaseOnly: boolean;
  /** Search hits have no `timezone`. highlevel-api-docs #185 */
  hitsLackTimezone: boolean;
  /** Search hits have no `dndSettings`. highlevel-api-docs #43 */
  hitsLackDndSettings: boolean;
  /** `POST /contacts/` answers 422 and has created the contact. highlevel-api-docs #64 */
  createAnswers422: boolean;
  /** A contact that was never changed since it was made has neither `name` nor `dateUpdated`. highlevel-api-docs #289 */
  freshContactLacksDateUpdated: boolean;
  /** Status for a record that does not exist: 400 as the community reports, or 404. */
  missingStatus: number;
  /** Trims text, lower-cases e-mail addresses and tags, writes phones as E.164 where they parse. */
  normalises: boolean;
  /** Named fields are accepted but not stored: `contact.city`, `task.body` or `note.title`, several with commas. */
  dropsFields: string;
  /** Answers hold fields that no document names. */
  extraFields: boolean;
  /** `customFields` of a PUT replace all others instead of merging. Undocumented either way. */
  customFieldsReplace: boolean;
  /** Writing a task, note or appointment changes the contact's `dateUpdated`. Undocumented either way. */
  childrenTouchContact: boolean;
  /** Note texts come back wrapped in a paragraph, as the web editor stores them. */
  notesBecomeHtml: boolean;
  /** `GET /contacts/:id/appointments` answers 401 in spite of its scope. highlevel-api-docs #172 */
  contactAppointmentsAnswer401: boolean;
  /** Appointments need `assignedUserId` although it is documented as optional. highlevel-api-docs #23 */
  appointmentNeedsAssignee: boolean;
  /** An appointment that overlaps another one of the same user is refused unless `ignoreFreeSlotValidation` is sent. */
  checksFreeSlots: boolean;
  /** The code exchange gives an agency token without a location. highlevel-api-docs #294 */
  bulkInstall: boolean;
  /** The redirect after sign-in comes without `state`; the first-party page on authorisation never mentions it. */
  dropState: boolean;
  /** A text with which every token refresh fails, "Location is not active" for one; empty for none. highlevel-api-docs #249 */
  refreshError: string;
  /** The answer to `POST /oauth/locationToken` has a refresh token, as staff say of the live server. highlevel-api-docs #285 */
  locationTokenRefreshes: boolean;
  /** Any documented date is accepted as `Version`, as the official SDK relies on, instead of the module's own only. */
  acceptsAnyVersion: boolean;
  /** Replies with 429 carry `Retry-After`; no document promises it. */
  sendsRetryAfter: boolean;
  /** How far the server's clock is ahead of ours, in its `Date` header and in its records' times. */
  clockSkewMs: number;
}

/** What the sandbox starts with: the documented behaviour, and the likelier one where no document says. */
export function createQuirks(): HighLevelQuirks {
  return {
    searchLagMs: 3000,
    searchStatus: 0,
    phoneEqFindsNothing: false,
    hitsNamesLowerCaseOnly: false,
    hitsLackTimezone: true,
    hitsLackDndSettings: false,
    createAnswers422: false,
    freshContactLacksDateUpdated: false,
    missingStatus: 400,
    normalises: true,
    dropsFields: '',
    extraFields: false,
    customFieldsReplace: false,
    childrenTouchContact: false,
    notesBecomeHtml: false,
    contactAppointmentsAnswer401: false,
    appointmentNeedsAssignee: false,
    checksFreeSlots: false,
    bulkInstall: false,
    dropState: false,
    refreshError: '',
    locationTokenRefreshes: true,
    acceptsAnyVersion: false,
    sendsRetryAfter: false,
    clockSkewMs: 0,
  };
}
