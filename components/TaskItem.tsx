// One task: a checkbox named by its title, when it is due, whose it is, and what has become of its last change.
import { useId } from 'preact/hooks';
import { isOverdue } from '@/lib/domain/group-tasks';
import type { Kept } from '@/lib/domain/kept';
import type { User } from '@/lib/domain/reference';
import type { Task } from '@/lib/domain/task';
import { dayTimeLabel, dueLabel } from '@/lib/domain/time-labels';
import { FormProblem } from './FormProblem';
import { IconButton } from './IconButton';
import { KeptMark } from './KeptMark';
import { KeptTrouble } from './KeptTrouble';
import { TaskForm } from './later-parts';
import type { Drafts, PanelActions, QueuedChange } from './panel-props';
import { RichText } from './RichText';
import { useDisclosure } from './use-disclosure';
import { useSubmit } from './use-submit';

interface TaskItemProps {
  task: Kept<Task>;
  now: number;
  timezone: string;
  users: User[];
  me: string;
  drafts: Drafts;
  queue: QueuedChange[];
  actions: PanelActions;
}

/** A list item. */
export function TaskItem({ task, now, timezone, users, me, drafts, queue, actions }: TaskItemProps) {
  const titleId = useId();
  const editing = useDisclosure();
  const { problem, run } = useSubmit();
  const { title, body, dueAt, completed, assignedTo } = task.value;
  const assignee = users.find((user) => user.id === assignedTo);

  if (editing.open) {
    const save = (after: Task) => actions.editTask(task.uid, changesOf(task.value, after));
    return (
      <li class="item">
        <TaskForm
          task={task.value}
          formKey={`edit-task:${task.uid}`}
          {...{ users, me, timezone, drafts, actions }}
          onSave={save}
          onClose={editing.hide}
        />
      </li>
    );
  }
  return (
    <li class="item task">
      <input
        type="checkbox"
        class="task-check"
        checked={completed}
        aria-labelledby={titleId}
        onChange={(event) => void run(() => actions.completeTask(task.uid, event.currentTarget.checked))}
      />
      <div class="item-main">
        <p id={titleId} class={`item-title${completed ? ' task-done' : ''}`} dir="auto">
          {title || 'Untitled task'}
        </p>
        {body && <RichText html={body} class="task-body" lines={2} />}
        <p class="item-meta">
          <time
            class={isOverdue(task.value, now) ? 'task-late' : undefined}
            dateTime={dueAt ? new Date(dueAt).toISOString() : undefined}
            title={dueAt ? dayTimeLabel(dueAt, now, timezone) : undefined}
          >
            {dueLabel(dueAt, now, timezone)}
          </time>
          {assignedTo && (
            <span class="item-who" dir="auto">
              {assignee ? (assignee.id === me ? 'Me' : assignee.name || assignee.email) : 'Unknown user'}
            </span>
          )}
          <KeptMark state={task.state} />
        </p>
        <FormProblem problem={problem} />
        <KeptTrouble record={task} queue={queue} actions={actions} />
      </div>
      <div class="item-actions">
        <IconButton icon="edit" name="Edit task" small aria-describedby={titleId} ref={editing.trigger} onClick={editing.show} />
        <IconButton
          icon="trash"
          name="Delete task"
          small
          aria-describedby={titleId}
          onClick={() => void run(() => actions.deleteTask(task.uid))}
        />
      </div>
    </li>
  );
}

/** Only what differs, so that an edit elsewhere of another field survives. */
function changesOf(before: Task, after: Task): Partial<Task> {
  const names = Object.keys(after) as (keyof Task)[];
  return Object.fromEntries(names.filter((name) => after[name] !== before[name]).map((name) => [name, after[name]]));
}
