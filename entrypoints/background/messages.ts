// Who may ask the worker for what. A content script may only say what its page shows and ask for the launcher; everything else comes from
// the extension's own pages. Input is parsed before it is believed.
import { type Browser, browser } from 'wxt/browser';
import { AppError } from '@/lib/errors';
import { messageShapes } from '@/lib/message-shapes';
import { onMessage, type ProtocolMap } from '@/lib/messages';
import { createSettings } from '@/lib/settings';
import { appliedRules, keepTaught } from '@/lib/store/commands/taught';
import { writeTab } from '@/lib/tab-sightings';
import { openPanel } from './open-panel';
import { readPagesAnew } from './prepare-tabs';
import type { Worker } from './worker';

type Sender = Browser.runtime.MessageSender;
type Name = keyof ProtocolMap;
type Data<K extends Name> = Parameters<ProtocolMap[K]>[0];
type Answer<K extends Name> = ReturnType<ProtocolMap[K]> | Promise<ReturnType<ProtocolMap[K]>>;

/** Attaches a handler for every message. */
export function listenForMessages({ ready, store, engine, connections, receiver, whileWorking, untilIdle }: Worker): void {
  const settings = createSettings(browser.storage.local);

  fromContentScript('pageShows', async (sighting, { tab, origin }) => {
    if (tab?.id === undefined || !origin) return;
    await ready;
    const phones = sighting?.phones.map((phone) => store.toE164(phone) || phone) ?? [];
    await writeTab(browser.storage.session, tab.id, sighting ? { sighting: { ...sighting, phones }, origin } : undefined);
  });
  // The panel opens only within the click: nothing may be awaited before.
  fromContentScript('openPanel', (_, { tab }) => {
    if (tab) openPanel(tab);
  });
  fromContentScript('taughtRules', (host, sender) => {
    onOwnHost(sender, host);
    return appliedRules(store.db, host);
  });
  fromContentScript('taught', async (rule, sender) => {
    onOwnHost(sender, rule.host);
    await keepTaught(store.db, rule, store.now());
    void readPagesAnew(rule.host);
  });
  fromOwnPage('taughtChanged', (host) => readPagesAnew(host));
  fromContentScript('launcherSettings', async () => ({ shown: (await settings.read()).launcherShown }));

  fromOwnPage('outboxChanged', async () => void (await whileWorking(engine.drain)));
  fromOwnPage('refreshContact', ({ uid, olderThanSeconds }) => whileWorking(() => engine.refreshContact(uid, olderThanSeconds)));
  fromOwnPage('lookUp', async (sighting) => void (await whileWorking(() => engine.lookUp(sighting))));
  fromOwnPage('searchServer', (text) => whileWorking(() => engine.searchServer(text)));
  fromOwnPage('refreshPageRecord', (sighting) => whileWorking(() => engine.refreshPageRecord(sighting)));
  fromOwnPage('refreshCompany', ({ businessId }) => whileWorking(() => engine.refreshCompany(businessId)));
  fromOwnPage('readContact', ({ remoteId }) => whileWorking(() => engine.readContact(remoteId)));
  fromOwnPage('proveAppointment', ({ uid }) => whileWorking(() => engine.proveAppointment(uid)));
  fromOwnPage('refreshMyDay', () => whileWorking(engine.refreshMyDay));

  fromOwnPage('checkConnection', async (system) => {
    await whileWorking(() => connections.check(system));
    void whileWorking(engine.routine);
  });
  fromOwnPage('checkReceiver', async () => {
    await whileWorking(receiver.check);
    void whileWorking(engine.drain);
  });
  fromOwnPage('signIn', async (system) => {
    const outcome = await whileWorking(() => connections.signIn(system));
    void whileWorking(engine.routine);
    return outcome;
  });
  fromOwnPage('chooseLocation', async ({ system, locationId }) => {
    const outcome = await whileWorking(() => connections.chooseLocation(system, locationId));
    void whileWorking(engine.routine);
    return outcome;
  });
  fromOwnPage('disconnect', (system) => whileWorking(() => connections.disconnect(system)));
  fromOwnPage('untilIdle', untilIdle);
  fromOwnPage('syncNow', (partner) => whileWorking(() => engine.sync(partner)));
  fromOwnPage('setIndexing', async ({ system, run }) => {
    const account = (await store.db.connections.get(system))?.account;
    if (!account) return;
    await store.db.progress.update([account, 'index'], { state: run ? 'running' : 'paused' });
    if (run) void whileWorking(engine.index);
  });
}

/** A page speaks for the site it is on and for no other. Throws `forbidden`. */
function onOwnHost({ origin }: Sender, host: string): void {
  if (!origin || new URL(origin).host !== host) throw new AppError('forbidden');
}

function fromContentScript<K extends Name>(name: K, handle: (data: Data<K>, sender: Sender) => Answer<K>): void {
  listen(name, handle, ({ id, tab, frameId }) => id === browser.runtime.id && tab !== undefined && frameId === 0);
}

function fromOwnPage<K extends Name>(name: K, handle: (data: Data<K>, sender: Sender) => Answer<K>): void {
  const own = browser.runtime.getURL('');
  listen(name, handle, ({ id, url }) => id === browser.runtime.id && url?.startsWith(own) === true);
}

function listen<K extends Name>(name: K, handle: (data: Data<K>, sender: Sender) => Answer<K>, mayAsk: (sender: Sender) => boolean): void {
  onMessage(name, ((message: { data: unknown; sender: Sender }) => {
    if (!mayAsk(message.sender)) throw new AppError('forbidden');
    return handle(parse(name, message.data) as Data<K>, message.sender);
  }) as Parameters<typeof onMessage<K>>[1]);
}

/** The data as its shape says. Throws `invalid` for anything else. */
function parse(name: Name, data: unknown): unknown {
  if (!(name in messageShapes)) return undefined;
  const parsed = messageShapes[name as keyof typeof messageShapes].safeParse(data);
  if (!parsed.success) throw new AppError('invalid', { detail: `Message ${name}` });
  return parsed.data;
}
