// The scripts of pages that change without being loaded anew. Fixed texts, the same for each web app: what differs they read from
// the `data-` attributes of `#outlet`: `fragment` (address before the id), `view`, `brand` (end of the title), `hash` (before the id).

/** Fetches a record's markup and puts it on screen; the record before stays there until it has come, as it would on a slow line. */
const SHOW = `
const outlet = document.querySelector('#outlet');
let latest = 0;
async function load(id) {
  const answer = await fetch(outlet.dataset.fragment + encodeURIComponent(id) + '?view=' + outlet.dataset.view);
  if (!answer.ok) return null;
  const holder = document.createElement('template');
  holder.innerHTML = await answer.text();
  return holder.content.firstElementChild;
}
async function show(id) {
  const turn = ++latest;
  const [root] = await Promise.all([load(id), new Promise((done) => setTimeout(done, 200))]);
  if (turn !== latest || !root) return;
  outlet.replaceChildren(root);
  document.title = root.dataset.title + outlet.dataset.brand;
  for (const link of document.querySelectorAll('.picker a')) {
    if (link.dataset.id === id) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
  }
}
`;

/** The id is in the hash; the browser's own navigation moves between records. */
export const hashScript = `${SHOW}
function follow() {
  if (location.hash.startsWith(outlet.dataset.hash)) void show(location.hash.slice(outlet.dataset.hash.length));
}
addEventListener('hashchange', follow);
follow();
`;

/** Clicks push a new path; back and forward bring the record before. */
export const pushScript = `${SHOW}
document.querySelector('.picker').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  history.pushState({ id: link.dataset.id }, '', link.href);
  void show(link.dataset.id);
});
addEventListener('popstate', () => void show(location.pathname.split('/').pop()));
`;

/** Clicks change the record, while the address stays the same even in the history. */
export const sameAddressScript = `${SHOW}
const empty = outlet.firstElementChild;
const title = document.title;
document.querySelector('.picker').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  history.pushState({ id: link.dataset.id }, '', location.href);
  void show(link.dataset.id);
});
addEventListener('popstate', (event) => {
  if (event.state) void show(event.state.id);
  else { latest++; outlet.replaceChildren(empty); document.title = title; }
});
`;

/** Nothing of the person for 1.5 s; then the heading, then one card after the other. */
export const lateScript = `${SHOW}
addEventListener('load', () => setTimeout(async () => {
  const root = await load(outlet.dataset.id);
  const cards = [...root.querySelectorAll('.card')].map((card) => ({ card, place: card.parentElement }));
  for (const { card } of cards) card.remove();
  outlet.replaceChildren(root);
  document.title = root.dataset.title + outlet.dataset.brand;
  for (const { card, place } of cards) {
    await new Promise((done) => setTimeout(done, 250));
    place.append(card);
  }
  outlet.dataset.done = 'true';
}, 1500));
`;

/**
 * A page that is not on our side: it takes `history` away, throws events at whatever an extension adds, reads open shadow roots,
 * and counts what it tried in `data-attempts` so that a test knows it ran.
 */
export const hostileScript = `
Object.defineProperty(window, 'history', { configurable: true, value: { pushState() { throw new Error('no history'); }, get state() { throw new Error('no state'); } } });
const page = document.documentElement;
let attempts = 0;
const seen = new WeakSet([...document.querySelectorAll('*')]);
function poke(target) {
  for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'dblclick']) {
    target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true }));
  }
  for (const key of ['Enter', ' ']) target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
}
function attack() {
  attempts += 1;
  page.dataset.attempts = String(attempts);
  window.postMessage({ type: 'open-panel', source: 'lockstep', tabId: 1 }, '*');
  document.dispatchEvent(new CustomEvent('lockstep', { detail: { open: true } }));
  for (const element of document.querySelectorAll('*')) {
    if (seen.has(element)) continue;
    poke(element);
    const inside = element.shadowRoot;
    if (!inside) continue;
    page.dataset.stolen = inside.textContent.trim().slice(0, 500);
    for (const child of inside.querySelectorAll('*')) { poke(child); if (typeof child.click === 'function') child.click(); }
  }
}
setInterval(attack, 300);
attack();
`;
