// A contact's tasks, and the search over a location's. Answers have no dates but the due date. Source: HighLevel OpenAPI contacts.json and locations.json
import type { Hono } from 'hono';
import { needContact } from './contacts';
import { missing } from './errors';
import type { Task } from './model';
import { trimmed } from './normalise';
import { addRoute, type Call, checkLocation, type Deps, Reply, V2021_07 } from './route';
import { keepStored } from './stored-fields';
import { isoUtc } from './times';
import { type Rules, validate } from './validate';

const READ = { version: V2021_07, scope: 'contacts.readonly' };
const WRITE = { version: V2021_07, scope: 'contacts.write' };

const UPDATE_RULES: Rules = {
  title: { kind: 'string' },
  body: { kind: 'string' },
  dueDate: { kind: 'date' },
  completed: { kind: 'boolean' },
  assignedTo: { kind: 'string' },
};
const CREATE_RULES: Rules = {
  ...UPDATE_RULES,
  title: { kind: 'string', required: true },
  dueDate: { kind: 'date', required: true },
  completed: { kind: 'boolean', required: true },
};
const SEARCH_RULES: Rules = {
  contactId: { kind: 'array' },
  completed: { kind: 'boolean' },
  assignedTo: { kind: 'array' },
  query: { kind: 'string' },
  limit: { kind: 'number' },
  skip: { kind: 'number' },
  businessId: { kind: 'string' },
};

export function addTaskRoutes(app: Hono, deps: Deps): void {
  const { state, quirks } = deps;

  addRoute(app, deps, 'get', '/contacts/:contactId/tasks', READ, ({ token, param }) => ({
    tasks: state.tasksOf(needContact(deps, token, param('contactId')).id).map(taskWire),
  }));

  addRoute(app, deps, 'post', '/contacts/:contactId/tasks', WRITE, ({ token, param, body }) => {
    const contact = needContact(deps, token, param('contactId'));
    validate(body, CREATE_RULES);
    const task = state.addTask({ title: '', ...readTask(deps, keepStored(quirks, 'task', body)), contactId: contact.id });
    return new Reply(201, { task: taskWire(task) });
  });

  addRoute(app, deps, 'get', '/contacts/:contactId/tasks/:taskId', READ, (call) => ({ task: taskWire(needTask(deps, call)) }));

  addRoute(app, deps, 'put', '/contacts/:contactId/tasks/:taskId', WRITE, (call) => {
    const task = needTask(deps, call);
    validate(call.body, UPDATE_RULES);
    return { task: taskWire(state.editTask(task.id, readTask(deps, keepStored(quirks, 'task', call.body)))) };
  });

  addRoute(app, deps, 'put', '/contacts/:contactId/tasks/:taskId/completed', WRITE, (call) => {
    const task = needTask(deps, call);
    validate(call.body, { completed: { kind: 'boolean', required: true } });
    return { task: taskWire(state.editTask(task.id, readTask(deps, keepStored(quirks, 'task', call.body)))) };
  });

  addRoute(app, deps, 'delete', '/contacts/:contactId/tasks/:taskId', WRITE, (call) => {
    state.deleteTask(needTask(deps, call).id);
    return { succeded: true };
  });

  addRoute(
    app,
    deps,
    'post',
    '/locations/:locationId/tasks/search',
    { version: V2021_07, scope: 'locations/tasks.readonly' },
    ({ token, param, body }) => {
      const locationId = checkLocation(deps, token, param('locationId'));
      validate(body, SEARCH_RULES);
      const found = [...state.tasks.values()].filter((task) => task.locationId === locationId && matches(deps, task, body));
      const skip = (body.skip as number | undefined) ?? 0;
      return { tasks: found.slice(skip, skip + ((body.limit as number | undefined) ?? 25)).map(taskWire) };
    },
  );
}

function needTask(deps: Deps, { token, param }: Call): Task {
  const contact = needContact(deps, token, param('contactId'));
  const task = deps.state.tasks.get(param('taskId'));
  if (!task || task.contactId !== contact.id) throw missing('Task', param('taskId'), deps.quirks.missingStatus);
  return task;
}

function readTask({ quirks }: Deps, body: Record<string, unknown>): Partial<Task> {
  const changes: Partial<Task> = {};
  const text = (value: unknown) => (quirks.normalises ? String(value).trim() : String(value));
  if (body.title !== undefined) changes.title = text(body.title);
  if (body.body !== undefined) changes.body = trimmed(String(body.body)) === null ? null : text(body.body);
  if (body.dueDate !== undefined) changes.dueAt = Date.parse(String(body.dueDate));
  if (body.completed !== undefined) changes.completed = body.completed as boolean;
  if (body.assignedTo !== undefined) changes.assignedTo = trimmed(String(body.assignedTo));
  return changes;
}

function matches({ state }: Deps, task: Task, body: Record<string, unknown>): boolean {
  const contactIds = body.contactId as string[] | undefined;
  const userIds = body.assignedTo as string[] | undefined;
  if (contactIds && !contactIds.includes(task.contactId)) return false;
  if (userIds && !userIds.includes(task.assignedTo ?? '')) return false;
  if (body.completed !== undefined && task.completed !== body.completed) return false;
  if (body.businessId !== undefined && state.contacts.get(task.contactId)?.businessId !== body.businessId) return false;
  const query = ((body.query as string | undefined) ?? '').toLowerCase();
  return `${task.title}\n${task.body ?? ''}`.toLowerCase().includes(query);
}

function taskWire(task: Task): object {
  return {
    id: task.id,
    title: task.title,
    body: task.body ?? undefined,
    assignedTo: task.assignedTo ?? undefined,
    dueDate: isoUtc(task.dueAt),
    completed: task.completed,
    contactId: task.contactId,
  };
}
