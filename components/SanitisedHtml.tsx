// Foreign HTML as inert elements. Drawn only once the sanitiser is loaded; the elements are built apart and then put in, never parsed here.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { readySanitiser } from './sanitiser';

/** Empty while the sanitiser is not loaded: RichText shows the plain text till then. */
export function SanitisedHtml({ html }: { html: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const fragment = readySanitiser()?.(html);
    if (fragment) ref.current?.replaceChildren(fragment);
  }, [html]);
  return <div dir="auto" ref={ref} />;
}
