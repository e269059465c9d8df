// What the page's script does: it tells the worker whom the page shows, and puts the launcher there. Nothing else is sent.
import { browser } from 'wxt/browser';
import type { AppliedRule } from '@/lib/domain/taught-rule';
import { findRules } from '@/lib/page/find-rules';
import { createLauncher, type Launcher } from '@/lib/page/launcher';
import { readAddress } from '@/lib/page/read-address';
import { look } from '@/lib/page/recognise';
import { watchPage } from '@/lib/page/watch-page';
import { allPageRules } from './all-page-rules';
import { beginLife } from './script-life';
import { send } from './send';

/** Starts in the page at hand; what an earlier script did there ends. */
export function run(): void {
  const rules = findRules(location.href, allPageRules);
  if (!rules) return;

  const life = beginLife();
  const { signal } = life;

  let isAllowed = false;
  let key = '';
  let dismissed = '';

  /** A message that finds no worker is no error of the page; one that finds no extension ends this script. */
  const quietly = (answer: Promise<unknown>) => {
    answer.catch(() => {
      if (!browser.runtime?.id) life.abort();
    });
  };
  const open = () => quietly(send('openPanel'));
  const dismiss = () => {
    dismissed = key;
    draw();
  };
  // Made when first shown: a page that keeps it from being made is told of all the same.
  let launcher: Launcher | undefined;
  const draw = () => {
    if (isAllowed && key && key !== dismissed) {
      launcher ??= createLauncher({ page: document, open, dismiss });
      launcher.show();
    } else launcher?.hide();
  };
  const askSettings = () => {
    if (document.hidden) return;
    quietly(
      send('launcherSettings').then(({ shown }) => {
        isAllowed = shown;
        draw();
      }),
    );
  };

  const watch = (taught: AppliedRule[]) => {
    if (signal.aborted) return;
    watchPage({
      view: window,
      look: (address) => look(document, address, { ...rules, taught }),
      recordAt: (address) => readAddress(address, rules),
      tell: (sighting) => {
        key = sighting ? JSON.stringify(sighting) : '';
        quietly(send('pageShows', sighting));
        draw();
      },
      signal,
    });
  };
  // What the user taught comes before the first word about the page: a wrong person is not even said for a moment.
  send('taughtRules', location.host).then(watch, () => watch([]));
  askSettings();
  document.addEventListener('visibilitychange', askSettings, { signal });
  signal.addEventListener('abort', () => launcher?.hide());
}
