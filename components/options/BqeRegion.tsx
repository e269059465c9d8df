// The connection to BQE CORE: the common form, and what the sync makes there of a contact that has no record.
import { FormProblem } from '@/components/FormProblem';
import type { Problem } from '@/lib/errors';
import { Choice } from './Choice';
import { PartnerRegion, type PartnerRegionProps } from './PartnerRegion';
import { bqeForm } from './partner-form';
import { SyncControls, type SyncControlsProps } from './SyncControls';

export interface BqeRegionProps extends Omit<PartnerRegionProps, 'form' | 'question' | 'hasOwnName' | 'children'> {
  /** Which records the sync makes by itself; absent while that is not known. */
  create?: NewRecordsProps;
  /** Absent while nothing can be kept in step in the background. */
  sync?: SyncControlsProps;
}

type NewRecords = 'none' | 'client' | 'prospect';

export interface NewRecordsProps {
  kind: NewRecords;
  /** False where the company has no CRM licence: prospects cannot be created then. */
  canCreateProspects: boolean;
  /** Why the last choice was not kept. */
  failure?: Problem;
  onKind(kind: NewRecords): void;
}

/** The region `BQE CORE` of Options › Connections. */
export function BqeRegion({ create, sync, ...region }: BqeRegionProps) {
  return (
    <PartnerRegion {...region} form={bqeForm}>
      {create && <NewRecordsChoice {...create} />}
      {sync && <SyncControls {...sync} />}
    </PartnerRegion>
  );
}

function NewRecordsChoice({ kind, canCreateProspects, failure, onKind }: NewRecordsProps) {
  const options: { value: NewRecords; name: string }[] = [
    { value: 'none', name: 'None' },
    { value: 'client', name: 'Clients' },
    // A choice of before stays to be seen, and can be left.
    ...(canCreateProspects || kind === 'prospect' ? [{ value: 'prospect' as const, name: 'Prospects' }] : []),
  ];
  return (
    <div class="field">
      <span class="label">New records in BQE CORE</span>
      <Choice label="New records in BQE CORE" value={kind} options={options} onChange={onKind} />
      <p class="hint">
        What the background sync makes of a HighLevel contact that has no record in BQE CORE.
        {!canCreateProspects && ' This company has no licence for prospects.'}
      </p>
      <FormProblem problem={failure} />
    </div>
  );
}
