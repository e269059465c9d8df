// The phone numbers' plans, read from the extension's own files when the worker starts: as script they would be parsed at every wake-up.
import { browser } from 'wxt/browser';
import type { ToE164 } from '@/lib/domain/contact-keys';
import { createToE164, type NumberPlans } from '@/lib/domain/phone';

/** Begins to read the plans. `toE164` may be used once `ready` is settled. */
export function readNumberPlans(): { ready: Promise<void>; toE164: ToE164 } {
  let read: ToE164 | undefined;
  const ready = fetch(browser.runtime.getURL('/number-plans.json')).then(async (answer) => {
    read = createToE164('US', (await answer.json()) as NumberPlans);
  });
  return {
    ready,
    toE164(phone) {
      if (!read) throw new Error('The number plans are not read yet.');
      return read(phone);
    },
  };
}
