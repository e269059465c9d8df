// The frame of each page of the lead inbox: top bar with its four places and the signed-in user, footer with the vendor's help desk.
import { html, raw } from 'hono/html';
import { SIGNED_IN, SUPPORT } from '../seed';
import { styles } from './styles';

/** Escaped markup. */
export type Html = ReturnType<typeof html>;

export interface Page {
  title: string;
  active: 'inbox' | 'contacts' | 'reports' | 'chat';
  body: Html;
  /** Script of the page itself; fixed text of ours, never data. */
  script?: string;
}

/** Drawings of the top bar and of the kinds of leads. */
export const ICONS = {
  inbox: '<path d="M3 13l3-8h12l3 8v6H3z"/><path d="M3 13h5l2 3h4l2-3h5"/>',
  contacts:
    '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-4 3-6 6.500-6s6.500 2 6.500 6"/><path d="M16 5.500a3.500 3.500 0 010 6M18 14.500c2 .8 3.500 2.500 3.500 5.500"/>',
  reports: '<path d="M4 20V10M10 20V4M16 20v-7M22 20H2"/>',
  chat: '<path d="M4 5h16v11H10l-5 4v-4H4z"/>',
  call: '<path d="M6 3h4l2 5-2.500 1.500a11 11 0 005 5L16 12l5 2v4c0 2-2 3-4 3C9 20 4 14 3 7c0-2 1-4 3-4z"/>',
  form: '<rect x="4" y="3" width="16" height="18" rx="2"/><path d="M8 8h8M8 12h8M8 16h5"/>',
};

const PLACES = [
  { id: 'inbox', href: '/inbox', label: 'Inbox' },
  { id: 'contacts', href: '/contacts', label: 'Contacts' },
  { id: 'reports', href: '/reports', label: 'Reports' },
  { id: 'chat', href: '/chat', label: 'Chat' },
] as const;

export function icon(name: keyof typeof ICONS): Html {
  return raw(`<svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[name]}</svg>`);
}

/** A whole page of the lead inbox. */
export function renderPage({ title, active, body, script }: Page): Html {
  return renderDocument(
    `${title} | LocaliQ`,
    html`<header class="top">
  <a class="word" href="/inbox"><i aria-hidden="true"></i>LocaliQ</a>
  <nav aria-label="Main">${PLACES.map(
    (place) =>
      html`<a href="${place.href}"${place.id === active ? raw(' aria-current="page"') : ''}>${icon(place.id)}<span>${place.label}</span></a>`,
  )}</nav>
  <div class="me"><div><b>${SIGNED_IN.name}</b><a href="mailto:${SIGNED_IN.email}">${SIGNED_IN.email}</a></div><span class="face" aria-hidden="true">NB</span></div>
</header>
<div class="wrap">
  ${body}
  <footer class="foot"><span>Client Center</span><span>Questions? Write to <a href="mailto:${SUPPORT.email}">${SUPPORT.email}</a> or call <a href="tel:+18005550188">${SUPPORT.phone}</a></span></footer>
</div>`,
    script,
  );
}

/** A document with the style sheet and nothing around its body. */
export function renderDocument(title: string, body: Html, script?: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(styles)}</style>
</head>
<body>
${body}
${script ? html`<script>${raw(script)}</script>` : ''}
</body>
</html>`;
}
