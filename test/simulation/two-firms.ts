// Two systems full of people, a third of whom they share.

import type { Sandbox } from '../../sandbox';
import type { Person } from '../../sandbox/core/people';

type Named = Pick<Person, 'firstName' | 'lastName'> & { email: string; city: string };

/** How many of `size` people on each side are the same. */
export function sharedOf(size: number): number {
  return Math.round(size * 0.3);
}

/** Adds `size` people to HighLevel and to BQE CORE. Of the shared ones, some lack a value on one side. */
export function fillBoth({ highlevel, bqe }: Pick<Sandbox, 'highlevel' | 'bqe'>, size: number): void {
  for (let at = 0; at < size; at++) {
    const { email, firstName, lastName, city } = personAt(at);
    highlevel.state.addContact({ email, firstName, lastName, city, ...(at % 4 === 0 && { website: `https://www.example.com/${at}` }) });
  }
  for (let other = 0; other < size; other++) {
    const at = other < sharedOf(size) ? other : size + other;
    const { email, firstName, lastName, city } = personAt(at);
    const client = bqe.state.addClient({ name: `${firstName} ${lastName}`, firstName, lastName });
    client.address = { ...client.address, city: at < sharedOf(size) && at % 3 === 0 ? '' : city };
    bqe.state.setCommunication(client, 'email', email);
  }
}

/** People whose names and marks are nobody else's. */
function personAt(at: number): Named {
  const name = (of: number) => [...String(of)].map((digit) => 'bdfghklmnp'[Number(digit)]).join('a');
  return {
    firstName: `Pat${name(at)}`,
    lastName: `Lee${name(at)}`,
    email: `pat.${at}@example.com`,
    city: at % 2 === 0 ? 'Rosslyn' : 'Clarendon',
  };
}
