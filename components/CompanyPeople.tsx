// The region Company: other people of the same firm.
import { Empty } from './Empty';
import { LongList } from './LongList';
import { PersonRow } from './PersonRow';
import type { PanelActions, Person } from './panel-props';
import { Section } from './Section';

interface CompanyPeopleProps {
  company: string;
  people: Person[];
  actions: Pick<PanelActions, 'openContact'>;
}

/** The region `Company`. */
export function CompanyPeople({ company, people, actions }: CompanyPeopleProps) {
  return (
    <Section title="Company" count={people.length}>
      {people.length === 0 && <Empty>{company ? `Nobody else at ${company} is known.` : 'This contact belongs to no company.'}</Empty>}
      {people.length > 0 && (
        <LongList
          items={people}
          page={10}
          draw={(person) => <PersonRow key={person.uid} person={person} showCompany={false} onOpen={actions.openContact} />}
        />
      )}
    </Section>
  );
}
