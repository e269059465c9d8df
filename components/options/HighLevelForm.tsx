// The fields to connect HighLevel with. Holds no text itself: what was typed lives above, so that nothing is lost when the form goes.
import { useRef } from 'preact/hooks';
import { AppGuide } from './AppGuide';
import { Choice } from './Choice';
import { CopyField } from './CopyField';
import { cleanDraft, cleanLocationId, type EntryField, type EntryMessages, findWarnings, type HighLevelDraft } from './highlevel-entry';
import { SecretField } from './SecretField';
import { TextField } from './TextField';
import { TokenGuide } from './TokenGuide';

export interface HighLevelFormProps {
  /** A secret is undefined while the stored one is left alone. */
  draft: Omit<HighLevelDraft, 'token' | 'clientSecret'> & { token?: string; clientSecret?: string };
  errors: EntryMessages;
  /** "Saved 3 days ago" for each secret that the vault holds. */
  saved: { token?: string; clientSecret?: string };
  busy: boolean;
  redirectAddress: string;
  onEdit(edit: Partial<HighLevelDraft> | Partial<Record<'token' | 'clientSecret', undefined>>): void;
  /** Answers whether the entry was complete; if not, the first wrong field gets the focus. */
  onSubmit(): boolean;
  onCancel?(): void;
  copy(text: string): Promise<void>;
}

/** The sign-in form of HighLevel, for a token or an app. */
export function HighLevelForm(props: HighLevelFormProps) {
  const { draft, errors, saved, busy, redirectAddress, onEdit, onSubmit, onCancel, copy } = props;
  const form = useRef<HTMLFormElement>(null);
  const typed: HighLevelDraft = { ...draft, token: draft.token ?? '', clientSecret: draft.clientSecret ?? '' };
  const warnings = findWarnings(typed);

  const submit = (event: Event) => {
    event.preventDefault();
    if (busy || onSubmit()) return;
    // After the errors are on screen.
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  /** Cleans what was pasted or typed, so that people see what will be used. */
  const clean = (field: EntryField, text: string = typed[field]) => {
    const cleaned = cleanDraft({ ...typed, [field]: text })[field];
    if (cleaned !== typed[field]) onEdit({ [field]: cleaned });
  };

  const field = (name: EntryField) => ({
    error: errors[name],
    warning: warnings[name],
    onInput: (text: string | undefined, pasted?: boolean) => {
      if (text !== undefined && pasted) clean(name, text);
      else onEdit({ [name]: text });
    },
    onBlur: () => {
      if (typed[name]) clean(name);
    },
  });

  return (
    <form class="form" ref={form} onSubmit={submit} noValidate>
      <Choice
        label="How to sign in"
        value={draft.method}
        options={[
          { value: 'token', name: 'Private Integration token' },
          { value: 'oauth', name: 'OAuth app' },
        ]}
        onChange={(method) => onEdit({ method })}
      />
      {draft.method === 'token' ? (
        <>
          <SecretField
            key="token"
            {...field('token')}
            label="Private Integration token"
            value={draft.token}
            saved={saved.token}
            placeholder="pit-…"
          />
          <TextField
            {...field('locationId')}
            label="Location ID"
            value={draft.locationId}
            hint="Or paste the address of any HighLevel page inside the location."
            onInput={(text, pasted) => {
              // A whole address is recognised as soon as it is there, pasted or not.
              const isAddress = pasted || /\/location\/[\w-]+/i.test(text);
              onEdit({ locationId: isAddress ? cleanLocationId(text) : text });
            }}
          />
          <TokenGuide copy={copy} />
        </>
      ) : (
        <>
          <CopyField
            label="Redirect address"
            value={redirectAddress}
            hint="Enter it in your OAuth app, letter by letter the same."
            copy={copy}
          />
          <TextField {...field('clientId')} label="Client ID" value={draft.clientId} />
          {!typed.tokenEndpoint && (
            <SecretField
              key="clientSecret"
              {...field('clientSecret')}
              label="Client secret"
              value={draft.clientSecret}
              saved={saved.clientSecret}
            />
          )}
          <TextField
            {...field('tokenEndpoint')}
            label="Token endpoint"
            aside="optional"
            value={draft.tokenEndpoint}
            hint="Only if a server of your firm keeps the Client secret."
          />
          <AppGuide copy={copy} />
        </>
      )}
      <div class="button-row">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          Connect
        </button>
        {onCancel && (
          <button type="button" class="button button-quiet" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
