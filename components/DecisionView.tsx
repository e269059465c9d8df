// One conflict or question of the sync, whatever it is about.
import { ChoiceView } from './ChoiceView';
import { ConflictView } from './ConflictView';
import { GoneView } from './GoneView';
import type { Drafts, PanelActions } from './panel-props';
import type { Conflict, Decision, DecisionActions } from './sync-props';
import './sync-parts.css';

interface DecisionViewProps {
  decision: Decision;
  decisions: Decision[];
  timezone: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  sync: DecisionActions;
}

/** Give it the decision's id as key. */
export function DecisionView({ decision, decisions, timezone, drafts, actions, sync }: DecisionViewProps) {
  if (decision.about === 'conflict') {
    const all = decisions.filter((one): one is Conflict => one.about === 'conflict');
    return <ConflictView conflict={decision} {...{ all, timezone, drafts, actions, sync }} />;
  }
  return 'records' in decision ? <GoneView question={decision} sync={sync} /> : <ChoiceView question={decision} sync={sync} />;
}
