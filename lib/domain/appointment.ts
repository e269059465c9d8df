// An appointment of a contact in one of the location's calendars.

export const appointmentStatuses = ['new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid'] as const;

export interface Appointment {
  title: string;
  calendarId: string;
  /** Epoch ms. */
  startAt: number;
  endAt: number;
  /**
   * False while the times come from the contact's list, which names no zone: they were read in the location's zone and must be
   * checked against the event by id before they are used for rescheduling.
   */
  zoneProven: boolean;
  /** One of `appointmentStatuses`, or another word that the server used. */
  status: string;
  /** User id, or ''. */
  assignedTo: string;
  address: string;
  notes: string;
}

export type AppointmentEdit = Partial<
  Pick<Appointment, 'title' | 'startAt' | 'endAt' | 'status' | 'assignedTo' | 'address' | 'calendarId'>
>;

/** An appointment with every field blank. */
export function blankAppointment(): Appointment {
  return {
    title: '',
    calendarId: '',
    startAt: 0,
    endAt: 0,
    zoneProven: true,
    status: 'confirmed',
    assignedTo: '',
    address: '',
    notes: '',
  };
}
