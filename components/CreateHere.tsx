// The way to a new contact for the page's person, beside whatever else the panel offers: a button that gives way to the form.
import type { Sighting } from '@/lib/domain/sighting';
import { Icon } from './Icon';
import { CreateContactForm } from './later-parts';
import type { Drafts, PanelActions } from './panel-props';
import { useDisclosure } from './use-disclosure';

interface CreateHereProps {
  sighting: Sighting;
  drafts: Drafts;
  /** It is the likeliest next step. */
  primary: boolean;
  actions: PanelActions;
}

/** Button `Create in HighLevel`. */
export function CreateHere({ sighting, drafts, primary, actions }: CreateHereProps) {
  const creating = useDisclosure();
  if (creating.open) return <CreateContactForm {...{ sighting, drafts, actions }} onClose={creating.hide} />;
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
