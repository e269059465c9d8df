// To book an appointment or move one. The client is told only if the user says so.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Appointment, blankAppointment } from '@/lib/domain/appointment';
import type { Calendar, User } from '@/lib/domain/reference';
import { zoneLabel } from '@/lib/domain/time-labels';
import { fromLocalInput, sameClock, startOfDay, toLocalInput } from '@/lib/domain/zoned-time';
import { AssigneeSelect } from './AssigneeSelect';
import { Field } from './Field';
import { FormEnd } from './FormEnd';
import { beginForm, closeOnEscape } from './form-keys';
import { NotifyClient } from './NotifyClient';
import type { Drafts, PanelActions } from './panel-props';
import { useFields } from './use-fields';
import { useSubmit } from './use-submit';

interface AppointmentFormProps {
  /** The appointment to move; absent for a new one, which also asks for title, calendar and assignee. */
  appointment?: Appointment;
  formKey: string;
  calendars: Calendar[];
  users: User[];
  me: string;
  timezone: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  /** Rejects to keep the form open. */
  onSave: (appointment: Appointment, notifyClient: boolean) => Promise<void>;
  onClose: () => void;
}

const minute = 60_000;
const durations = [15, 30, 45, 60, 90, 120, 180, 240];

/** Fields `Title`, `Calendar`, `Start`, `Duration`, `Assignee`, `Notify client`. */
export function AppointmentForm(props: AppointmentFormProps) {
  const { appointment, formKey, calendars, users, me, timezone, drafts, actions, onSave, onClose } = props;
  const now = Date.now();
  const [blank] = useState(() => ({
    title: appointment?.title ?? '',
    calendarId: appointment?.calendarId ?? calendars.find((calendar) => calendar.active)?.id ?? '',
    start: toLocalInput(appointment?.startAt ?? startOfDay(now, timezone, 1) + 10 * 60 * minute, timezone),
    minutes: String(appointment ? Math.round((appointment.endAt - appointment.startAt) / minute) : 60),
    assignedTo: appointment?.assignedTo ?? me,
    notifyClient: false,
  }));
  const { fields, set, forget } = useFields(formKey, blank, drafts, actions);
  const { busy, problem, run } = useSubmit();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => beginForm(form.current), []);

  const startAt = fromLocalInput(fields.start, timezone);
  const zoneHint = sameClock(startAt || now, timezone, '')
    ? undefined
    : `Time in ${timezone.replaceAll('_', ' ')} (${zoneLabel(startAt || now, timezone)})`;
  const choices = [...new Set([...durations, Number(blank.minutes)])].filter((one) => one > 0).sort((one, other) => one - other);
  const title = fields.title.trim();
  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!startAt || !title || !fields.calendarId) return;
    const { calendarId, assignedTo, notifyClient } = fields;
    const endAt = startAt + Number(fields.minutes) * minute;
    const value = { ...(appointment ?? blankAppointment()), title, calendarId, assignedTo, startAt, endAt };
    if (!(await run(() => onSave(value, notifyClient)))) return;
    forget();
    onClose();
  };

  return (
    <form class="form edit-form" noValidate ref={form} onSubmit={(event) => void save(event)} onKeyDown={closeOnEscape(onClose)}>
      {!appointment && (
        <>
          <Field label="Title" error={tried && !title ? 'Say what the appointment is about.' : undefined}>
            {(control) => (
              <input
                class="input"
                value={fields.title}
                dir="auto"
                autoComplete="off"
                onInput={(event) => set('title', event.currentTarget.value)}
                {...control}
              />
            )}
          </Field>
          <Field label="Calendar" error={tried && !fields.calendarId ? 'Choose a calendar.' : undefined}>
            {(control) => (
              <select
                class="input"
                value={fields.calendarId}
                onChange={(event) => set('calendarId', event.currentTarget.value)}
                {...control}
              >
                {!fields.calendarId && <option value="">Choose…</option>}
                {calendars.map((calendar) => (
                  <option key={calendar.id} value={calendar.id} disabled={!calendar.active}>
                    {calendar.name}
                    {calendar.active ? '' : ' (inactive)'}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
      <div class="field-pair">
        <Field label="Start" hint={zoneHint} error={tried && !startAt ? 'Choose a day and a time.' : undefined}>
          {(control) => (
            <input
              class="input"
              type="datetime-local"
              value={fields.start}
              onInput={(event) => set('start', event.currentTarget.value)}
              {...control}
            />
          )}
        </Field>
        <Field label="Duration">
          {(control) => (
            <select class="input" value={fields.minutes} onChange={(event) => set('minutes', event.currentTarget.value)} {...control}>
              {choices.map((minutes) => (
                <option key={minutes} value={String(minutes)}>
                  {durationLabel(minutes)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {!appointment && <AssigneeSelect users={users} me={me} value={fields.assignedTo} onChange={(value) => set('assignedTo', value)} />}
      <NotifyClient checked={fields.notifyClient} onChange={(value) => set('notifyClient', value)} />
      <FormEnd problem={problem} busy={busy} save={appointment ? 'Save new time' : 'Save appointment'} onCancel={onClose} />
    </form>
  );
}

function durationLabel(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ');
}
