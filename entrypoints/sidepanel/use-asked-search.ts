// "Find in HighLevel" on a page: the text that was asked for in this window, whether the panel was open already or was opened by it.
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { PanelProps } from '@/components/panel-props';
import { askedSearchKey, takeAskedSearch } from '@/lib/asked-search';

/** What was last asked for; a new `id` each time. */
export function useAskedSearch(): PanelProps['asked'] {
  const [asked, setAsked] = useState<PanelProps['asked']>();
  useEffect(() => {
    const take = async () => {
      const { id } = await browser.windows.getCurrent();
      const text = await takeAskedSearch(browser.storage.session, id);
      if (text) setAsked({ id: Date.now(), text });
    };
    const onStored = (changes: Record<string, { newValue?: unknown }>) => {
      if (changes[askedSearchKey]?.newValue !== undefined) void take();
    };
    browser.storage.session.onChanged.addListener(onStored);
    void take();
    return () => browser.storage.session.onChanged.removeListener(onStored);
  }, []);
  return asked;
}
