// The region Appointments: what is coming, soonest first; what is over or cancelled behind a fold.
import { useMemo, useState } from 'preact/hooks';
import type { Appointment } from '@/lib/domain/appointment';
import type { Kept } from '@/lib/domain/kept';
import type { Calendar, User } from '@/lib/domain/reference';
import { AddButton } from './AddButton';
import { AppointmentItem } from './AppointmentItem';
import { Empty } from './Empty';
import { Fold } from './Fold';
import { LongList } from './LongList';
import { AppointmentForm } from './later-parts';
import type { Drafts, PanelActions, QueuedChange } from './panel-props';
import { Section } from './Section';
import { SkeletonRows } from './SkeletonRows';
import { useDisclosure } from './use-disclosure';
import { useKeptFocus } from './use-kept-focus';
import { useNow } from './use-now';

interface AppointmentListProps {
  contactUid: string;
  appointments: Kept<Appointment>[];
  /** False while they were never read: an empty list is then no answer. */
  loaded: boolean;
  timezone: string;
  users: User[];
  calendars: Calendar[];
  me: string;
  drafts: Drafts;
  queue: QueuedChange[];
  actions: PanelActions;
}

/** The region `Appointments`. */
export function AppointmentList({ contactUid, appointments, loaded, ...rest }: AppointmentListProps) {
  const { actions, drafts } = rest;
  const now = useNow(60_000);
  const adding = useDisclosure();
  const [showPast, setShowPast] = useState(false);
  const box = useKeptFocus<HTMLElement>();
  const [coming, past] = useMemo(() => {
    const sorted = [...appointments].sort((one, other) => one.value.startAt - other.value.startAt);
    const isComing = ({ value, state }: Kept<Appointment>) => state === 'blocked' || (value.endAt > now && value.status !== 'cancelled');
    return [sorted.filter(isComing), sorted.filter((one) => !isComing(one)).reverse()];
  }, [appointments, now]);
  const item = (appointment: Kept<Appointment>) => <AppointmentItem key={appointment.uid} appointment={appointment} now={now} {...rest} />;
  return (
    <Section
      title="Appointments"
      count={coming.length}
      ref={box}
      action={<AddButton name="Add appointment" adding={adding} hasDraft={'add-appointment' in drafts} />}
    >
      {adding.open && (
        <AppointmentForm
          formKey="add-appointment"
          {...rest}
          onSave={(appointment, notifyClient) => actions.addAppointment(contactUid, appointment, notifyClient)}
          onClose={adding.hide}
        />
      )}
      {!loaded && appointments.length === 0 && <SkeletonRows rows={1} />}
      {loaded && coming.length === 0 && !adding.open && <Empty>{past.length ? 'Nothing is coming up.' : 'No appointments yet.'}</Empty>}
      {coming.length > 0 && <LongList items={coming} page={20} draw={item} />}
      {past.length > 0 && (
        <Fold title="Past and cancelled" count={past.length} open={showPast} onToggle={setShowPast}>
          <LongList items={past} page={20} draw={item} />
        </Fold>
      )}
    </Section>
  );
}
