// What a page shows of a client: texts only, ready to be put (escaped) into any layout.

import { RecordStatus, TodoStatus } from '../enums';
import { numberOfId } from '../ids';
import type { BqeState, Client } from '../state';

export interface ClientView {
  id: string;
  number: number;
  name: string;
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  phone: string;
  website: string;
  street: string;
  city: string;
  state: string;
  zip: string;
  manager: string;
  term: string;
  since: string;
  isActive: boolean;
  memo: string;
  todos: { title: string; due: string; isDone: boolean }[];
  notes: { text: string; date: string; by: string }[];
  projects: { code: string; name: string; phase: string; billed: string }[];
  billing: { name: string; title: string; email: string; phone: string };
}

const BILLING_NAMES = ['Pat Ledger', 'Lou Folio', 'Dee Tallyman', 'Ash Remit'];
const PROJECTS = ['Lobby renovation', 'Feasibility study', 'Roof replacement', 'Tenant fit-out', 'Courtyard'];
const PHASES = ['Schematic design', 'Design development', 'Construction documents', 'Administration'];

/** Prepares one client for the screen. */
export function viewClient(state: BqeState, client: Client): ClientView {
  const number = numberOfId(client.id);
  const line = String(number % 100).padStart(2, '0');
  return {
    id: client.id,
    number,
    name: client.name,
    firstName: client.firstName,
    lastName: client.lastName,
    company: client.company,
    email: state.communicationOf(client, 'email'),
    phone: state.communicationOf(client, 'phone'),
    website: state.communicationOf(client, 'website'),
    street: client.address.street1,
    city: client.address.city,
    state: client.address.state,
    zip: client.address.zip,
    manager: client.manager,
    term: client.term,
    since: dayText(client.clientSince),
    isActive: client.status === RecordStatus.active,
    memo: client.memo,
    todos: state.company.todos
      .filter((todo) => todo.linkedEntityId === client.id)
      .map((todo) => ({
        title: todo.description,
        due: todo.endDate === null ? 'No due date' : `Due ${dayText(todo.endDate)}`,
        isDone: todo.status === TodoStatus.completed,
      })),
    notes: state.company.notes
      .filter((note) => note.masterEntityId === client.id)
      .map((note) => ({ text: note.description.replace(/<[^>]+>/g, ''), date: dayText(note.date), by: note.reportedBy })),
    projects: [0, 1].map((index) => ({
      code: `${21 + (number % 5)}-${String((number + index * 7) % 1000).padStart(3, '0')}`,
      name: PROJECTS[(number + index) % PROJECTS.length] ?? '',
      phase: PHASES[(number + index) % PHASES.length] ?? '',
      billed: `$${(((number * (index + 3)) % 90) + 8).toLocaleString('en-US')},${String((number * 7) % 1000).padStart(3, '0')}.00`,
    })),
    billing: {
      name: BILLING_NAMES[number % BILLING_NAMES.length] ?? '',
      title: 'Accounts payable',
      email: `billing.${number}@example.net`,
      phone: `(202) 555-01${line}`,
    },
  };
}

function dayText(at: number): string {
  return new Date(at).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });
}
