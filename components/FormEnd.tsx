// How every form ends: what went wrong when saving, the button that saves and the way out.
import type { Problem } from '@/lib/errors';
import { FormProblem } from './FormProblem';

interface FormEndProps {
  problem: Problem | undefined;
  /** It is being saved: a second click does nothing. */
  busy: boolean;
  /** "Save task" */
  save: string;
  onCancel: () => void;
}

/** Belongs last into the form. */
export function FormEnd({ problem, busy, save, onCancel }: FormEndProps) {
  return (
    <>
      <FormProblem problem={problem} />
      <div class="button-row">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          {save}
        </button>
        <button type="button" class="button button-quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </>
  );
}
