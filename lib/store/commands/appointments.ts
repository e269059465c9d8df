// What a user can do with appointments. `notifyClient` lets the firm's own automations write to the client: off unless ticked.
import type { Appointment, AppointmentEdit } from '@/lib/domain/appointment';
import { AppError } from '@/lib/errors';
import type { Store } from '@/lib/store/records';
import { act, addTo, existing, inTransaction } from './act';

/** Books an appointment for a contact. */
export async function addAppointment(store: Store, contactUid: string, value: Appointment, notifyClient: boolean): Promise<number> {
  return await addTo(store, contactUid, 'appointments', { op: 'appointment.create', value, notifyClient }, 'Appointment booked');
}

/** Changes an appointment. Moving one needs times whose zone was proven; throws `uncertain` otherwise. */
export async function editAppointment(store: Store, uid: string, edit: AppointmentEdit, notifyClient: boolean): Promise<number> {
  return await inTransaction(store, async () => {
    const row = await existing(store, 'appointments', uid);
    const moves = edit.startAt !== undefined || edit.endAt !== undefined;
    if (moves && !row.value.zoneProven)
      throw new AppError('uncertain', { detail: 'The time zone of this appointment is not confirmed yet.' });
    const label = edit.status === 'cancelled' ? 'Appointment cancelled' : moves ? 'Appointment rescheduled' : 'Appointment changed';
    return await act(store, 'appointments', row, { op: 'appointment.update', edit, notifyClient }, label);
  });
}
