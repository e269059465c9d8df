// The region Details: the contact's fields and the location's own, edited in place, and the tags. Blank ones stay out of the way.
import { useMemo, useState } from 'preact/hooks';
import type { Contact } from '@/lib/domain/contact';
import type { Kept } from '@/lib/domain/kept';
import type { FieldValue, User } from '@/lib/domain/reference';
import { contactFields, customField } from './contact-fields';
import { Detail } from './Detail';
import { KeptMark } from './KeptMark';
import { KeptTrouble } from './KeptTrouble';
import type { Drafts, PanelActions, QueuedChange } from './panel-props';
import { Section } from './Section';
import { TagEditor } from './TagEditor';

interface DetailListProps {
  contact: Kept<Contact>;
  fields: FieldValue[];
  users: User[];
  /** Tags known to the location. */
  tags: string[];
  drafts: Drafts;
  queue: QueuedChange[];
  actions: PanelActions;
}

/** The region `Details`. */
export function DetailList({ contact, fields, users, tags, drafts, queue, actions }: DetailListProps) {
  const [showBlank, setShowBlank] = useState(false);
  const details = useMemo(() => [...contactFields(contact.value, users), ...fields.map(customField)], [contact.value, users, fields]);
  // A field that was just filled or blanked stays where it is: only what was blank at first is folded away.
  const [folded] = useState(() => new Set(details.filter((one) => !one.text && !one.essential).map((one) => one.key)));
  const isFolded = (key: string, text: string) => folded.has(key) && !text && !showBlank;
  const shown = details.filter((one) => !isFolded(one.key, one.text) && (one.kind !== 'shown' || one.text));
  const blanks = details.filter((one) => folded.has(one.key) && !one.text && one.kind !== 'shown').length;
  return (
    <Section title="Details" action={<KeptMark state={contact.state} />}>
      <KeptTrouble record={contact} queue={queue} actions={actions} />
      <dl class="details">
        {shown.map((field) => (
          <Detail
            key={field.key}
            field={field}
            drafts={drafts}
            actions={actions}
            onSave={(text) => actions.editContact(contact.uid, field.edit(text))}
          />
        ))}
      </dl>
      {blanks > 0 && (
        <button
          type="button"
          class="button button-quiet button-small show-more"
          aria-expanded={showBlank}
          onClick={() => setShowBlank(!showBlank)}
        >
          {showBlank ? 'Hide empty fields' : 'Show empty fields'} <span class="count">{blanks}</span>
        </button>
      )}
      <TagEditor contactUid={contact.uid} tags={contact.value.tags} known={tags} actions={actions} />
    </Section>
  );
}
