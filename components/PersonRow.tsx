// A person in a list: name, company and how to reach them. A click opens the contact.
import { Avatar } from './Avatar';
import type { Person } from './panel-props';

interface PersonRowProps {
  person: Person;
  showCompany?: boolean;
  onOpen: (uid: string) => Promise<void>;
}

/** A list item with one button. */
export function PersonRow({ person, showCompany = true, onOpen }: PersonRowProps) {
  const name = person.name || person.email || person.phone || 'Unnamed contact';
  const line = [showCompany && person.company, person.email || person.phone].filter((part) => part && part !== name);
  return (
    <li>
      <button type="button" class="person" onClick={() => void onOpen(person.uid).catch(console.error)}>
        <Avatar name={name} small />
        <span class="person-text">
          <span class="person-name" dir="auto">
            {name}
          </span>
          {line.length > 0 && (
            <span class="person-line" dir="auto">
              {line.join(' · ')}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
