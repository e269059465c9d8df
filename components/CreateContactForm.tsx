// Creates the page's person in HighLevel, filled in with what the page says.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Sighting } from '@/lib/domain/sighting';
import { Field } from './Field';
import { FormEnd } from './FormEnd';
import { beginForm, closeOnEscape } from './form-keys';
import type { Drafts, PanelActions } from './panel-props';
import { useFields } from './use-fields';
import { useSubmit } from './use-submit';

interface CreateContactFormProps {
  sighting: Sighting;
  drafts: Drafts;
  actions: Pick<PanelActions, 'createContact' | 'saveDraft'>;
  onClose: () => void;
}

const labels = { firstName: 'First name', lastName: 'Last name', email: 'Email', phone: 'Phone', companyName: 'Company' } as const;
type Name = keyof typeof labels;

/** Fields `First name`, `Last name`, `Email`, `Phone`, `Company`; button `Save`. */
export function CreateContactForm({ sighting, drafts, actions, onClose }: CreateContactFormProps) {
  const [blank] = useState(() => ({
    ...splitName(sighting.name),
    email: sighting.emails[0] ?? '',
    phone: sighting.phones[0] ?? '',
    companyName: sighting.company,
  }));
  const { fields, set, forget } = useFields('create-contact', blank, drafts, actions);
  const { busy, problem, run } = useSubmit();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => beginForm(form.current), []);
  const isBlank = Object.values(fields).every((value) => !value.trim());
  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (isBlank) return;
    const value = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.trim()]));
    if (!(await run(() => actions.createContact(value)))) return;
    forget();
    onClose();
  };
  const field = (name: Name, inputMode: 'text' | 'tel' | 'email' = 'text') => (
    <Field label={labels[name]} error={name === 'firstName' && tried && isBlank ? 'Enter at least one of these.' : undefined}>
      {(control) => (
        <input
          class="input"
          inputMode={inputMode}
          dir="auto"
          autoComplete="off"
          value={fields[name]}
          onInput={(event) => set(name, event.currentTarget.value)}
          {...control}
        />
      )}
    </Field>
  );
  return (
    <form class="form edit-form" noValidate ref={form} onSubmit={(event) => void save(event)} onKeyDown={closeOnEscape(onClose)}>
      <div class="field-pair">
        {field('firstName')}
        {field('lastName')}
      </div>
      {field('email', 'email')}
      {field('phone', 'tel')}
      {field('companyName')}
      <FormEnd problem={problem} busy={busy} save="Save" onCancel={onClose} />
    </form>
  );
}

/** The last word is the last name; one word alone is a first name. "Lovelace, Ada" is turned round. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const [before = '', after] = name.split(',', 2).map((part) => part.trim());
  if (after) return { firstName: after, lastName: before };
  const words = before.split(/\s+/);
  return words.length < 2 ? { firstName: before, lastName: '' } : { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' };
}
