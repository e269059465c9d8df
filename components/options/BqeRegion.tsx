// The connection to BQE CORE: the common form, and what a contact becomes there when it is created from HighLevel.
import { Choice } from './Choice';
import { PartnerRegion, type PartnerRegionProps } from './PartnerRegion';
import { bqeForm } from './partner-form';
import { SyncControls, type SyncControlsProps } from './SyncControls';

export interface BqeRegionProps extends Omit<PartnerRegionProps, 'form' | 'question' | 'hasOwnName' | 'children'> {
  /** What a contact is created as; absent while none is created there. */
  create?: CreateKind;
  /** Absent while nothing is kept in step in the background. */
  sync?: SyncControlsProps;
}

interface CreateKind {
  kind: 'client' | 'prospect';
  /** False where the company has no CRM licence: prospects cannot be created then. */
  canCreateProspects: boolean;
  onKind(kind: 'client' | 'prospect'): void;
}

/** The region `BQE CORE` of Options › Connections. */
export function BqeRegion({ create, sync, ...region }: BqeRegionProps) {
  return (
    <PartnerRegion {...region} form={bqeForm}>
      {create && (
        <div class="field">
          <span class="label">New records in BQE CORE are</span>
          {create.canCreateProspects ? (
            <Choice
              label="New records in BQE CORE are"
              value={create.kind}
              options={[
                { value: 'client', name: 'Clients' },
                { value: 'prospect', name: 'Prospects' },
              ]}
              onChange={create.onKind}
            />
          ) : (
            <p>Clients. This company has no licence for prospects.</p>
          )}
          <p class="hint">The kind to begin with. You can choose another each time you create a record in the panel.</p>
        </div>
      )}
      {sync && <SyncControls {...sync} />}
    </PartnerRegion>
  );
}
