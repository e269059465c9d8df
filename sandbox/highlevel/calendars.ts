// Calendars and appointments, in the three shapes that the API has for one appointment. Source: HighLevel OpenAPI calendars.json and contacts.json
import type { Hono } from 'hono';
import { needContact } from './contacts';
import { badRequest, invalidToken, missing, unprocessable, wrongLocation } from './errors';
import type { Appointment, Calendar } from './model';
import { addRoute, type Call, checkLocation, type Deps, Reply, V2021_04, V2021_07 } from './route';
import { keepStored } from './stored-fields';
import { isoWithOffset, localText } from './times';
import { type Rules, validate } from './validate';

const READ_EVENTS = { version: V2021_04, scope: 'calendars/events.readonly' };
const WRITE_EVENTS = { version: V2021_04, scope: 'calendars/events.write' };

const UPDATE_RULES: Rules = {
  title: { kind: 'string' },
  meetingLocationType: { kind: 'string', values: ['custom', 'zoom', 'gmeet', 'phone', 'address', 'ms_teams', 'google'] },
  meetingLocationId: { kind: 'string' },
  overrideLocationConfig: { kind: 'boolean' },
  appointmentStatus: { kind: 'string', values: ['new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid'] },
  assignedUserId: { kind: 'string' },
  description: { kind: 'string' },
  address: { kind: 'string' },
  ignoreDateRange: { kind: 'boolean' },
  toNotify: { kind: 'boolean' },
  ignoreFreeSlotValidation: { kind: 'boolean' },
  rrule: { kind: 'string' },
  calendarId: { kind: 'string' },
  startTime: { kind: 'date' },
  endTime: { kind: 'date' },
};
const CREATE_RULES: Rules = {
  ...UPDATE_RULES,
  calendarId: { kind: 'string', required: true },
  locationId: { kind: 'string', required: true },
  contactId: { kind: 'string', required: true },
  startTime: { kind: 'date', required: true },
};

export function addCalendarRoutes(app: Hono, deps: Deps): void {
  const { state, quirks } = deps;

  addRoute(app, deps, 'get', '/contacts/:contactId/appointments', { version: V2021_07, scope: 'contacts.readonly' }, ({ token, param }) => {
    if (quirks.contactAppointmentsAnswer401) throw invalidToken();
    const contact = needContact(deps, token, param('contactId'));
    return { events: state.appointmentsOf(contact.id).map((appointment) => contactAppointmentWire(deps, appointment)) };
  });

  addRoute(app, deps, 'get', '/calendars/', { version: V2021_04, scope: 'calendars.readonly' }, ({ token, query }) => {
    const locationId = checkLocation(deps, token, query.get('locationId'));
    const withDrafts = query.get('showDrafted') !== 'false';
    const found = state.calendars.filter((calendar) => calendar.locationId === locationId && (withDrafts || calendar.isActive));
    return { calendars: found.map(calendarWire) };
  });

  addRoute(app, deps, 'get', '/calendars/events', READ_EVENTS, (call) => listEvents(deps, call));

  addRoute(app, deps, 'post', '/calendars/events/appointments', WRITE_EVENTS, ({ token, body }) => {
    validate(body, CREATE_RULES);
    const locationId = checkLocation(deps, token, body.locationId);
    const contact = needContact(deps, token, String(body.contactId));
    const calendar = needCalendar(deps, locationId, String(body.calendarId));
    if (quirks.appointmentNeedsAssignee && !body.assignedUserId) throw unprocessable('assignedUserId should not be empty');

    const changes = readAppointment(keepStored(quirks, 'appointment', body));
    const startsAt = changes.startsAt ?? Date.parse(String(body.startTime));
    const endsAt = changes.endsAt ?? startsAt + calendar.slotMinutes * 60_000;
    const assignedUserId = changes.assignedUserId ?? calendar.userIds[0] ?? null;
    checkTimes(deps, { id: '', startsAt, endsAt, assignedUserId }, body);
    const appointment = state.addAppointment({
      title: contact.firstName ?? 'Appointment',
      createdBy: { source: 'third_party' },
      ...changes,
      contactId: contact.id,
      calendarId: calendar.id,
      locationId,
      startsAt,
      endsAt,
      assignedUserId,
    });
    recordNotification(deps, appointment, body);
    return appointmentWire(deps, appointment);
  });

  addRoute(app, deps, 'get', '/calendars/events/appointments/:eventId', READ_EVENTS, (call) => ({
    event: eventWire(deps, needAppointment(deps, call)),
  }));

  addRoute(app, deps, 'put', '/calendars/events/appointments/:eventId', WRITE_EVENTS, (call) => {
    const before = needAppointment(deps, call);
    validate(call.body, UPDATE_RULES);
    if (call.body.calendarId !== undefined) needCalendar(deps, before.locationId, String(call.body.calendarId));
    const changes = readAppointment(keepStored(quirks, 'appointment', call.body));
    // A new start alone keeps the length.
    if (changes.startsAt !== undefined && changes.endsAt === undefined) changes.endsAt = changes.startsAt + before.endsAt - before.startsAt;
    checkTimes(deps, { ...before, ...changes }, call.body);
    const appointment = state.editAppointment(before.id, changes);
    recordNotification(deps, appointment, call.body);
    return appointmentWire(deps, appointment);
  });

  addRoute(app, deps, 'delete', '/calendars/events/:eventId', WRITE_EVENTS, (call) => {
    state.deleteAppointment(needAppointment(deps, call).id);
    return new Reply(201, { succeeded: true });
  });
}

/** Needs a span in epoch milliseconds and one of user, calendar or group; a contact cannot be asked for. */
function listEvents(deps: Deps, { token, query }: Call): object {
  const locationId = checkLocation(deps, token, query.get('locationId'));
  const userId = query.get('userId');
  const calendarId = query.get('calendarId');
  if (userId === null && calendarId === null && query.get('groupId') === null) {
    throw unprocessable('Either of userId, calendarId or groupId is required');
  }
  const [from, until] = [query.get('startTime'), query.get('endTime')];
  if (!/^\d+$/.test(from ?? '') || !/^\d+$/.test(until ?? '')) throw unprocessable('startTime and endTime must be in milliseconds');
  const found = [...deps.state.appointments.values()].filter(
    (appointment) =>
      appointment.locationId === locationId &&
      appointment.startsAt < Number(until) &&
      appointment.endsAt > Number(from) &&
      (userId === null || appointment.assignedUserId === userId) &&
      (calendarId === null || appointment.calendarId === calendarId) &&
      query.get('groupId') === null,
  );
  return { events: found.map((appointment) => eventWire(deps, appointment)) };
}

function needAppointment({ state, quirks }: Deps, { token, param }: Call): Appointment {
  const appointment = state.appointments.get(param('eventId'));
  if (!appointment) throw missing('Appointment', param('eventId'), quirks.missingStatus);
  if (appointment.locationId !== token.locationId) throw wrongLocation();
  return appointment;
}

function needCalendar({ state, quirks }: Deps, locationId: string, id: string): Calendar {
  const calendar = state.calendars.find((known) => known.id === id && known.locationId === locationId);
  if (!calendar) throw missing('Calendar', id, quirks.missingStatus);
  return calendar;
}

function readAppointment(body: Record<string, unknown>): Partial<Appointment> {
  const changes: Partial<Appointment> = {};
  if (body.title !== undefined) changes.title = String(body.title);
  if (body.appointmentStatus !== undefined) changes.appointmentStatus = String(body.appointmentStatus);
  if (body.assignedUserId !== undefined) changes.assignedUserId = String(body.assignedUserId);
  if (body.description !== undefined) changes.description = String(body.description);
  if (body.address !== undefined) changes.address = String(body.address);
  if (body.meetingLocationType !== undefined) changes.meetingLocationType = String(body.meetingLocationType);
  // Recurrence is honoured only for appointments that skip the check of free slots.
  if (body.rrule !== undefined && body.ignoreFreeSlotValidation === true) changes.rrule = String(body.rrule);
  if (body.calendarId !== undefined) changes.calendarId = String(body.calendarId);
  if (body.startTime !== undefined) changes.startsAt = Date.parse(String(body.startTime));
  if (body.endTime !== undefined) changes.endsAt = Date.parse(String(body.endTime));
  return changes;
}

function checkTimes(
  { state, quirks }: Deps,
  { id, startsAt, endsAt, assignedUserId }: Pick<Appointment, 'id' | 'startsAt' | 'endsAt' | 'assignedUserId'>,
  body: Record<string, unknown>,
): void {
  for (const key of ['startTime', 'endTime']) {
    const text = body[key];
    if (typeof text === 'string' && !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) throw unprocessable(`${key} must have an offset`);
  }
  if (endsAt <= startsAt) throw badRequest('The end time must be after the start time.');
  if (!quirks.checksFreeSlots || body.ignoreFreeSlotValidation === true) return;
  const isTaken = [...state.appointments.values()].some(
    (other) =>
      other.id !== id &&
      other.assignedUserId === assignedUserId &&
      other.appointmentStatus !== 'cancelled' &&
      other.startsAt < endsAt &&
      other.endsAt > startsAt,
  );
  if (isTaken) throw badRequest('The slot you have selected is no longer available.');
}

/** `toNotify` is true unless said otherwise. */
function recordNotification({ state }: Deps, appointment: Appointment, body: Record<string, unknown>): void {
  state.notifications.push({
    at: state.clock(),
    appointmentId: appointment.id,
    contactId: appointment.contactId,
    toNotify: body.toNotify !== false,
  });
}

function zoneOf({ state }: Deps, appointment: Appointment): string {
  return state.locations.get(appointment.locationId)?.timezone ?? 'UTC';
}

/** GetEventSchema: local times without a zone, `status` and `appointmentStatus`. */
function contactAppointmentWire(deps: Deps, appointment: Appointment): object {
  const local = (at: number) => localText(at, zoneOf(deps, appointment));
  return {
    id: appointment.id,
    calendarId: appointment.calendarId,
    status: 'booked',
    title: appointment.title,
    assignedUserId: appointment.assignedUserId,
    notes: appointment.notes ?? '',
    startTime: local(appointment.startsAt),
    endTime: local(appointment.endsAt),
    address: appointment.address ?? '',
    locationId: appointment.locationId,
    contactId: appointment.contactId,
    groupId: null,
    appointmentStatus: appointment.appointmentStatus,
    users: appointment.assignedUserId ? [appointment.assignedUserId] : [],
    dateAdded: local(appointment.addedAt),
    dateUpdated: local(appointment.updatedAt),
    assignedResources: [],
  };
}

/** CalendarEventDTO: times with the location's offset. */
function eventWire(deps: Deps, appointment: Appointment): object {
  const iso = (at: number) => isoWithOffset(at, zoneOf(deps, appointment));
  return {
    id: appointment.id,
    address: appointment.address ?? undefined,
    title: appointment.title,
    calendarId: appointment.calendarId,
    locationId: appointment.locationId,
    contactId: appointment.contactId,
    groupId: '',
    appointmentStatus: appointment.appointmentStatus,
    assignedUserId: appointment.assignedUserId ?? undefined,
    users: appointment.assignedUserId ? [appointment.assignedUserId] : [],
    notes: appointment.notes ?? undefined,
    description: appointment.description ?? undefined,
    isRecurring: appointment.rrule !== null,
    rrule: appointment.rrule ?? undefined,
    startTime: iso(appointment.startsAt),
    endTime: iso(appointment.endsAt),
    dateAdded: iso(appointment.addedAt),
    dateUpdated: iso(appointment.updatedAt),
    assignedResources: [],
    createdBy: appointment.createdBy,
  };
}

/** AppointmentSchemaResponse: without an envelope, and without dateAdded and dateUpdated (highlevel-api-docs #246). */
function appointmentWire(deps: Deps, appointment: Appointment): object {
  return {
    id: appointment.id,
    calendarId: appointment.calendarId,
    locationId: appointment.locationId,
    contactId: appointment.contactId,
    startTime: isoWithOffset(appointment.startsAt, zoneOf(deps, appointment)),
    endTime: isoWithOffset(appointment.endsAt, zoneOf(deps, appointment)),
    title: appointment.title,
    meetingLocationType: appointment.meetingLocationType ?? undefined,
    appointmentStatus: appointment.appointmentStatus,
    assignedUserId: appointment.assignedUserId ?? undefined,
    address: appointment.address ?? undefined,
    isRecurring: appointment.rrule !== null,
    rrule: appointment.rrule ?? undefined,
  };
}

function calendarWire(calendar: Calendar): object {
  return {
    id: calendar.id,
    isActive: calendar.isActive,
    locationId: calendar.locationId,
    name: calendar.name,
    description: calendar.description,
    slug: calendar.name.toLowerCase().replaceAll(/\W+/g, '-'),
    calendarType: 'round_robin',
    eventType: 'RoundRobin_OptimizeForAvailability',
    eventTitle: calendar.eventTitle,
    eventColor: calendar.eventColor,
    slotDuration: calendar.slotMinutes,
    slotDurationUnit: 'mins',
    teamMembers: calendar.userIds.map((userId, index) => ({ userId, priority: 0.5, isPrimary: index === 0 })),
    openHours: [{ daysOfTheWeek: [1, 2, 3, 4, 5], hours: [{ openHour: 8, openMinute: 0, closeHour: 18, closeMinute: 0 }] }],
    autoConfirm: true,
    allowReschedule: true,
    allowCancellation: true,
    notes: '',
  };
}
