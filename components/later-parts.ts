// Forms, dialogs and lists that wait for a click, the details, which stand below what one opens the panel for, and what is seldom shown.
import type { ComponentType } from 'preact';
import { later as laterPart } from './later';

export const ApplyResult = later(async () => (await import('./ApplyResult')).ApplyResult);
export const AppointmentForm = later(async () => (await import('./AppointmentForm')).AppointmentForm);
export const CancelAppointment = later(async () => (await import('./CancelAppointment')).CancelAppointment);
export const CompanyPeople = later(async () => (await import('./CompanyPeople')).CompanyPeople);
export const ContactDecisions = later(async () => (await import('./ContactDecisions')).ContactDecisions);
export const CreateContactForm = later(async () => (await import('./CreateContactForm')).CreateContactForm);
export const DecisionQueue = later(async () => (await import('./DecisionQueue')).DecisionQueue);
export const DeleteContactDialog = later(async () => (await import('./DeleteContactDialog')).DeleteContactDialog);
export const DetailEditor = later(async () => (await import('./DetailEditor')).DetailEditor);
export const DetailList = later(async () => (await import('./DetailList')).DetailList);
export const FillPage = later(async () => (await import('./FillPage')).FillPage);
export const MyDay = later(async () => (await import('./MyDay')).MyDay);
export const NoMatch = later(async () => (await import('./NoMatch')).NoMatch);
export const NotConnected = later(async () => (await import('./NotConnected')).NotConnected);
export const NoteForm = later(async () => (await import('./NoteForm')).NoteForm);
// What stands beside a contact is read after the first paint anyway.
export const PartnerBar = later(async () => (await import('./PartnerBar')).PartnerBar);
export const RecordTrouble = later(async () => (await import('./RecordTrouble')).RecordTrouble);
export const ReviewDialog = later(async () => (await import('./ReviewDialog')).ReviewDialog);
export const SearchHits = later(async () => (await import('./SearchHits')).SearchHits);
export const SeveralMatches = later(async () => (await import('./SeveralMatches')).SeveralMatches);
export const StartWorkflowDialog = later(async () => (await import('./StartWorkflowDialog')).StartWorkflowDialog);
export const TaskForm = later(async () => (await import('./TaskForm')).TaskForm);
export const TeachPage = later(async () => (await import('./TeachPage')).TeachPage);
export const UndoBar = later(async () => (await import('./UndoBar')).UndoBar);
export const WaitingList = later(async () => (await import('./WaitingList')).WaitingList);

/** A part that is drawn once its file and the styles of all later parts are there. */
function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return laterPart(async () => {
    const [part] = await Promise.all([load(), import('./later-parts.css')]);
    return part;
  });
}
