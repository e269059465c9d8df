// Runs in the web pages of the partner systems: tells the worker whom the page shows, and puts the launcher there. Nothing else is sent.
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { findRules } from '@/lib/page/find-rules';
import { createLauncher } from '@/lib/page/launcher';
import { readAddress } from '@/lib/page/read-address';
import { look } from '@/lib/page/recognise';
import { watchPage } from '@/lib/page/watch-page';
import { pageRules as bqe } from '@/lib/systems/bqe/pages';
import { pageRules as localiq } from '@/lib/systems/localiq/pages';
import { send } from './send';

const all = [bqe, localiq];

export default defineContentScript({
  matches: all.flatMap(({ matches }) => matches),
  excludeMatches: all.flatMap(({ excludeMatches }) => excludeMatches),
  runAt: 'document_idle',
  allFrames: false,
  main(context) {
    const rules = findRules(location.href, all);
    if (!rules) return;

    let isAllowed = false;
    let key = '';
    let dismissed = '';

    /** A message that finds no worker is no error of the page; one that finds no extension ends this script. */
    const quietly = (answer: Promise<unknown>) => {
      answer.catch(() => {
        if (!browser.runtime?.id) context.notifyInvalidated();
      });
    };
    const launcher = createLauncher({
      page: document,
      open: () => quietly(send('openPanel')),
      dismiss: () => {
        dismissed = key;
        draw();
      },
    });
    const draw = () => (isAllowed && key && key !== dismissed ? launcher.show() : launcher.hide());
    const askSettings = () => {
      if (document.hidden) return;
      const asked = send('launcherSettings').then(({ shown }) => {
        isAllowed = shown;
        draw();
      });
      quietly(asked);
    };

    watchPage({
      view: window,
      look: (address) => look(document, address, rules),
      recordAt: (address) => readAddress(address, rules),
      tell: (sighting) => {
        key = sighting ? JSON.stringify(sighting) : '';
        draw();
        quietly(send('pageShows', sighting));
      },
      signal: context.signal,
    });
    askSettings();
    document.addEventListener('visibilitychange', askSettings, { signal: context.signal });
    context.onInvalidated(launcher.hide);
  },
});
