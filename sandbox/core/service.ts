// What the sandbox's three systems have in common: one shape each, so that one server and one set of faults serve all.
import type { Faults } from './faults';
import type { Person } from './people';
import type { Random } from './random';

/** What every system of the sandbox is made of. All chance and time come from here, so a seed replays exactly. */
export interface World {
  /** Epoch milliseconds. Tests may hand in a clock of their own. */
  now: () => number;
  random: Random;
  /** The obviously fictional people that the three systems share in part. */
  people: Person[];
  faults: Faults;
}

/** One stand-in system: answers requests for its hosts, and lets a test look at and change its state. */
export interface Service<State, Quirks extends Record<string, boolean | number | string>> {
  /** Host names it answers for, exact or with a leading `*.`. */
  hosts: readonly string[];
  /** Answers one request addressed to one of `hosts`; used by the HTTPS server and, in process, by tests. */
  fetch: (request: Request) => Promise<Response>;
  state: State;
  /** Documented oddities of the vendor, each a named switch with its source beside it. */
  quirks: Quirks;
  /** Every request so far, oldest first. Filled by `attend` (see attend.ts), not by the system itself. */
  requests: RequestRecord[];
}

export interface RequestRecord {
  at: number;
  method: string;
  host: string;
  path: string;
  query: string;
  /** Of the answer as it left; 0 where the connection ended without one. */
  status: number;
  /** Parsed JSON body or form fields of the request; undefined where there was none. */
  body?: unknown;
}
