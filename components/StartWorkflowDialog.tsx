// Chooses one of the firm's own automations for this contact, and says what that means before it runs.
import { useState } from 'preact/hooks';
import type { Workflow } from '@/lib/domain/reference';
import { Dialog } from './Dialog';
import { Field } from './Field';
import { FormProblem } from './FormProblem';
import { useSubmit } from './use-submit';

interface StartWorkflowDialogProps {
  name: string;
  workflows: Workflow[];
  onStart: (workflow: Workflow) => Promise<void>;
  onClose: () => void;
}

/** Field `Workflow`, button `Start workflow`. Only published workflows run, so only those are offered. */
export function StartWorkflowDialog({ name, workflows, onStart, onClose }: StartWorkflowDialogProps) {
  const published = workflows.filter((workflow) => workflow.published);
  const [id, setId] = useState('');
  const { problem, run } = useSubmit();
  const chosen = published.find((workflow) => workflow.id === id);
  const start = async (event: Event) => {
    event.preventDefault();
    if (chosen && (await run(() => onStart(chosen)))) onClose();
  };
  return (
    <Dialog title="Start workflow" onClose={onClose}>
      <form class="form" onSubmit={(event) => void start(event)}>
        <p>
          HighLevel runs your firm’s own automation for <strong dir="auto">{name}</strong>. It may send messages at once, and that cannot be
          undone here.
        </p>
        {published.length === 0 ? (
          <p class="muted">There is no published workflow in HighLevel.</p>
        ) : (
          <Field label="Workflow">
            {(control) => (
              <select class="input" value={id} onChange={(event) => setId(event.currentTarget.value)} {...control}>
                <option value="">Choose…</option>
                {published.map((workflow) => (
                  <option key={workflow.id} value={workflow.id}>
                    {workflow.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <FormProblem problem={problem} />
        <div class="dialog-buttons">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button button-primary" disabled={!chosen}>
            Start workflow
          </button>
        </div>
      </form>
    </Dialog>
  );
}
