// Asks before a contact is deleted for everybody: the name is to be typed, so that nobody deletes by a slip.
import { useState } from 'preact/hooks';
import { Dialog } from './Dialog';
import { Field } from './Field';
import { FormProblem } from './FormProblem';
import { useSubmit } from './use-submit';

interface DeleteContactDialogProps {
  name: string;
  onDelete: () => Promise<void>;
  onClose: () => void;
}

/** Button `Delete contact`, usable once the name is typed. */
export function DeleteContactDialog({ name, onDelete, onClose }: DeleteContactDialogProps) {
  const [typed, setTyped] = useState('');
  const { problem, run } = useSubmit();
  const isSame = plain(typed) === plain(name);
  const confirm = async (event: Event) => {
    event.preventDefault();
    if (isSame && (await run(onDelete))) onClose();
  };
  return (
    <Dialog title="Delete contact" onClose={onClose}>
      <form class="form" onSubmit={(event) => void confirm(event)}>
        <p>
          This deletes <strong dir="auto">{name}</strong> in HighLevel, for everybody in your firm, with all tasks, notes and appointments.
        </p>
        <p class="muted">
          A snapshot stays here for 30 days. Undo creates the contact again from it, as a new record: its conversations and its place in
          workflows do not come back.
        </p>
        <Field label={`Type “${name}” to confirm`}>
          {(control) => (
            <input
              class="input"
              dir="auto"
              autoComplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
              {...control}
            />
          )}
        </Field>
        <FormProblem problem={problem} />
        <div class="dialog-buttons">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button button-danger" disabled={!isSame}>
            Delete contact
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The same letters typed on another keyboard are the same name. */
function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim();
}
