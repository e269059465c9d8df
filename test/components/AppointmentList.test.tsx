// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { AppointmentList } from '@/components/AppointmentList';
import type { PanelActions } from '@/components/panel-props';
import type { Appointment } from '@/lib/domain/appointment';
import type { Kept } from '@/lib/domain/kept';
import { AppError } from '@/lib/errors';
import { aCalendar, anAppointment, aUser, kept, noon } from '../builders';
import { aQueuedChange, someActions } from '../panel-builders';
import { expectAccessible } from './axe';

beforeAll(loadLater);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  return () => vi.useRealTimers();
});

type Props = Parameters<typeof AppointmentList>[0];
const propsOf = (appointments: Kept<Appointment>[], actions: Partial<PanelActions> = {}, rest: Partial<Props> = {}): Props => ({
  contactUid: 'ada',
  appointments,
  loaded: true,
  timezone: 'America/New_York',
  users: [aUser()],
  calendars: [aCalendar({ id: 'off', name: 'Old', active: false }), aCalendar()],
  me: 'user-1',
  drafts: {},
  queue: [],
  actions: someActions(actions),
  ...rest,
});
const show = (...args: Parameters<typeof propsOf>) => render(<AppointmentList {...propsOf(...args)} />);
const region = () => screen.getByRole('region', { name: 'Appointments' });

describe('the region Appointments', () => {
  it('says when there is nothing, and says nothing while it was never read', async () => {
    const { rerender } = show([]);
    expect(region().textContent).toContain('No appointments yet.');
    rerender(<AppointmentList {...propsOf([], {}, { loaded: false })} />);
    expect(region().textContent).not.toContain('No appointments yet.');
    await expectAccessible();
  });

  it('shows what is coming with time, zone, calendar and status; past and cancelled ones are folded', async () => {
    show([
      kept(anAppointment(), { state: 'waiting' }),
      kept(anAppointment({ title: 'Over', startAt: noon - 9e6, endAt: noon - 8e6, status: 'showed' })),
      kept(anAppointment({ title: 'Off', status: 'cancelled' })),
    ]);
    const text = region().textContent ?? '';
    for (const part of ['Site visit', 'Tomorrow 10:00 AM–11:00 AM EST', 'Site visits', 'Confirmed', 'Waiting to be sent'])
      expect(text).toContain(part);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Past and cancelled 2' }));
    expect(region().textContent).toContain('Over');
    expect(screen.getAllByRole('button', { name: 'Reschedule' })).toHaveLength(1);
    await expectAccessible();
  });

  it('books without telling the client unless asked to', async () => {
    const addAppointment = vi.fn(async () => {});
    show([], { addAppointment });
    await userEvent.click(screen.getByRole('button', { name: 'Add appointment' }));
    await userEvent.keyboard('Site visit');
    fireEvent.input(screen.getByLabelText('Start'), { target: { value: '2026-11-23T09:30' } });
    await userEvent.selectOptions(screen.getByLabelText('Duration'), '30 min');
    expect(screen.getByLabelText<HTMLSelectElement>('Calendar').value).toBe('calendar-1');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Notify client' }).checked).toBe(false);
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Save appointment' }));
    const startAt = Date.parse('2026-11-23T09:30:00-05:00');
    const wanted = { title: 'Site visit', calendarId: 'calendar-1', startAt, endAt: startAt + 18e5, assignedTo: 'user-1' };
    expect(addAppointment).toHaveBeenCalledWith('ada', expect.objectContaining(wanted), false);
  });

  it('loses nothing that was typed when booking fails', async () => {
    show([], { addAppointment: async () => Promise.reject(new AppError('disk-full')) });
    await userEvent.click(screen.getByRole('button', { name: 'Add appointment' }));
    await userEvent.keyboard('Precious{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Precious');
    await expectAccessible();
  });

  it('reschedules at once when the time is proven', async () => {
    const [editAppointment, proveAppointment] = [vi.fn(async () => {}), vi.fn(async () => {})];
    const appointment = kept(anAppointment());
    show([appointment], { editAppointment, proveAppointment });
    await userEvent.click(screen.getByRole('button', { name: 'Reschedule' }));
    expect(proveAppointment).not.toHaveBeenCalled();
    fireEvent.input(screen.getByLabelText('Start'), { target: { value: '2026-11-24T10:00' } });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Notify client' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save new time' }));
    const startAt = Date.parse('2026-11-24T10:00:00-05:00');
    expect(editAppointment).toHaveBeenCalledWith(appointment.uid, { startAt, endAt: startAt + 36e5 }, true);
  });

  it('proves the time first when its zone is uncertain, and opens with the proven one', async () => {
    const proveAppointment = vi.fn(async () => {});
    const appointment = kept(anAppointment({ zoneProven: false }));
    const { rerender } = show([appointment], { proveAppointment });
    await userEvent.click(screen.getByRole('button', { name: 'Reschedule' }));
    expect(proveAppointment).toHaveBeenCalledWith(appointment.uid);
    expect(screen.queryByLabelText('Start')).toBeNull();
    const proven = { ...appointment, value: { ...appointment.value, zoneProven: true, startAt: appointment.value.startAt + 36e5 } };
    rerender(<AppointmentList {...propsOf([proven], { proveAppointment })} />);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Start').value).toBe('2026-11-22T11:00'));
  });

  it('says why the time could not be proven, and does not open', async () => {
    const appointment = kept(anAppointment({ zoneProven: false }));
    show([appointment], { proveAppointment: async () => Promise.reject(new AppError('offline')) });
    await userEvent.click(screen.getByRole('button', { name: 'Reschedule' }));
    expect((await screen.findByRole('alert')).textContent).toContain('You are offline.');
    expect(screen.queryByLabelText('Start')).toBeNull();
  });

  it('cancels after a question', async () => {
    const cancelAppointment = vi.fn(async () => {});
    const appointment = kept(anAppointment());
    show([appointment], { cancelAppointment });
    await userEvent.click(screen.getByRole('button', { name: 'Cancel appointment' }));
    expect(cancelAppointment).not.toHaveBeenCalled();
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel appointment' }));
    expect(cancelAppointment).toHaveBeenCalledWith(appointment.uid, false);
  });

  it('a refused one stays in sight with its reason, hostile text stays text', async () => {
    const problem = { code: 'invalid' as const, detail: '<b>slot taken</b>', at: noon };
    const queue = [aQueuedChange({ uid: 'a', state: 'blocked', problem })];
    show([kept(anAppointment({ title: '<img src=x onerror=1>', endAt: noon - 1 }), { uid: 'a', state: 'blocked' })], {}, { queue });
    expect(region().textContent).toContain('<b>slot taken</b>');
    expect(region().querySelector('img, b')).toBeNull();
    await expectAccessible();
  });
});
