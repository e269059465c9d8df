// To add a task or change one. Enter saves, Escape puts it away; what was typed stays as a draft until it is saved.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { htmlToText, isHtml, textToHtml } from '@/lib/domain/note-html';
import type { User } from '@/lib/domain/reference';
import { blankTask, type Task } from '@/lib/domain/task';
import { zoneLabel } from '@/lib/domain/time-labels';
import { defaultDueAt, fromLocalInput, sameClock, toLocalInput } from '@/lib/domain/zoned-time';
import { AssigneeSelect } from './AssigneeSelect';
import { Field } from './Field';
import { FormEnd } from './FormEnd';
import { beginForm, closeOnEscape } from './form-keys';
import type { Drafts, PanelActions } from './panel-props';
import { textDirection } from './text-direction';
import { useFields } from './use-fields';
import { useSubmit } from './use-submit';

interface TaskFormProps {
  /** The task to change; absent for a new one. */
  task?: Task;
  formKey: string;
  users: User[];
  me: string;
  timezone: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  /** Called with every field of the task. Rejects to keep the form open. */
  onSave: (task: Task) => Promise<void>;
  onClose: () => void;
}

/** Fields `Title`, `Due`, `Details`, `Assignee`. */
export function TaskForm({ task, formKey, users, me, timezone, drafts, actions, onSave, onClose }: TaskFormProps) {
  const now = Date.now();
  const [blank] = useState(() => ({
    title: task?.title ?? '',
    due: toLocalInput(task?.dueAt || defaultDueAt(now, timezone), timezone),
    details: htmlToText(task?.body ?? ''),
    assignedTo: task ? task.assignedTo : me,
  }));
  const { fields, set, forget } = useFields(formKey, blank, drafts, actions);
  const { busy, problem, run } = useSubmit();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => beginForm(form.current), []);

  const dueAt = fromLocalInput(fields.due, timezone);
  const zoneHint = sameClock(dueAt || now, timezone, '')
    ? undefined
    : `Time in ${timezone.replaceAll('_', ' ')} (${zoneLabel(dueAt || now, timezone)})`;
  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const title = fields.title.trim();
    if (!title || !dueAt) return;
    const old = task ?? blankTask();
    // An untouched text keeps its markup, an untouched time its seconds.
    const body = fields.details === blank.details ? old.body : isHtml(old.body) ? textToHtml(fields.details) : fields.details.trim();
    const untouchedDue = task?.dueAt && fields.due === blank.due;
    const saved = await run(() => onSave({ ...old, title, body, dueAt: untouchedDue ? task.dueAt : dueAt, assignedTo: fields.assignedTo }));
    if (!saved) return;
    forget();
    onClose();
  };

  return (
    <form class="form edit-form" noValidate ref={form} onSubmit={(event) => void save(event)} onKeyDown={closeOnEscape(onClose)}>
      <Field label="Title" error={tried && !fields.title.trim() ? 'Say what is to be done.' : undefined}>
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
      <div class="field-pair">
        <Field label="Due" hint={zoneHint} error={tried && !dueAt ? 'Choose a day and a time.' : undefined}>
          {(control) => (
            <input
              class="input"
              type="datetime-local"
              value={fields.due}
              onInput={(event) => set('due', event.currentTarget.value)}
              {...control}
            />
          )}
        </Field>
        <AssigneeSelect users={users} me={me} value={fields.assignedTo} onChange={(value) => set('assignedTo', value)} />
      </div>
      <Field label="Details">
        {(control) => (
          <textarea
            class="input textarea-short"
            value={fields.details}
            dir={textDirection(fields.details)}
            rows={2}
            onInput={(event) => set('details', event.currentTarget.value)}
            {...control}
          />
        )}
      </Field>
      <FormEnd problem={problem} busy={busy} save="Save task" onCancel={onClose} />
    </form>
  );
}
