// Every state of the panel and of Options with hostile text in each field that anybody outside could have written: all of it is shown as text.
// What opens on a click is opened, so that forms, menus and dialogs are looked at, too.
import './dialog-in-jsdom';
import { act, cleanup, fireEvent, render } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadLater } from '@/components/later';
import '@/components/later-parts';
import { OptionsPage } from '@/components/options/OptionsPage';
import { Panel } from '@/components/Panel';
import { loadSanitiser } from '@/components/sanitiser';
import { optionsStates } from '../gallery/options-states';
import { states } from '../gallery/states';
import { syncStates } from '../gallery/sync-states';
import { harmIn } from '../hostile/harm-in';
import { elsewhere, scriptPayloads } from '../hostile/payloads';

beforeAll(async () => {
  await loadLater();
  await loadSanitiser();
});

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

/** What decides how something is drawn, and comes from our own code: kinds, states, ids and so on. */
const ours =
  /^(?:kind|state|how|code|then|uid|id|key|contactUid|account|system|type|dataType|method|direction|wins|side|op|table|account|timezone|me|mode|left|right|rule|choice|status|section|about|mark|pair|.*At|.*Id|.*Uid|.*Key)$/;

/** The same props with a payload in the place of every text that is not ours; another one each time, beginning with `first`. */
function poisoned<T>(props: T, first: number): T {
  let at = first;
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ours.test(key) ? value : `${scriptPayloads[at++ % scriptPayloads.length]}`;
    if (Array.isArray(value)) return value.map((item) => poison(item, key));
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, name)]));
  };
  return poison(props, '') as T;
}

/** Presses every button once that is there, and then those that came, and writes into no field. */
async function openEverything(): Promise<void> {
  const pressed = new Set<string>();
  for (let turn = 0; turn < 3; turn++) {
    for (const button of document.querySelectorAll<HTMLElement>('button, summary, [role=menuitem]')) {
      const name = `${button.className} ${button.textContent} ${button.ariaLabel}`;
      if (pressed.has(name) || pressed.size > 60) continue;
      pressed.add(name);
      fireEvent.click(button);
    }
    await act(async () => {});
  }
}

const pages: [name: string, draw: (first: number) => ComponentChild][] = [
  ...Object.entries({ ...states, ...syncStates }).map(([name, state]): [string, (first: number) => ComponentChild] => [
    `panel ${name}`,
    (first) => <Panel {...poisoned(state(), first)} />,
  ]),
  ...Object.entries(optionsStates).map(([name, state]): [string, (first: number) => ComponentChild] => [
    `options ${name}`,
    (first) => {
      // Its address says which section is shown.
      location.hash = `#${name.split('-')[0]}`;
      return <OptionsPage {...poisoned(state(), first)} />;
    },
  ]),
];

const shown = new Set<string>();

async function show(name: string, page: ComponentChild): Promise<void> {
  render(page as never);
  await act(async () => {});
  if (/__pwned|tracker/.test(document.body.textContent ?? '')) shown.add(name);
  expect(harmIn(document)).toEqual([]);
  expect('__pwned' in globalThis).toBe(false);
}

describe.each(pages)('%s', (name, draw) => {
  it('shows payloads as text, also in what opens', async () => {
    await show(name, draw(0));
    await openEverything();
    expect(harmIn(document)).toEqual([]);
    expect('__pwned' in globalThis).toBe(false);
  });

  it('shows other payloads in their place as text', () => show(name, draw(11)));
});

it('has seen payloads on most pages', () => {
  expect(shown.size).toBeGreaterThan(pages.length * 0.8);
});

describe('the search for harm', () => {
  it.each([
    '<script></script>',
    '<svg><use href="#x"></use></svg>',
    '<p onclick="x"></p>',
    '<a href="javascript:x">x</a>',
    '<a href=" java\nscript:x">x</a>',
    `<img src="${elsewhere}">`,
    `<p style="background: url(${elsewhere})"></p>`,
    '<form action="javascript:x"></form>',
  ])('finds %s', (html) => {
    expect(harmIn(new DOMParser().parseFromString(html, 'text/html'))).toHaveLength(1);
  });
});
