// Where the login's advertisers cannot be listed, or one of them was chosen before, another is named by its id.
import { useState } from 'preact/hooks';
import { TextField } from './TextField';

export interface AdvertiserEntryProps {
  /** The id that is used now; '' for none. */
  value: string;
  onUse(id: string): void;
}

/** The field `Advertiser`, by hand. */
export function AdvertiserEntry({ value, onUse }: AdvertiserEntryProps) {
  const [text, setText] = useState<string>();
  const [isAsked, setAsked] = useState(false);
  const id = (text ?? value).trim();
  const submit = (event: Event) => {
    event.preventDefault();
    setAsked(true);
    if (id) onUse(id);
  };
  return (
    <form class={value ? 'form' : 'form callout'} aria-label="Advertiser" onSubmit={submit} noValidate>
      <TextField
        label="Advertiser"
        value={text ?? value}
        placeholder="USA_204417"
        hint={
          value
            ? 'The one that is read now. For another, enter its id (GMAID): your LocaliQ account team knows it.'
            : 'The list of advertisers could not be read. Your LocaliQ account team knows this id (GMAID).'
        }
        error={isAsked && !id ? 'Enter the id of the advertiser.' : undefined}
        onInput={setText}
      >
        <button type="submit" class="button">
          Use
        </button>
      </TextField>
    </form>
  );
}
