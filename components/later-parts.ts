// Forms and dialogs that wait for a click. Those for tasks and notes are not among them: they are used all day.
import { later } from './later';

export const AppointmentForm = later(async () => (await import('./AppointmentForm')).AppointmentForm);
export const CancelAppointment = later(async () => (await import('./CancelAppointment')).CancelAppointment);
export const CreateContactForm = later(async () => (await import('./CreateContactForm')).CreateContactForm);
export const DeleteContactDialog = later(async () => (await import('./DeleteContactDialog')).DeleteContactDialog);
export const DetailEditor = later(async () => (await import('./DetailEditor')).DetailEditor);
export const StartWorkflowDialog = later(async () => (await import('./StartWorkflowDialog')).StartWorkflowDialog);
export const WaitingList = later(async () => (await import('./WaitingList')).WaitingList);
