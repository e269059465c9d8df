// Every message between the extension's contexts: who sends it, what the answer means. The worker pushes nothing to pages: they watch
// the database. No message carries a secret: Options writes those into the vault itself and then names the system to check.
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { PartnerName, SystemName } from './domain/account';
import type { Sighting } from './domain/sighting';
import type { AppliedRule, TaughtRule } from './domain/taught-rule';
import type { Problem } from './errors';

export interface ProtocolMap {
  /** Content script: what the page shows now, or null when it shows nobody. The worker stores it for the sender's tab. */
  pageShows(sighting: Sighting | null): void;
  /** Content script, within a click on the launcher: open the side panel of the sender's window. */
  openPanel(): void;
  /** Content script: may the launcher be shown? Nothing about any person is answered. */
  launcherSettings(): { shown: boolean };
  /** Content script: what the user taught on its own host. Selectors and kinds of pages, nothing about any person. */
  taughtRules(host: string): AppliedRule[];
  /** Teaching script: the user pointed at a mark on its own host; keep where it stands, and have the open pages of the host read anew. */
  taught(rule: TaughtRule): void;

  /** Panel: something was put into the outbox; send it as soon as may be. */
  outboxChanged(): void;
  /** Panel: this contact is on screen; read it and what hangs on it if it was last read more than `olderThanSeconds` ago. */
  refreshContact(request: { uid: string; olderThanSeconds: number }): { problem?: Problem };
  /** Panel: ask the server for people with these marks; the answer arrives in the store, in `lookups` and `contacts`. */
  lookUp(sighting: Sighting): void;
  /** Panel: search the server for a text; hits arrive in the store, their uids are the answer. */
  searchServer(text: string): { uids: string[]; problem?: Problem };
  /** Panel: read the record that a page of a partner system shows, into the store. */
  refreshPageRecord(sighting: Sighting): { problem?: Problem };
  /** Panel: people at the same company, into the store. */
  refreshCompany(request: { businessId: string }): { problem?: Problem };
  /** Panel: the server named this contact (in a refusal, say): read it into the store. */
  readContact(request: { remoteId: string }): { uid?: string; problem?: Problem };
  /** Panel: prove the times of an appointment by reading it by id. */
  proveAppointment(request: { uid: string }): { problem?: Problem };
  /** Panel: My day is on screen; read my open tasks. */
  refreshMyDay(): { problem?: Problem };

  /** Options: the connection's row and secrets are in the store; try them, and start work when they hold. */
  checkConnection(system: SystemName): void;
  /** Options: the connected app's row and secrets are in the store; send it a test event, then what waits for it. */
  checkReceiver(): void;
  /** Options, within a click: start the sign-in window of the system; its outcome arrives in the connection's row. */
  signIn(system: SystemName): { problem?: Problem };
  /** Options: narrow a company-wide sign-in to one location. */
  chooseLocation(request: { system: SystemName; locationId: string }): { problem?: Problem };
  /** Options: forget the secrets, revoke them where the server can, keep everything that waits. */
  disconnect(system: SystemName): void;
  /** Options, before everything is erased: answers once the worker is at rest, so that nothing is written afterwards. */
  untilIdle(): void;
  /** Options: a host's taught rules changed in the store; have its open pages read anew. */
  taughtChanged(host: string): void;
  /** Options: the sync of a partner was asked for, approved, resumed; do what its row says. */
  syncNow(partner: PartnerName): { problem?: Problem };
  /** Options: run or stop reading all contacts. */
  setIndexing(request: { system: SystemName; run: boolean }): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<ProtocolMap>();
