// The connection to BQE CORE: the common form, and what a contact becomes there when it is created from HighLevel.
import { Choice } from './Choice';
import { PartnerRegion, type PartnerRegionProps } from './PartnerRegion';
import { bqeForm } from './partner-form';
import { SyncControls, type SyncControlsProps } from './SyncControls';

export interface BqeRegionProps extends Omit<PartnerRegionProps, 'form' | 'question' | 'hasOwnName' | 'children'> {
  /** What a contact is created as. */
  createKind: 'client' | 'prospect';
  /** False where the company has no CRM licence: prospects cannot be created then. */
  canCreateProspects: boolean;
  onCreateKind(kind: 'client' | 'prospect'): void;
  /** Absent while nothing is kept in step in the background. */
  sync?: SyncControlsProps;
}

/** The region `BQE CORE` of Options › Connections. */
export function BqeRegion({ createKind, canCreateProspects, onCreateKind, sync, ...region }: BqeRegionProps) {
  return (
    <PartnerRegion {...region} form={bqeForm}>
      <div class="field">
        <span class="label">New records in BQE CORE are</span>
        {canCreateProspects ? (
          <Choice
            label="New records in BQE CORE are"
            value={createKind}
            options={[
              { value: 'client', name: 'Clients' },
              { value: 'prospect', name: 'Prospects' },
            ]}
            onChange={onCreateKind}
          />
        ) : (
          <p>Clients. This company has no licence for prospects.</p>
        )}
        <p class="hint">The kind to begin with. You can choose another each time you create a record in the panel.</p>
      </div>
      {sync && <SyncControls {...sync} />}
    </PartnerRegion>
  );
}
