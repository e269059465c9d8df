// The region `Both sides changed`: the fields of one record that wait for the user's word.
import { useState } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import type { Side } from '@/lib/domain/mapping/mapping';
import { ConflictItem } from './ConflictItem';
import { KeepAllDialog } from './KeepAllDialog';
import type { Drafts, PanelActions } from './panel-props';
import { Section } from './Section';
import type { Conflict, DecisionActions } from './sync-props';
import { useKeptFocus } from './use-kept-focus';
import { useNow } from './use-now';

interface ConflictViewProps {
  conflict: Conflict;
  /** Every conflict there is, for `Keep all`. */
  all: Conflict[];
  timezone: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  sync: Pick<DecisionActions, 'resolve' | 'keepAll'>;
}

/** Heading `Both sides changed`. Give it the conflict's id as key. */
export function ConflictView({ conflict, all, timezone, drafts, actions, sync }: ConflictViewProps) {
  const [side, setSide] = useState<Side>();
  const now = useNow();
  const box = useKeptFocus<HTMLElement>();
  const { id, fields, system, what, title } = conflict;
  const canKeepAll = fields.length > 1 || all.length > 1;
  return (
    <Section title="Both sides changed" count={fields.length} ref={box}>
      {what !== 'contact' && (
        <p class="conflict-record">
          <span class="muted">{what === 'task' ? 'Task' : 'Note'}</span> <span dir="auto">{title}</span>
        </p>
      )}
      <ul class="conflict-fields">
        {fields.map((field) => (
          <ConflictItem
            key={field.key}
            {...{ conflict, field, now, timezone, drafts, actions }}
            onResolve={(resolution) => sync.resolve(id, field.key, resolution)}
          />
        ))}
      </ul>
      {canKeepAll && (
        <div class="button-row keep-all">
          {(['left', 'right'] as const).map((one) => (
            <button key={one} type="button" class="button button-quiet button-small" onClick={() => setSide(one)}>
              Keep all from {systemTitles[one === 'left' ? 'highlevel' : system]}
            </button>
          ))}
        </div>
      )}
      {side && <KeepAllDialog {...{ conflict, all, side, sync }} onClose={() => setSide(undefined)} />}
    </Section>
  );
}
