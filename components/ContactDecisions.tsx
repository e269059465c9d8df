// The conflicts and questions that concern the contact on screen, in their place below its name.
import { DecisionView } from './DecisionView';
import type { Drafts, PanelActions } from './panel-props';
import type { Decision, DecisionActions } from './sync-props';

interface ContactDecisionsProps {
  contactUid: string;
  decisions: Decision[];
  timezone: string;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  sync: DecisionActions;
}

/** Nothing where none concerns it. Of a group, only its own record. */
export function ContactDecisions({ contactUid, decisions, ...rest }: ContactDecisionsProps) {
  const own = decisions.flatMap((one): Decision[] => {
    if (!('records' in one)) return one.contactUid === contactUid ? [one] : [];
    const records = one.records.filter((record) => record.contactUid === contactUid);
    return records.length > 0 ? [{ ...one, records }] : [];
  });
  return (
    <>
      {own.map((decision) => (
        <DecisionView key={decision.id} decision={decision} decisions={decisions} {...rest} />
      ))}
    </>
  );
}
