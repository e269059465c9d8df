// The connected app: where changes are delivered, and how the last deliveries went.
import { ago } from './ago';
import { PartnerRegion, type PartnerRegionProps } from './PartnerRegion';
import { connectedAppForm } from './partner-form';

export interface ConnectedAppRegionProps
  extends Omit<PartnerRegionProps, 'form' | 'question' | 'hasOwnName' | 'children' | 'redirectAddress'> {
  /** When an event was last taken, epoch ms. */
  deliveredAt?: number;
}

/** The region `Connected app` of Options › Connections. */
export function ConnectedAppRegion({ deliveredAt, ...region }: ConnectedAppRegionProps) {
  return (
    <PartnerRegion {...region} form={connectedAppForm} redirectAddress="">
      <p class="muted">
        {deliveredAt === undefined ? 'Nothing was delivered yet.' : `Last delivery ${ago(deliveredAt, region.now)}.`} Test connection sends
        an event of the type “test”.
      </p>
    </PartnerRegion>
  );
}
