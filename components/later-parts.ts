// Forms, dialogs and lists that wait for a click, and the details, which stand below what one opens the panel for.
import { later } from './later';

export const ApplyResult = later(async () => (await import('./ApplyResult')).ApplyResult);
export const AppointmentForm = later(async () => (await import('./AppointmentForm')).AppointmentForm);
export const CancelAppointment = later(async () => (await import('./CancelAppointment')).CancelAppointment);
export const ContactDecisions = later(async () => (await import('./ContactDecisions')).ContactDecisions);
export const CreateContactForm = later(async () => (await import('./CreateContactForm')).CreateContactForm);
export const DecisionQueue = later(async () => (await import('./DecisionQueue')).DecisionQueue);
export const DeleteContactDialog = later(async () => (await import('./DeleteContactDialog')).DeleteContactDialog);
export const DetailEditor = later(async () => (await import('./DetailEditor')).DetailEditor);
export const DetailList = later(async () => (await import('./DetailList')).DetailList);
export const FillPage = later(async () => (await import('./FillPage')).FillPage);
export const NoteForm = later(async () => (await import('./NoteForm')).NoteForm);
export const ReviewDialog = later(async () => (await import('./ReviewDialog')).ReviewDialog);
export const SearchHits = later(async () => (await import('./SearchHits')).SearchHits);
export const StartWorkflowDialog = later(async () => (await import('./StartWorkflowDialog')).StartWorkflowDialog);
export const TaskForm = later(async () => (await import('./TaskForm')).TaskForm);
export const TeachPage = later(async () => (await import('./TeachPage')).TeachPage);
export const UndoBar = later(async () => (await import('./UndoBar')).UndoBar);
export const WaitingList = later(async () => (await import('./WaitingList')).WaitingList);
