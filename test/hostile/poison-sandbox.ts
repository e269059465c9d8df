// Puts hostile text behind every text that somebody outside could have written into any of the three systems. What the systems themselves
// need to work stays: ids, addresses to reach somebody by, times, and words that are one of a fixed list.
import type { Sandbox } from '@/sandbox/index';
import { scriptPayloads } from './payloads';

const theirs =
  /(?:^|_|[a-z])ids?$|^(?:email|phone|additional.*|phone_.*|.*number|value|version|type|.*type|status|.*Status|dataType|fieldKey|key|source|country|timezone|state|gmaid|date\w*|recording_url|.*At|.*On|currency\w*|website|module|model|roles?|scopes)$/i;

/** A function that puts a payload behind each text in a record, another one each time, in place. */
function createPoison(): (record: object) => void {
  let at = 0;
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return theirs.test(key) ? value : `${value} ${scriptPayloads[at++ % scriptPayloads.length]}`;
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) Object.assign(value, { [name]: poison(inner, Array.isArray(value) ? key : name) });
    }
    return value;
  };
  return (record) => void poison(record, '');
}

/** Every record and every name of a list in HighLevel, BQE CORE and LocaliQ. */
export function poisonSandbox({ highlevel, bqe, localiq }: Sandbox): void {
  const poison = createPoison();
  const { contacts, tasks, notes, appointments, users, calendars, customFields, workflows, businesses, location } = highlevel.state;
  for (const records of [contacts, tasks, notes, appointments]) for (const record of records.values()) poison(record);
  poison([users, calendars, customFields, workflows, businesses, location]);
  const { clients, prospects, todos, notes: bqeNotes, employees } = bqe.state.company;
  poison([clients, prospects, todos, bqeNotes, employees]);
  const { contacts: leadContacts, interactions } = localiq.state.advertiser;
  poison([leadContacts, interactions]);
}
