// The firm's automations: their list, and starting one for a contact. Source: HighLevel OpenAPI workflows.json and contacts.json
import type { Hono } from 'hono';
import { needContact } from './contacts';
import { missing, unprocessable } from './errors';
import { addRoute, checkLocation, type Deps, V2021_07 } from './route';
import { isoUtc } from './times';
import { validate } from './validate';

export function addWorkflowRoutes(app: Hono, deps: Deps): void {
  const { state, quirks } = deps;

  addRoute(app, deps, 'get', '/workflows/', { version: V2021_07, scope: 'workflows.readonly' }, ({ token, query }) => {
    const locationId = checkLocation(deps, token, query.get('locationId'));
    const found = state.workflows.filter((workflow) => workflow.locationId === locationId);
    return {
      workflows: found.map(({ addedAt, updatedAt, ...workflow }) => ({
        ...workflow,
        createdAt: isoUtc(addedAt),
        updatedAt: isoUtc(updatedAt),
      })),
    };
  });

  addRoute(
    app,
    deps,
    'post',
    '/contacts/:contactId/workflow/:workflowId',
    { version: V2021_07, scope: 'contacts.write' },
    ({ token, param, body }) => {
      const contact = needContact(deps, token, param('contactId'));
      validate(body, { eventStartTime: { kind: 'date' } });
      const eventStartTime = (body.eventStartTime as string | undefined) ?? null;
      // ISO with an offset, as in CreateWorkflowDto's example.
      if (eventStartTime && !/(Z|[+-]\d{2}:?\d{2})$/.test(eventStartTime)) throw unprocessable('eventStartTime must have an offset');
      const workflow = state.workflows.find(({ id, locationId }) => id === param('workflowId') && locationId === contact.locationId);
      if (!workflow) throw missing('Workflow', param('workflowId'), quirks.missingStatus);
      state.workflowStarts.push({ at: state.clock(), contactId: contact.id, workflowId: workflow.id, eventStartTime });
      return { succeded: true };
    },
  );
}
