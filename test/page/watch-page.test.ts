// A page that changes under our feet: the person before is un-said at once, and never told as the next one.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Sighting } from '@/lib/domain/sighting';
import { readAddress } from '@/lib/page/read-address';
import { look } from '@/lib/page/recognise';
import { watchPage } from '@/lib/page/watch-page';
import { pageRules } from '@/lib/systems/localiq/pages';
import { clobber } from './clobber';
import { installVisibility } from './visibility';

installVisibility();

let told: string[] = [];
let life = new AbortController();

const say = (sighting: Sighting | null) =>
  sighting ? [sighting.recordId, sighting.name, ...sighting.emails, ...sighting.phones].filter(Boolean).join(' ') : 'nobody';

/** Time passes, and what waits for it happens. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const news = () => told.splice(0);
const markup = (name: string, phone = '') =>
  `<main><h1>${name} Person</h1><p><a class="mail" href="mailto:${name}@example.com">mail</a></p>${phone && `<p><a href="tel:${phone}">call</a></p>`}</main>`;
const show = (name: string, phone?: string) => {
  document.body.innerHTML = name && markup(name, phone);
};

async function watch() {
  watchPage({
    view: window,
    look: (address) => look(document, address, pageRules),
    recordAt: (address) => readAddress(address, pageRules),
    tell: (sighting) => told.push(say(sighting)),
    signal: life.signal,
  });
  await pass(0);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], now: Date.UTC(2026, 10, 21) });
  life = new AbortController();
  told = [];
  document.body.innerHTML = '';
  history.replaceState(null, '', '/');
});

afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

it('tells who is there, once', async () => {
  show('avery');
  await watch();
  document.body.append(document.createElement('hr'));
  await pass(3000);
  expect(news()).toEqual(['avery Person avery@example.com']);
});

it('tells nobody at first, and the person when the content arrives', async () => {
  await watch();
  await pass(1500);
  show('avery');
  await pass(100);
  expect(news()).toEqual(['nobody', 'avery Person avery@example.com']);
});

it('content that arrives in pieces only adds', async () => {
  history.replaceState(null, '', '/contacts/11');
  await watch();
  show('avery');
  await pass(100);
  document.querySelector('main')?.insertAdjacentHTML('beforeend', '<p><a href="tel:2125550101">call</a></p>');
  await pass(100);
  expect(news()).toEqual(['11', '11 avery Person avery@example.com', '11 avery Person avery@example.com 2125550101']);
});

it('a new address un-says the person at once, and waits for the new one', async () => {
  history.replaceState(null, '', '/contacts/11');
  show('avery');
  await watch();
  news();
  history.pushState(null, '', '/contacts/12');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(news()).toEqual(['nobody']);
  await pass(1000);
  expect(news()).toEqual(['12']);
  show('briar');
  await pass(100);
  expect(news()).toEqual(['12 briar Person briar@example.com']);
});

it("the old person's marks are never told with the new record's id, however slow the page and wherever it draws them again", async () => {
  history.replaceState(null, '', '/contacts/11');
  show('avery');
  await watch();
  news();
  history.pushState(null, '', '/contacts/12');
  show('avery');
  await pass(1500);
  expect(news()).toEqual(['nobody', '12']);
  history.pushState(null, '', '/contacts/13');
  document.body.append('still loading');
  await pass(100);
  expect(news()).toEqual(['nobody', '13']);
});

it('marks that never moved stay the old person for good', async () => {
  history.replaceState(null, '', '/contacts/11');
  show('avery');
  await watch();
  history.pushState(null, '', '/contacts/12');
  document.body.append('loading');
  await pass(60_000);
  document.body.append('still loading');
  await pass(1000);
  expect(news()).toEqual(['11 avery Person avery@example.com', 'nobody', '12']);
});

it('colleagues who share a phone are told by their e-mails', async () => {
  history.replaceState(null, '', '/contacts/11');
  show('avery', '2125550100');
  await watch();
  news();
  history.pushState(null, '', '/contacts/12');
  show('briar', '2125550100');
  await pass(100);
  expect(news()).toEqual(['nobody', '12 briar Person briar@example.com']);
  await pass(2500);
  expect(news()).toEqual(['12 briar Person briar@example.com 2125550100']);
});

it('under one address, a person drawn over another is un-said first', async () => {
  show('avery');
  await watch();
  show('briar');
  await pass(100);
  expect(news()).toEqual(['avery Person avery@example.com', 'nobody', 'briar Person briar@example.com']);
});

it('a name that changes before the e-mail does is not told with the old e-mail', async () => {
  show('avery');
  await watch();
  news();
  const heading = document.querySelector('h1');
  if (heading) heading.textContent = 'briar Person';
  await pass(500);
  document.querySelector('.mail')?.setAttribute('href', 'mailto:briar@example.com');
  await pass(100);
  expect(news()).toEqual(['nobody', 'briar Person briar@example.com']);
});

it('another tab of the same record keeps the person', async () => {
  history.replaceState(null, '', '/contacts/11');
  show('avery');
  await watch();
  news();
  history.pushState(null, '', '/contacts/11/notes');
  document.body.innerHTML = '<main><h1>avery Person</h1>Notes</main>';
  await pass(3000);
  expect(news()).toEqual([]);
});

it('leaving the record un-says the person', async () => {
  history.replaceState(null, '', '/contacts/11');
  show('avery');
  await watch();
  news();
  history.pushState(null, '', '/contacts');
  show('');
  await pass(100);
  window.dispatchEvent(new Event('pagehide'));
  expect(news()).toEqual(['nobody']);
});

it('a page that never rests is looked at all the same', async () => {
  await watch();
  news();
  show('avery');
  for (let tick = 0; tick < 30; tick += 1) {
    document.body.append('.');
    await pass(20);
  }
  expect(news()).toEqual(['avery Person avery@example.com']);
});

it('a page that cannot be read shows nobody, and is looked at again when it changes', async () => {
  await watch();
  show('avery');
  await pass(100);
  news();
  document.body.innerHTML = `<form><input type="hidden" name="matches">${markup('briar')}</form>`;
  clobber(document);
  await pass(1000);
  expect(news()).toEqual(['nobody']);
  document.querySelector('form')?.replaceWith(...document.querySelectorAll('main'));
  await pass(1000);
  expect(news()).toEqual(['briar Person briar@example.com']);
});

it('a hidden page is not looked at until it is seen', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  await watch();
  show('avery');
  await pass(1000);
  expect(news()).toEqual(['nobody']);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(100);
  expect(news()).toEqual(['avery Person avery@example.com']);
});

it('after its end it tells nothing', async () => {
  await watch();
  news();
  life.abort();
  show('avery');
  window.dispatchEvent(new PopStateEvent('popstate'));
  await pass(1000);
  expect(news()).toEqual([]);
});
