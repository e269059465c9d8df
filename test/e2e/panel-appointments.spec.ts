// Appointments in the panel, each act judged by what HighLevel then holds. The browser's clock is in London, the location's in New York.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from './fixtures/eventually';
import { nextYear } from './fixtures/next-year';
import { requestsTo, startWork, type Work } from './fixtures/work';
import { field, fill } from './pages/controls';

let work: Work;

beforeAll(async () => {
  work = await startWork({ timeZone: 'Europe/London' });
});

afterAll(() => work?.close());

const titled = (title: string) => work.state.appointmentsOf(work.contactId).filter((one) => one.title === title);
const only = (title: string) => (titled(title).length === 1 ? titled(title)[0] : undefined);
const notices = (id: string | undefined) => work.state.notifications.filter((one) => one.appointmentId === id).map((one) => one.toNotify);
const minute = 60_000;

it("books by the location's clock and tells the client nothing", async () => {
  const { panel, state } = work;
  await panel.addAppointment({
    Title: 'Walk the site',
    Calendar: 'Site visits',
    Start: `${nextYear}-07-06T09:30`,
    Duration: '1 h 30 min',
    Assignee: 'Micah Lund',
  });
  const booked = await eventually(() => only('Walk the site'));
  expect(new Date(booked.startsAt).toISOString()).toBe(`${nextYear}-07-06T13:30:00.000Z`);
  expect(booked.endsAt - booked.startsAt).toBe(90 * minute);
  expect(state.calendars.find(({ id }) => id === booked.calendarId)?.name).toBe('Site visits');
  expect(state.users.find(({ id }) => id === booked.assignedUserId)?.firstName).toBe('Micah');
  expect(notices(booked.id)).toEqual([false]);
  await panel.appointment('Walk the site').getByText('EDT').waitFor();
  await panel.untilStatus('Up to date');
});

it('tells the client when `Notify client` is ticked', async () => {
  const { panel } = work;
  const form = panel.region('Appointments');
  await form.getByRole('button', { name: 'Add appointment' }).click();
  await fill(form, 'Title', 'Hand over keys');
  await fill(form, 'Start', `${nextYear}-01-05T16:00`);
  await form.getByRole('checkbox', { name: 'Notify client' }).check();
  await form.getByRole('button', { name: 'Save appointment' }).click();
  const booked = await eventually(() => only('Hand over keys'));
  expect(new Date(booked.startsAt).toISOString()).toBe(`${nextYear}-01-05T21:00:00.000Z`);
  expect(notices(booked.id)).toEqual([true]);
});

it('reads an appointment by id before it may be moved, as the list names no zone, and then moves it', async () => {
  const { panel } = work;
  const before = only('Design review');
  const readsById = () => requestsTo(work, 'GET', new RegExp(`/calendars/events/appointments/${before?.id}$`)).length;
  const readBefore = readsById();
  await panel.appointment('Design review').getByRole('button', { name: 'Reschedule' }).click();
  await panel.appointment('Design review').getByRole('button', { name: 'Save new time' }).waitFor();
  expect(readsById()).toBe(readBefore + 1);
  expect(await field(panel.region('Appointments'), 'Start').inputValue()).toMatch(/T10:00$/);
  await fill(panel.region('Appointments'), 'Start', `${nextYear}-12-15T14:15`);
  await panel.region('Appointments').getByRole('button', { name: 'Save new time' }).click();
  await eventually(() => only('Design review')?.startsAt === Date.parse(`${nextYear}-12-15T19:15:00Z`));
  const moved = only('Design review');
  expect((moved?.endsAt ?? 0) - (moved?.startsAt ?? 0)).toBe(60 * minute);
  expect(moved).toMatchObject({ id: before?.id, calendarId: before?.calendarId, assignedUserId: before?.assignedUserId });
  expect(notices(before?.id)).toEqual([false]);
  await panel.untilStatus('Up to date');
});

it('takes the move back', async () => {
  const { panel } = work;
  await panel.undo();
  await eventually(() => new Date(only('Design review')?.startsAt ?? 0).toISOString().endsWith('T15:00:00.000Z'));
  await panel.untilStatus('Up to date');
});

it('cancels after asking, without a word to the client', async () => {
  const { panel } = work;
  const visit = panel.appointment('Walk the site');
  await visit.getByRole('button', { name: 'Cancel appointment' }).click();
  await visit.getByRole('button', { name: 'Keep it' }).click();
  expect(only('Walk the site')?.appointmentStatus).toBe('confirmed');
  await visit.getByRole('button', { name: 'Cancel appointment' }).click();
  await visit.getByRole('button', { name: 'Cancel appointment' }).click();
  await eventually(() => only('Walk the site')?.appointmentStatus === 'cancelled');
  expect(notices(only('Walk the site')?.id)).toEqual([false, false]);
  await panel.untilStatus('Up to date');
});

it('shows a colleague’s cancellation and keeps the proven times of what the list says without a zone', async () => {
  const { panel, state } = work;
  const review = only('Design review');
  state.editAppointment(only('Hand over keys')?.id ?? '', { appointmentStatus: 'cancelled' });
  await panel.page.reload();
  await panel.region('Appointments').getByRole('button', { name: 'Past and cancelled' }).click();
  await panel.appointment('Hand over keys').getByText('Cancelled').waitFor({ timeout: 30_000 });
  await panel.appointment('Design review').getByText('10:00 AM').waitFor();
  expect(only('Design review')?.startsAt).toBe(review?.startsAt);
});
