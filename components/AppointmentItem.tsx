// One appointment: when, in which calendar, how it stands; to be moved or cancelled in place.
import { useId, useLayoutEffect, useState } from 'preact/hooks';
import type { Appointment } from '@/lib/domain/appointment';
import type { Kept } from '@/lib/domain/kept';
import type { Calendar, User } from '@/lib/domain/reference';
import { dayLabel, timeLabel, zoneLabel } from '@/lib/domain/time-labels';
import { startOfDay } from '@/lib/domain/zoned-time';
import { FormProblem } from './FormProblem';
import { IconButton } from './IconButton';
import { KeptMark } from './KeptMark';
import { KeptTrouble } from './KeptTrouble';
import { AppointmentForm, CancelAppointment } from './later-parts';
import type { Drafts, PanelActions, QueuedChange } from './panel-props';
import { useDisclosure } from './use-disclosure';
import { useSubmit } from './use-submit';

interface AppointmentItemProps {
  appointment: Kept<Appointment>;
  now: number;
  timezone: string;
  users: User[];
  calendars: Calendar[];
  me: string;
  drafts: Drafts;
  queue: QueuedChange[];
  actions: PanelActions;
}

const statuses: Record<string, [text: string, chip: string]> = {
  new: ['New', 'chip-accent'],
  confirmed: ['Confirmed', 'chip-success'],
  cancelled: ['Cancelled', ''],
  showed: ['Showed', 'chip-success'],
  noshow: ['No show', 'chip-warning'],
  invalid: ['Invalid', 'chip-warning'],
};

/** A list item. */
export function AppointmentItem({ appointment, now, queue, actions, ...rest }: AppointmentItemProps) {
  const { timezone, users, calendars, me } = rest;
  const titleId = useId();
  const moving = useDisclosure();
  const cancelling = useDisclosure();
  const { busy, problem, run } = useSubmit();
  const { title, calendarId, startAt, endAt, status, assignedTo, zoneProven } = appointment.value;
  const calendar = calendars.find((one) => one.id === calendarId);
  const assignee = users.find((user) => user.id === assignedTo);
  const [statusText, statusChip] = statuses[status] ?? [status || 'Unknown', ''];
  const isOpen = status !== 'cancelled' && status !== 'invalid' && endAt > now;

  // A time whose zone is not certain is read by id first; the form opens with the proven one.
  const [asked, setAsked] = useState(false);
  useLayoutEffect(() => {
    if (asked && zoneProven) {
      setAsked(false);
      moving.show();
    }
  }, [asked, zoneProven, moving.show]);
  const reschedule = () => {
    if (zoneProven) return moving.show();
    setAsked(true);
    void run(() => actions.proveAppointment(appointment.uid)).then((proven) => proven || setAsked(false));
  };

  return (
    <li class="item appointment">
      <div class="item-main">
        <p class="item-title" id={titleId} dir="auto">
          {title || 'Untitled appointment'}
        </p>
        <p class="item-meta">
          <time dateTime={new Date(startAt).toISOString()}>{spanLabel(startAt, endAt, now, timezone)}</time>
          <KeptMark state={appointment.state} />
        </p>
        <p class="item-meta">
          <span class={`chip ${statusChip}`} dir="auto">
            {statusText}
          </span>
          {calendar && <span dir="auto">{calendar.name}</span>}
          {assignedTo && (
            <span dir="auto">{assignee ? (assignee.id === me ? 'Me' : assignee.name || assignee.email) : 'Unknown user'}</span>
          )}
          {busy && asked && <span>Checking the time…</span>}
        </p>
        <FormProblem problem={problem} />
        <KeptTrouble record={appointment} queue={queue} actions={actions} />
        {moving.open && (
          <AppointmentForm
            appointment={appointment.value}
            formKey={`edit-appointment:${appointment.uid}`}
            actions={actions}
            {...rest}
            onSave={({ startAt: start, endAt: end }, notify) =>
              actions.editAppointment(appointment.uid, { startAt: start, endAt: end }, notify)
            }
            onClose={moving.hide}
          />
        )}
        {cancelling.open && (
          <CancelAppointment onConfirm={(notify) => actions.cancelAppointment(appointment.uid, notify)} onClose={cancelling.hide} />
        )}
      </div>
      {isOpen && !moving.open && !cancelling.open && (
        <div class="item-actions">
          <IconButton icon="reschedule" name="Reschedule" small aria-describedby={titleId} ref={moving.trigger} onClick={reschedule} />
          <IconButton
            icon="cancelled"
            name="Cancel appointment"
            small
            aria-describedby={titleId}
            ref={cancelling.trigger}
            onClick={cancelling.show}
          />
        </div>
      )}
    </li>
  );
}

/** "Tomorrow 10:00–11:00 EST"; the second day is named when it is another one. */
function spanLabel(startAt: number, endAt: number, now: number, zone: string): string {
  const sameDay = startOfDay(startAt, zone) === startOfDay(Math.max(startAt, endAt - 1), zone);
  const end = sameDay ? timeLabel(endAt, zone) : `${dayLabel(endAt, now, zone)} ${timeLabel(endAt, zone)}`;
  return `${dayLabel(startAt, now, zone)} ${timeLabel(startAt, zone)}–${end} ${zoneLabel(startAt, zone)}`;
}
