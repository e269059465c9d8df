// One task of My day: like any task, with its person; a click on the name opens the contact.
import { useId } from 'preact/hooks';
import { isOverdue } from '@/lib/domain/group-tasks';
import type { User } from '@/lib/domain/reference';
import { dueLabel } from '@/lib/domain/time-labels';
import { FormProblem } from './FormProblem';
import { KeptMark } from './KeptMark';
import { KeptTrouble } from './KeptTrouble';
import type { DayTask, PanelActions, QueuedChange } from './panel-props';
import { useSubmit } from './use-submit';

interface DayTaskItemProps {
  one: DayTask;
  now: number;
  timezone: string;
  users: User[];
  me: string;
  queue: QueuedChange[];
  actions: PanelActions;
}

/** A list item. */
export function DayTaskItem({ one, now, timezone, users, me, queue, actions }: DayTaskItemProps) {
  const { task, contactUid, contactName } = one;
  const titleId = useId();
  const { problem, run } = useSubmit();
  const { title, dueAt, assignedTo, completed } = task.value;
  const assignee = users.find((user) => user.id === assignedTo);
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
        <p class="item-title" id={titleId} dir="auto">
          {title || 'Untitled task'}
        </p>
        <p class="item-meta">
          <time class={isOverdue(task.value, now) ? 'task-late' : undefined} dateTime={dueAt ? new Date(dueAt).toISOString() : undefined}>
            {dueLabel(dueAt, now, timezone)}
          </time>
          <button type="button" class="link-button" dir="auto" onClick={() => void run(() => actions.openContact(contactUid))}>
            {contactName}
          </button>
          {assignedTo && assignedTo !== me && <span dir="auto">{assignee?.name || assignee?.email || 'Unknown user'}</span>}
          <KeptMark state={task.state} />
        </p>
        <FormProblem problem={problem} />
        <KeptTrouble record={task} queue={queue} actions={actions} />
      </div>
    </li>
  );
}
