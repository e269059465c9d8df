// Injected on the click "Teach this page": lets the user point at a mark, and sends where it stands to the worker. The panel reaches it by
// its name in this world, which the page's own scripts cannot see.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { findRules } from '@/lib/page/find-rules';
import { startTeaching, type Teaching } from '@/lib/page/teach';
import { allPageRules } from './page.content/all-page-rules';
import { send } from './page.content/send';

declare global {
  var lockstepTeaching: Teaching | undefined;
}

export default defineUnlistedScript(() => {
  const rules = findRules(location.href, allPageRules);
  globalThis.lockstepTeaching?.end();
  if (!rules) return;
  globalThis.lockstepTeaching = startTeaching({ view: window, rules, first: 'email', store: (rule) => send('taught', rule) });
});
