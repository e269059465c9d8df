// The whole sandbox: one seeded world with the three systems and a connected app in it, reachable in process by `fetch` or over HTTPS by
// `serveSandbox`.
import { type Bqe, createBqe } from './bqe';
import { type ConnectedApp, createConnectedApp } from './connected-app';
import { createFaults } from './core/faults';
import { createPeople } from './core/people';
import { createRandom } from './core/random';
import type { World } from './core/service';
import { createHighLevel, type HighLevel } from './highlevel';
import { createLocaliq, type Localiq } from './localiq';

export interface SandboxOptions {
  /** The same seed gives the same people, ids and chances. */
  seed?: number;
  /** Epoch milliseconds; a test may hand in a clock of its own. */
  now?: () => number;
  /** How many contacts HighLevel's main location holds; the named people are always among them. */
  contacts?: number;
  /** How a latency fault waits; a test on a virtual clock may hand in its own. */
  sleep?: (ms: number) => Promise<void>;
}

export interface Sandbox {
  world: World;
  highlevel: HighLevel;
  bqe: Bqe;
  localiq: Localiq;
  connectedApp: ConnectedApp;
  /** Every host that `fetch` answers for. */
  hosts: readonly string[];
  /** Answers like the vendor whose host the request names, faults included; 404 as text for other hosts. */
  fetch: (request: Request) => Promise<Response>;
}

/** Creates a sandbox; nothing of it runs or listens until it is asked. */
export function createSandbox({ seed = 1, now = Date.now, contacts = 60, sleep }: SandboxOptions = {}): Sandbox {
  const random = createRandom(seed);
  const world: World = {
    now,
    random,
    people: createPeople(createRandom(seed), contacts),
    faults: createFaults(sleep ? { sleep } : {}),
  };
  const highlevel = createHighLevel(world);
  const bqe = createBqe(world);
  const localiq = createLocaliq(world);
  const connectedApp = createConnectedApp(world);
  const services = [highlevel, bqe, localiq, connectedApp];

  return {
    world,
    highlevel,
    bqe,
    localiq,
    connectedApp,
    hosts: services.flatMap((service) => [...service.hosts]),
    async fetch(request) {
      const { hostname } = new URL(request.url);
      const service = services.find(({ hosts }) => hosts.some((host) => isHost(hostname, host)));
      return service ? service.fetch(request) : new Response(`Nothing of the sandbox answers for ${hostname}`, { status: 404 });
    },
  };
}

/** Whether a name is `pattern`, or below it where that begins with `*.`. */
function isHost(name: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;
}
