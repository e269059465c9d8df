// The connection to LocaliQ: the common form, which advertiser is read, and the switch for accounts under health privacy law.
import { useId } from 'preact/hooks';
import { AdvertiserEntry } from './AdvertiserEntry';
import { PartnerRegion, type PartnerRegionProps } from './PartnerRegion';
import { localiqForm } from './partner-form';
import { SyncControls, type SyncControlsProps } from './SyncControls';

interface AdvertiserChoice {
  id: string;
  name: string;
  /** Inactive ones are refused by LocaliQ and can be seen but not chosen. */
  state: 'active' | 'grace' | 'inactive' | 'unknown';
}

export interface LocaliqRegionProps extends Omit<PartnerRegionProps, 'form' | 'question' | 'hasOwnName' | 'children'> {
  /** After the sign-in; empty before it. */
  advertisers: readonly AdvertiserChoice[];
  /** '' while none is chosen. */
  advertiserId: string;
  onAdvertiser(id: string): void;
  /** The advertiser is protected by HIPAA: its personal details are read only where that is on. */
  isHealthData: boolean;
  personalDetails: boolean;
  onPersonalDetails(on: boolean): void;
  /** Absent while nothing is kept in step in the background. */
  sync?: SyncControlsProps;
}

/** The region `LocaliQ` of Options › Connections. */
export function LocaliqRegion(props: LocaliqRegionProps) {
  const { advertisers, advertiserId, onAdvertiser, isHealthData, personalDetails, onPersonalDetails, sync, ...region } = props;
  const id = useId();
  const isSignedIn = region.connection?.account !== undefined || Boolean(region.connection?.choices);
  const byHand = isSignedIn && advertisers.length === 0 && <AdvertiserEntry value={advertiserId} onUse={onAdvertiser} />;
  const select = isSignedIn && advertisers.length > 0 && (
    <div class={advertiserId ? 'field' : 'callout field'}>
      <label for={id}>Advertiser</label>
      <select
        id={id}
        class="input"
        value={advertiserId}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onAdvertiser(event.currentTarget.value)}
      >
        {!advertiserId && <option value="">Choose…</option>}
        {advertisers.map(({ id: value, name, state }) => (
          <option key={value} value={value} disabled={state === 'inactive'}>
            {name} ({value}){state === 'inactive' ? ', inactive' : state === 'grace' ? ', about to end' : ''}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-hint`}>
        {advertisers.length === 1 ? 'The one that your login may see.' : `One of the ${advertisers.length} that your login may see.`}
      </p>
    </div>
  );
  return (
    <PartnerRegion {...region} form={localiqForm} hasOwnName question={advertiserId ? undefined : select || byHand}>
      {select || byHand}
      {isHealthData && (
        <div class="banner banner-warning">
          <div class="stack-tight">
            <label class="check">
              <input
                type="checkbox"
                role="switch"
                aria-checked={personalDetails}
                checked={personalDetails}
                aria-describedby={`${id}-hipaa`}
                onChange={(event) => onPersonalDetails(event.currentTarget.checked)}
              />
              <strong>Read personal details of this HIPAA account</strong>
            </label>
            <p id={`${id}-hipaa`}>
              LocaliQ marks this advertiser as protected by HIPAA. While this is off, Lockstep reads no names, addresses, messages or
              recordings of it. Turn it on only if your agreements allow copying them into HighLevel.
            </p>
          </div>
        </div>
      )}
      {sync && <SyncControls {...sync} />}
    </PartnerRegion>
  );
}
