// The way to a new contact for the page's person, beside whatever else the panel offers: a button that gives way to the form.
import type { Sighting } from '@/lib/domain/sighting';
import { Icon } from './Icon';
import { CreateContactForm } from './later-parts';
import type { Drafts, PanelActions } from './panel-props';
import type { PrefillField, ReviewActions } from './sync-props';
import { useDisclosure } from './use-disclosure';

interface CreateHereProps {
  sighting: Sighting;
  /** What the mapping makes of the page's record. */
  prefill?: PrefillField[] | undefined;
  drafts: Drafts;
  /** It is the likeliest next step. */
  primary: boolean;
  actions: PanelActions;
  sync?: ReviewActions | undefined;
}

/** Button `Create in HighLevel`. */
export function CreateHere({ sighting, prefill, drafts, primary, actions, sync }: CreateHereProps) {
  const creating = useDisclosure();
  if (creating.open) return <CreateContactForm {...{ sighting, prefill, drafts, actions, sync }} onClose={creating.hide} />;
  return (
    <div class="button-row">
      <button type="button" class={`button${primary ? ' button-primary' : ''}`} ref={creating.trigger} onClick={creating.show}>
        <Icon name="plus" />
        Create in HighLevel
      </button>
      {'create-contact' in drafts && <span class="chip chip-warning">Draft</span>}
    </div>
  );
}
