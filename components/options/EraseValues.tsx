// Erases what the log says of people, everybody or one.
import { TypedConfirm } from './TypedConfirm';

export interface EraseValuesProps {
  /** One person; everybody where it is absent. */
  contact?: { uid: string; name: string };
  onErase(contactUid: string | undefined): Promise<number>;
}

/** The button `Erase personal values` and the confirmation behind it. */
export function EraseValues({ contact, onErase }: EraseValuesProps) {
  const erase = async () => {
    const erased = await onErase(contact?.uid);
    return `Erased from ${erased === 1 ? '1 entry' : `${erased.toLocaleString('en')} entries`}.`;
  };
  return (
    <TypedConfirm
      opener={contact ? `Erase values of ${contact.name}` : 'Erase personal values'}
      name="Confirm erasing"
      word="ERASE"
      act="Erase"
      onConfirm={erase}
    >
      <p>
        <strong>This erases {contact ? `${contact.name}’s name and values` : 'all names and values'} from the log.</strong> What was done,
        when and by whom stays, and the chain can still be verified. Undo and the records themselves are not touched.
      </p>
    </TypedConfirm>
  );
}
