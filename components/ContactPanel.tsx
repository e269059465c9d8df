// Everything about one person: who, then tasks, notes, appointments, details and the others at the company.
import { AppointmentList } from './AppointmentList';
import { ContactHeader } from './ContactHeader';
import { CompanyPeople, ContactDecisions, DetailList } from './later-parts';
import { NoteList } from './NoteList';
import type { ContactView, PanelActions, QueuedChange } from './panel-props';
import type { Decision, DecisionActions, ReviewActions } from './sync-props';
import { TaskList } from './TaskList';

interface ContactPanelProps {
  view: ContactView;
  queue: QueuedChange[];
  decisions: Decision[];
  actions: PanelActions;
  sync: ReviewActions | undefined;
  decide: DecisionActions | undefined;
}

/** Give it the contact's uid as key, so that nothing typed for one person is left open at the next. */
export function ContactPanel({ view, queue, decisions, actions, sync, decide }: ContactPanelProps) {
  const { contact, match, gone, partner, childrenLoaded, workflows, users, calendars, me, timezone, drafts } = view;
  const shared = { contactUid: contact.uid, loaded: childrenLoaded, users, me, timezone, drafts, queue, actions };
  return (
    <article class="contact">
      <ContactHeader {...{ contact, match, gone, workflows, partner, actions, sync }} page={view} />
      {decide && decisions.length > 0 && (
        <ContactDecisions contactUid={contact.uid} sync={decide} {...{ decisions, timezone, drafts, actions }} />
      )}
      <div class="columns">
        <div class="column">
          <TaskList tasks={view.tasks} {...shared} />
          <NoteList notes={view.notes} {...shared} />
        </div>
        <div class="column">
          <AppointmentList appointments={view.appointments} calendars={calendars} {...shared} />
          <DetailList {...{ contact, users, drafts, queue, actions }} fields={view.fields} tags={view.tags} />
          <CompanyPeople company={contact.value.companyName} people={view.company} actions={actions} />
        </div>
      </div>
    </article>
  );
}
