// Recognition over every layout of the sandbox's web apps that comes complete from the server: the right person, or nobody.
import { expect, it } from 'vitest';
import type { Sighting } from '@/lib/domain/sighting';
import { findRules } from '@/lib/page/find-rules';
import { recognise } from '@/lib/page/recognise';
import { pageRules as bqeRules } from '@/lib/systems/bqe/pages';
import { pageRules as localiqRules } from '@/lib/systems/localiq/pages';
import { createBqe } from '@/sandbox/bqe';
import { layouts as bqeLayouts } from '@/sandbox/bqe/pages/layouts';
import { createFaults } from '@/sandbox/core/faults';
import { NAMED_PEOPLE, type Person } from '@/sandbox/core/people';
import { createRandom } from '@/sandbox/core/random';
import type { World } from '@/sandbox/core/service';
import { createLocaliq } from '@/sandbox/localiq';
import { layouts as localiqLayouts } from '@/sandbox/localiq/pages/layouts';
import { installVisibility } from './visibility';

installVisibility();

const rules = [bqeRules, localiqRules];
const world: World = { now: () => Date.UTC(2026, 10, 21), random: createRandom(1), people: [...NAMED_PEOPLE], faults: createFaults() };
const systems = [
  { name: 'bqe', service: createBqe(world), layouts: bqeLayouts },
  { name: 'localiq', service: createLocaliq(world), layouts: localiqLayouts },
] as const;
const atOnce = ['page', 'list'];

/** The last ten digits of a number without its extension; '' for junk text. */
const digitsOf = (phone: string | null) =>
  phone
    ?.replace(/ *(?:ext|x).*$/i, '')
    .replace(/\D/g, '')
    .slice(-10) ?? '';

const cases = systems.flatMap(({ name, service, layouts }) =>
  layouts
    .filter(({ frame }) => atOnce.includes(frame))
    .flatMap((layout) =>
      NAMED_PEOPLE.filter((person) => person.systems.includes(name)).map((person) => ({
        title: `${name} ${layout.name} ${person.firstName} ${person.lastName}`,
        layout,
        person,
        fetch: service.fetch,
      })),
    ),
);

it.each(cases)('$title', async ({ layout, person, fetch }) => {
  const address = layout.url(person);
  const answer = await fetch(new Request(address));
  expect(answer.status).toBe(200);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const found = findRules(address, rules);
  const sighting = found ? recognise(page, address, found) : null;
  if (layout.shows === 'many' || layout.shows === 'untaught') {
    expect(sighting).toBeNull();
  } else if (layout.shows === 'two') {
    expect([sighting?.emails, sighting?.phones, sighting?.name].flat().filter(Boolean)).toEqual([]);
  } else {
    expectOnly(person, layout.view, sighting);
  }
});

function expectOnly(person: Person, view: string, sighting: Sighting | null) {
  expect(sighting).not.toBeNull();
  const own = [person.email, digitsOf(person.phone)].filter(Boolean);
  const shown = view === 'call' ? own.slice(1) : own;
  const marks = [...(sighting?.emails ?? []), ...(sighting?.phones ?? []).map(digitsOf)];
  expect(marks.filter((mark) => !own.includes(mark))).toEqual([]);
  // The id alone, where the page shows neither an address nor a number that is one.
  expect(marks.length > 0 || Boolean(sighting?.recordId)).toBe(true);
  if (view !== 'call') expect(new Set(marks)).toEqual(new Set(shown));
  // A name that holds an address is not taken for one.
  expect(['', person.firstName, `${person.firstName} ${person.lastName}`]).toContain(sighting?.name);
}
