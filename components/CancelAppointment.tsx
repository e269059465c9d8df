// Asks before an appointment is cancelled, and whether the client is to be told.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FormProblem } from './FormProblem';
import { closeOnEscape } from './form-keys';
import { NotifyClient } from './NotifyClient';
import { useSubmit } from './use-submit';

interface CancelAppointmentProps {
  onConfirm: (notifyClient: boolean) => Promise<void>;
  onClose: () => void;
}

/** In place, below the appointment. */
export function CancelAppointment({ onConfirm, onClose }: CancelAppointmentProps) {
  const [notifyClient, setNotifyClient] = useState(false);
  const { problem, run } = useSubmit();
  const confirm = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => confirm.current?.focus(), []);
  const save = async (event: Event) => {
    event.preventDefault();
    if (await run(() => onConfirm(notifyClient))) onClose();
  };
  return (
    <form class="form edit-form" onSubmit={(event) => void save(event)} onKeyDown={closeOnEscape(onClose)}>
      <NotifyClient checked={notifyClient} onChange={setNotifyClient} />
      <FormProblem problem={problem} />
      <div class="button-row">
        <button type="submit" class="button button-danger" ref={confirm}>
          Cancel appointment
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          Keep it
        </button>
      </div>
    </form>
  );
}
