// Creates the page's person in HighLevel, filled in with what the page says, or with what the mapping makes of the page's record.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { systemTitles } from '@/lib/domain/account';
import type { Sighting } from '@/lib/domain/sighting';
import { DuplicateList } from './DuplicateList';
import { Field } from './Field';
import { FieldControl } from './FieldControl';
import { FormEnd } from './FormEnd';
import { controlOf } from './field-kinds';
import { beginForm, closeOnEscape } from './form-keys';
import type { Drafts, PanelActions } from './panel-props';
import type { Duplicate, PrefillField, ReviewActions } from './sync-props';
import { useFields } from './use-fields';
import { useSubmit } from './use-submit';
import './sync-parts.css';

interface CreateContactFormProps {
  sighting: Sighting;
  /** Fields of the page's record, as HighLevel takes them. */
  prefill?: PrefillField[] | undefined;
  drafts: Drafts;
  actions: Pick<PanelActions, 'createContact' | 'link' | 'saveDraft'>;
  sync?: Pick<ReviewActions, 'createInHighLevel'> | undefined;
  onClose: () => void;
}

const labels = { firstName: 'First name', lastName: 'Last name', email: 'Email', phone: 'Phone', companyName: 'Company' } as const;
type Name = keyof typeof labels;

/** Fields `First name`, `Last name`, `Email`, `Phone`, `Company` and those of the mapping; button `Save`. */
export function CreateContactForm({ sighting, prefill = [], drafts, actions, sync, onClose }: CreateContactFormProps) {
  const usual: Record<Name, string> = {
    ...splitName(sighting.name),
    email: sighting.emails[0] ?? '',
    phone: sighting.phones[0] ?? '',
    companyName: sighting.company,
  };
  const [blank] = useState<Record<string, string>>(() => ({
    ...usual,
    ...Object.fromEntries(prefill.map(({ ref, text }) => [ref, text])),
  }));
  const { fields, set, forget } = useFields('create-contact', blank, drafts, actions);
  const { busy, problem, run } = useSubmit();
  const [tried, setTried] = useState(false);
  const [duplicates, setDuplicates] = useState<Duplicate[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => beginForm(form.current), []);
  const others = prefill.filter(({ ref }) => !(ref in labels));
  const isBlank = Object.keys(labels).every((name) => !fields[name]?.trim());
  const isKnown = duplicates.some(({ exact }) => exact);

  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (isBlank || isKnown) return;
    const texts = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.trim()]));
    let found: Duplicate[] = [];
    const create = async () => {
      if (sync?.createInHighLevel) found = await sync.createInHighLevel(texts, duplicates.length > 0);
      else await actions.createContact(texts);
    };
    if (!(await run(create))) return;
    setDuplicates(found);
    if (found.length === 0) finish();
  };
  const finish = () => {
    forget();
    onClose();
  };
  const type = (name: string, text: string) => {
    set(name, text);
    // Another e-mail or phone may be another person.
    setDuplicates([]);
  };
  const obstacle = (name: string) => prefill.find(({ ref }) => ref === name)?.obstacle;
  const field = (name: Name, inputMode: 'text' | 'tel' | 'email' = 'text') => (
    <Field
      label={labels[name]}
      hint={obstacle(name)}
      error={name === 'firstName' && tried && isBlank ? 'Enter at least one of these.' : undefined}
    >
      {(control) => (
        <input
          class="input"
          inputMode={inputMode}
          dir="auto"
          autoComplete="off"
          value={fields[name]}
          onInput={(event) => type(name, event.currentTarget.value)}
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
      {others.length > 0 && (
        <fieldset class="form">
          <legend>Also from {systemTitles[sighting.system]}</legend>
          {others.map((one) => (
            <Field key={one.ref} label={one.label} hint={one.obstacle}>
              {(control) => (
                <FieldControl field={controlOf(one)} text={fields[one.ref] ?? ''} onType={(text) => type(one.ref, text)} {...control} />
              )}
            </Field>
          ))}
        </fieldset>
      )}
      <DuplicateList
        duplicates={duplicates}
        onLink={(uid) =>
          void run(async () => {
            await actions.link(uid);
            finish();
          })
        }
      />
      <FormEnd
        problem={problem}
        busy={busy || isKnown}
        save={duplicates.length > 0 && !isKnown ? 'Create all the same' : 'Save'}
        onCancel={onClose}
      />
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
