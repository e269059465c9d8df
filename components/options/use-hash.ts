// Which section the address names. Going to another one puts the focus on its heading, as a new page would.
import { useEffect, useState } from 'preact/hooks';

const current = () => location.hash.slice(1);

/** The hash without its `#`, live. */
export function useHash(): string {
  const [hash, setHash] = useState(current);

  useEffect(() => {
    const follow = () => {
      setHash(current());
      // The section is there with the next frame.
      setTimeout(() => {
        const target = document.getElementById(current());
        const heading = target?.querySelector<HTMLElement>('h2, h3');
        heading?.focus();
        if (target?.matches('.options-section')) window.scrollTo?.({ top: 0 });
      });
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  return hash;
}
