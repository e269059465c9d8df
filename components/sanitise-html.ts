// Turns foreign HTML into inert elements. Loads DOMPurify the first time it is needed; nothing foreign is shown as HTML before.
import type { Config, DOMPurify } from 'dompurify';

export type Sanitise = (html: string) => DocumentFragment;

// A list of what may stay; class, id, style, forms, frames, scripts and sources of any kind are not on it.
const config: Config = {
  ALLOWED_TAGS: [
    'a',
    'b',
    'blockquote',
    'br',
    'code',
    'del',
    'div',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'img',
    'ins',
    'li',
    'ol',
    'p',
    'pre',
    's',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'tr',
    'u',
    'ul',
  ],
  ALLOWED_ATTR: ['href', 'alt', 'dir', 'colspan', 'rowspan', 'start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:)/i,
  RETURN_DOM_FRAGMENT: true,
};

let loading: Promise<Sanitise> | undefined;
let loaded: Sanitise | undefined;

/** The sanitiser if it is loaded already. */
export function readySanitiser(): Sanitise | undefined {
  return loaded;
}

/** Loads the sanitiser once for all. */
export function loadSanitiser(): Promise<Sanitise> {
  loading ??= import('dompurify').then(
    ({ default: purify }) => {
      loaded = (html) => sanitise(purify, html);
      return loaded;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

function sanitise(purify: DOMPurify, html: string): DocumentFragment {
  const fragment = purify.sanitize(html, config) as unknown as DocumentFragment;
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  // Pictures have lost their source above; in their place stands what they would have shown.
  for (const picture of fragment.querySelectorAll('img')) {
    const text = document.createElement('span');
    text.className = 'picture-gone';
    text.textContent = picture.alt ? `Picture not loaded: ${picture.alt}` : 'Picture not loaded';
    picture.replaceWith(text);
  }
  // A note's headings must not stand beside the panel's own.
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const line = document.createElement('p');
    const strong = document.createElement('strong');
    strong.append(...heading.childNodes);
    line.append(strong);
    heading.replaceWith(line);
  }
  return fragment;
}
