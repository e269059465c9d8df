// The region Tasks: what is late, today's, what comes later; the done ones behind a fold. Long lists open bit by bit.
import { useMemo, useState } from 'preact/hooks';
import { groupTasks, type TaskGroup } from '@/lib/domain/group-tasks';
import type { Kept } from '@/lib/domain/kept';
import type { User } from '@/lib/domain/reference';
import type { Task } from '@/lib/domain/task';
import { AddButton } from './AddButton';
import { Empty } from './Empty';
import { Fold } from './Fold';
import { LongList } from './LongList';
import { TaskForm } from './later-parts';
import type { Drafts, PanelActions, QueuedChange } from './panel-props';
import { Section } from './Section';
import { SkeletonRows } from './SkeletonRows';
import { TaskItem } from './TaskItem';
import { useDisclosure } from './use-disclosure';
import { useKeptFocus } from './use-kept-focus';
import { useNow } from './use-now';

interface TaskListProps {
  contactUid: string;
  tasks: Kept<Task>[];
  /** False while they were never read: an empty list is then no answer. */
  loaded: boolean;
  timezone: string;
  users: User[];
  me: string;
  drafts: Drafts;
  queue: QueuedChange[];
  actions: PanelActions;
}

const titles: Record<TaskGroup, string> = { overdue: 'Overdue', today: 'Today', later: 'Later', done: 'Done' };

/** The region `Tasks`. */
export function TaskList({ contactUid, tasks, loaded, ...rest }: TaskListProps) {
  const { timezone, actions, drafts } = rest;
  const now = useNow();
  const minute = Math.floor(now / 10_000) * 10_000;
  const groups = useMemo(() => groupTasks(tasks, minute, timezone), [tasks, minute, timezone]);
  const adding = useDisclosure();
  const [showDone, setShowDone] = useState(false);
  // What was refused is never out of sight.
  const isRefused = groups.done.some(({ state }) => state === 'blocked');
  const box = useKeptFocus<HTMLElement>();
  const open = tasks.length - groups.done.length;
  const item = (task: Kept<Task>) => <TaskItem key={task.uid} task={task} now={now} {...rest} />;

  return (
    <Section title="Tasks" count={open} ref={box} action={<AddButton name="Add task" adding={adding} hasDraft={'add-task' in drafts} />}>
      {adding.open && <TaskForm formKey="add-task" {...rest} onSave={(task) => actions.addTask(contactUid, task)} onClose={adding.hide} />}
      {!loaded && tasks.length === 0 && <SkeletonRows rows={3} />}
      {loaded && open === 0 && !adding.open && <Empty>{tasks.length ? 'Everything is done.' : 'No tasks yet.'}</Empty>}
      {(['overdue', 'today', 'later'] as const).map(
        (group) =>
          groups[group].length > 0 && (
            <div key={group} class="group">
              <h3 class="group-title">{titles[group]}</h3>
              <LongList items={groups[group]} draw={item} />
            </div>
          ),
      )}
      {groups.done.length > 0 && (
        <Fold title={titles.done} count={groups.done.length} open={showDone || isRefused} onToggle={setShowDone}>
          <LongList items={groups.done} draw={item} />
        </Fold>
      )}
    </Section>
  );
}
