// Adding tags to a contact and taking them off: by name, and DELETE has a body. Source: HighLevel OpenAPI contacts.json, TagsDTO
import type { Hono } from 'hono';
import { readTags } from './contact-wire';
import { needContact, rememberTags } from './contacts';
import { addRoute, type Deps, Reply, V2021_07 } from './route';
import { type Rules, validate } from './validate';

const WRITE = { version: V2021_07, scope: 'contacts.write' };
const RULES: Rules = { tags: { kind: 'array', required: true } };

export function addTagRoutes(app: Hono, deps: Deps): void {
  const { state, quirks } = deps;

  addRoute(app, deps, 'post', '/contacts/:contactId/tags', WRITE, ({ token, param, body }) => {
    const contact = needContact(deps, token, param('contactId'));
    validate(body, RULES);
    const tags = [...new Set([...contact.tags, ...readTags(body.tags, quirks)])];
    rememberTags(deps, contact.locationId, tags);
    return new Reply(201, { tags: state.editContact(contact.id, { tags }).tags });
  });

  addRoute(app, deps, 'delete', '/contacts/:contactId/tags', WRITE, ({ token, param, body }) => {
    const contact = needContact(deps, token, param('contactId'));
    validate(body, RULES);
    const gone = readTags(body.tags, quirks);
    return { tags: state.editContact(contact.id, { tags: contact.tags.filter((tag) => !gone.includes(tag)) }).tags };
  });
}
