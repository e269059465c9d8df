// Turns foreign HTML into inert elements. Heavy with DOMPurify: sanitiser.ts loads it when the first rich text is shown.
import purify, { type Config } from 'dompurify';

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

const silent = /<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^'">]){0,2000}>/gi;
const attribute = /([^\s"'<>/=]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/g;

/** The browser reports what our policy forbids even where markup is parsed only to be cleaned: that much goes before. No safety hangs on it. */
function disarm(html: string): string {
  const isArmed = (name: string) => /^(?:on|style$)/i.test(name);
  return html
    .replace(silent, '')
    .replace(/<base\b/gi, '<x-base')
    .replace(tag, (whole) => whole.replace(attribute, (one, name: string) => (isArmed(name) ? '' : one)));
}

/** The HTML as elements without script, style, address of any picture, or form. */
export function sanitiseHtml(html: string): DocumentFragment {
  const fragment = purify.sanitize(disarm(html), config) as unknown as DocumentFragment;
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
