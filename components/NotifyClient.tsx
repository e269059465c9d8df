// The choice whether HighLevel tells the client. Off unless somebody turns it on: it can set off the firm's own messages.
import { useId } from 'preact/hooks';

/** Checkbox `Notify client`. */
export function NotifyClient({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label htmlFor={id}>Notify client</label>
        <p class="hint" id={`${id}-hint`}>
          HighLevel then sends its own messages to the client.
        </p>
      </div>
    </div>
  );
}
