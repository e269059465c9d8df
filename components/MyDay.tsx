// When the page shows nobody: what is late and due today, and the people seen last.
import { useMemo } from 'preact/hooks';
import { groupTasks } from '@/lib/domain/group-tasks';
import { longDayLabel } from '@/lib/domain/time-labels';
import { DayTaskItem } from './DayTaskItem';
import { Empty } from './Empty';
import { LongList } from './LongList';
import { TeachPage } from './later-parts';
import { PersonRow } from './PersonRow';
import type { NothingView, PanelActions, QueuedChange } from './panel-props';
import { Section } from './Section';
import { SkeletonRows } from './SkeletonRows';
import { useKeptFocus } from './use-kept-focus';
import { useNow } from './use-now';

interface MyDayProps {
  view: NothingView;
  queue: QueuedChange[];
  actions: PanelActions;
}

/** Heading `My day`. */
export function MyDay({ view, queue, actions }: MyDayProps) {
  const { tasks, recent, users, timezone, me } = view;
  const now = useNow();
  const box = useKeptFocus<HTMLDivElement>();
  const groups = useMemo(
    () =>
      groupTasks(
        (tasks ?? []).map((one) => ({ ...one, value: one.task.value })),
        now,
        timezone,
      ),
    [tasks, now, timezone],
  );
  const isFree = tasks !== undefined && groups.overdue.length + groups.today.length === 0;
  return (
    <div class="day" ref={box}>
      <div class="view-head">
        <h1 tabIndex={-1}>My day</h1>
        <p class="muted">{longDayLabel(now, timezone)}</p>
        {view.teachable && <TeachPage question="Does the page show a person?" actions={actions} />}
      </div>
      <div class="columns">
        <div class="column">
          {tasks === undefined && <SkeletonRows rows={3} />}
          {isFree && <Empty>Nothing is late or due today.</Empty>}
          {(['overdue', 'today'] as const).map(
            (group) =>
              groups[group].length > 0 && (
                <Section key={group} title={group === 'overdue' ? 'Overdue' : 'Today'} count={groups[group].length}>
                  <LongList
                    items={groups[group]}
                    draw={(one) => <DayTaskItem key={one.task.uid} {...{ one, now, timezone, users, me, queue, actions }} />}
                  />
                </Section>
              ),
          )}
        </div>
        <div class="column">
          <Section title="Recent people">
            {recent.length === 0 && <Empty>Open a client or lead page, or search above, to see a person here.</Empty>}
            {recent.length > 0 && (
              <ul class="items people">
                {recent.map((person) => (
                  <PersonRow key={person.uid} person={person} onOpen={actions.openContact} />
                ))}
              </ul>
            )}
          </Section>
        </div>
      </div>
    </div>
  );
}
