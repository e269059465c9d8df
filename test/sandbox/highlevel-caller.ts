// A short way to call the sandbox's HighLevel in tests: a clock to turn, a token, the module's version, and parsed answers.
import type { HighLevel } from '../../sandbox/highlevel';
import { createSandbox, type Sandbox } from '../../sandbox/index';

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape is what they test
  body: any;
  headers: Headers;
}

interface CallOptions {
  body?: unknown;
  form?: Record<string, string>;
  token?: string | null;
  version?: string | null;
}

export interface Caller {
  sandbox: Sandbox;
  highlevel: HighLevel;
  state: HighLevel['state'];
  quirks: HighLevel['quirks'];
  locationId: string;
  /** Turns the sandbox's clock on. */
  pass: (ms: number) => void;
  now: () => number;
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
}

/** A Saturday, 10:00 in New York. */
export const START = Date.parse('2026-11-21T15:00:00.000Z');

export function createCaller({ contacts = 40, seed = 1 }: { contacts?: number; seed?: number } = {}): Caller {
  let now = START;
  const sandbox = createSandbox({ seed, contacts, now: () => now });
  const { highlevel } = sandbox;
  const token = highlevel.state.issueToken();

  return {
    sandbox,
    highlevel,
    state: highlevel.state,
    quirks: highlevel.quirks,
    locationId: highlevel.state.location.id,
    pass(ms) {
      now += ms;
    },
    now: () => now,
    async call(method, path, options = {}) {
      const headers = new Headers();
      const bearer = options.token === undefined ? token : options.token;
      const version = options.version === undefined ? versionFor(path) : options.version;
      if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`);
      if (version !== null) headers.set('version', version);
      if (options.body !== undefined) headers.set('content-type', 'application/json');
      const body = options.form ? new URLSearchParams(options.form) : options.body === undefined ? null : JSON.stringify(options.body);
      const response = await sandbox.fetch(new Request(`https://services.leadconnectorhq.com${path}`, { method, headers, body }));
      return { status: response.status, body: await response.json(), headers: response.headers };
    },
  };
}

function versionFor(path: string): string {
  return path.startsWith('/calendars') ? '2021-04-15' : '2021-07-28';
}
