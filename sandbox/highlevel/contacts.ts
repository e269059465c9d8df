// Contacts by id: read, create, update, delete, look for duplicates, list, list by business. Source: HighLevel OpenAPI contacts.json
import type { Hono } from 'hono';
import { CREATE_RULES, contactById, createdContact, fullName, listedContact, readContact, UPDATE_RULES } from './contact-wire';
import { badRequest, duplicateContact, missing, Refusal, unprocessable, wrongLocation } from './errors';
import type { Contact, Token } from './model';
import { addRoute, type Call, checkLocation, type Deps, Reply, V2021_07 } from './route';
import { readQuery } from './search-filters';
import { keepStored } from './stored-fields';
import { validate } from './validate';

const READ = { version: V2021_07, scope: 'contacts.readonly' };
const WRITE = { version: V2021_07, scope: 'contacts.write' };

/** Adds the routes. Those with a fixed second segment come first, so that no id shadows them. */
export function addContactRoutes(app: Hono, deps: Deps): void {
  const { state, quirks } = deps;

  addRoute(app, deps, 'get', '/contacts/search/duplicate', READ, ({ token, query }) => {
    const locationId = checkLocation(deps, token, query.get('locationId'));
    const found = findDuplicate(deps, locationId, query.get('email'), query.get('number'));
    return { contact: found ? contactById(found.contact, quirks) : null };
  });

  addRoute(app, deps, 'get', '/contacts/business/:businessId', READ, ({ token, query, param }) => {
    const locationId = checkLocation(deps, token, query.get('locationId'));
    const skip = numberOf(query, 'skip', 0);
    const matches = readQuery(query.get('query') ?? '');
    const found = state.searchIndex
      .list(locationId, [{ field: 'firstNameLowerCase', direction: 'asc' }])
      .filter((contact) => contact.businessId === param('businessId') && matches(contact));
    return { contacts: found.slice(skip, skip + numberOf(query, 'limit', 25, 100)).map(listedContact), count: found.length };
  });

  addRoute(app, deps, 'get', '/contacts/', READ, (call) => listContacts(deps, call));

  addRoute(app, deps, 'post', '/contacts/', WRITE, ({ token, body }) => {
    validate(body, CREATE_RULES);
    const locationId = checkLocation(deps, token, body.locationId);
    const stored = keepStored(quirks, 'contact', body);
    const changes = readContact({ ...stored, locationId }, undefined, deps);
    refuseDuplicate(deps, locationId, changes);
    const contact = state.addContact({ source: 'public api', ...changes, locationId });
    rememberTags(deps, locationId, contact.tags);
    if (quirks.createAnswers422) throw unprocessable('phone must be a valid phone number');
    return new Reply(201, { contact: createdContact(contact) });
  });

  addRoute(app, deps, 'get', '/contacts/:contactId', READ, ({ token, param }) => ({
    contact: contactById(needContact(deps, token, param('contactId')), quirks),
  }));

  addRoute(app, deps, 'put', '/contacts/:contactId', WRITE, ({ token, param, body }) => {
    const before = needContact(deps, token, param('contactId'));
    validate(body, UPDATE_RULES);
    const changes = readContact(keepStored(quirks, 'contact', body), before, deps);
    refuseDuplicate(deps, before.locationId, changes, before);
    const contact = state.editContact(before.id, changes);
    rememberTags(deps, contact.locationId, contact.tags);
    return { succeded: true, contact: contactById(contact, quirks) };
  });

  addRoute(app, deps, 'delete', '/contacts/:contactId', WRITE, ({ token, param }) => {
    state.deleteContact(needContact(deps, token, param('contactId')).id);
    return { succeded: true };
  });
}

/** The contact, or what the server says where it is missing (400, or 404 by quirk) or somebody else's (403). */
export function needContact({ state, quirks }: Deps, token: Token, id: string): Contact {
  const contact = state.contacts.get(id);
  if (!contact) throw missing('Contact', id, quirks.missingStatus);
  if (contact.locationId !== token.locationId) throw wrongLocation();
  return contact;
}

/** Tags that a contact gets become tags of the location. */
export function rememberTags({ state }: Deps, locationId: string, names: readonly string[]): void {
  for (const name of names) {
    const isKnown = state.tags.some((tag) => tag.locationId === locationId && tag.name === name);
    if (!isKnown) state.tags.push({ id: state.newId(), locationId, name });
  }
}

/** A number of the query; leaves the server's default where it is absent and answers 422 where it is none. */
export function numberOf(query: URLSearchParams, name: string, fallback: number, max = Number.POSITIVE_INFINITY): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || value < 0) throw unprocessable(`${name} must be a number string`);
  return Math.min(value, max);
}

/** The deprecated list: newest first, at most 100, paged by the last item's `startAfter` and `startAfterId`. */
function listContacts(deps: Deps, { token, query }: Call): object {
  const locationId = checkLocation(deps, token, query.get('locationId'));
  const limit = numberOf(query, 'limit', 20);
  if (limit > 100) throw new Refusal(400, { message: 'limit must not be greater than 100' });
  const startAfter = query.get('startAfter');
  const startAfterId = query.get('startAfterId');
  if (startAfter !== null && Number.isNaN(Number(startAfter))) throw badRequest('startAfter must be a number');

  const sort = [{ field: 'dateAdded', direction: 'desc' }] as const;
  const everyone = deps.state.searchIndex.list(locationId, sort);
  const text = query.get('query') ?? '';
  const matching = text === '' ? everyone : everyone.filter(readQuery(text));
  const isAfterStart = (contact: Contact) =>
    contact.addedAt < Number(startAfter) || (contact.addedAt === Number(startAfter) && contact.id > (startAfterId ?? ''));
  const start = startAfter === null ? 0 : matching === everyone ? undefined : matching.findIndex(isAfterStart);
  const from = start ?? deps.state.searchIndex.positionAfter(locationId, sort, [Number(startAfter), startAfterId ?? '']);
  const page = from < 0 ? [] : matching.slice(from, from + limit);
  const last = page.at(-1);
  const currentPage = Math.floor(Math.max(from, 0) / Math.max(limit, 1)) + 1;
  const hasMore = from >= 0 && from + page.length < matching.length;

  return {
    contacts: page.map(listedContact),
    count: matching.length,
    meta: {
      total: matching.length,
      // As in the documents' example, which points at a host that nobody can reach: clients must build the query themselves.
      nextPageUrl: hasMore
        ? `http://localhost:5058/contacts/?locationId=${locationId}&startAfter=${last?.addedAt}&startAfterId=${last?.id}`
        : null,
      startAfterId: hasMore ? last?.id : null,
      startAfter: hasMore ? last?.addedAt : null,
      currentPage,
      nextPage: hasMore ? currentPage + 1 : null,
      prevPage: currentPage > 1 ? currentPage - 1 : null,
    },
  };
}

/** E-mail first, then phone. */
function findDuplicate(
  { state }: Deps,
  locationId: string,
  email: string | null | undefined,
  phone: string | null | undefined,
): { contact: Contact; matchingField: 'email' | 'phone' } | undefined {
  const byEmail = email ? state.contactsByEmail(email, locationId)[0] : undefined;
  if (byEmail) return { contact: byEmail, matchingField: 'email' };
  const byPhone = phone ? state.contactsByPhone(phone, locationId)[0] : undefined;
  return byPhone && { contact: byPhone, matchingField: 'phone' };
}

/** A value that a contact already has may be sent again, even where another contact shares it. */
function refuseDuplicate(deps: Deps, locationId: string, changes: Partial<Contact>, before?: Contact): void {
  if (deps.state.locations.get(locationId)?.settings.allowDuplicateContact) return;
  const email = changes.email === before?.email ? null : changes.email;
  const phone = changes.phone === before?.phone ? null : changes.phone;
  const found = findDuplicate(deps, locationId, email, phone);
  if (!found || found.contact.id === before?.id) return;
  throw duplicateContact({
    contactId: found.contact.id,
    contactName: fullName(found.contact) ?? '',
    matchingField: found.matchingField,
  });
}
