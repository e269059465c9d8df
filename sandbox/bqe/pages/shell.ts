// The frame of each page of the web app: top bar with the signed-in user, navigation, footer with the vendor's help desk.
import { html, raw } from 'hono/html';
import { FIRM, SIGNED_IN, SUPPORT } from '../seed';
import { styles } from './styles';

/** Escaped markup. */
export type Html = ReturnType<typeof html>;

export interface Page {
  title: string;
  /** Which entry of the navigation is marked. */
  active: 'dashboard' | 'clients' | 'projects' | 'time';
  body: Html;
  /** Script of the page itself; fixed text of ours, never data. */
  script?: string;
}

const NAVIGATION = [
  { id: 'dashboard', href: '/webapp/', label: 'Dashboard', icon: '<path d="M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z"/>' },
  {
    id: 'contacts',
    href: '/webapp/Client/List',
    label: 'Contacts',
    icon: '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7"/>',
  },
  { id: 'clients', href: '/webapp/Client/List', label: 'Clients', icon: '' },
  { id: 'projects', href: '/webapp/Project/List', label: 'Projects', icon: '<path d="M3 6h7l2 3h9v11H3z"/>' },
  { id: 'time', href: '/webapp/TimeEntry/Sheet', label: 'Time', icon: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l4 2"/>' },
];

/** A whole page. */
export function renderPage({ title, active, body, script }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | BQE CORE</title>
<link rel="icon" href="data:,">
<style>${raw(styles)}</style>
</head>
<body>
<header class="top">
  <a class="word" href="/webapp/"><i aria-hidden="true">C</i>BQE CORE</a>
  <div class="find"><input type="search" aria-label="Search CORE" placeholder="Search clients, projects, invoices"></div>
  <div class="me">
    <div><b>${SIGNED_IN.firstName} ${SIGNED_IN.lastName}</b><a href="mailto:${SIGNED_IN.email}">${SIGNED_IN.email}</a></div>
    <span class="round" aria-hidden="true">TD</span>
  </div>
</header>
<div class="body">
  <nav class="side" aria-label="Main">
    ${NAVIGATION.map(
      (entry) =>
        html`<a href="${entry.href}"${entry.icon ? '' : raw(' class="sub"')}${entry.id === active ? raw(' aria-current="page"') : ''}>${
          entry.icon ? raw(`<svg viewBox="0 0 24 24" aria-hidden="true">${entry.icon}</svg>`) : ''
        }<span>${entry.label}</span></a>`,
    )}
  </nav>
  <div class="main">
    ${body}
    <footer class="foot">
      <span>${FIRM}</span>
      <span>Need help? <a href="mailto:${SUPPORT.email}">${SUPPORT.email}</a> or <a href="tel:+18005550199">${SUPPORT.phone}</a></span>
    </footer>
  </div>
</div>
${script ? html`<script>${raw(script)}</script>` : ''}
</body>
</html>`;
}

/** A page with nothing around its body: sign-in and the like. */
export function renderBare(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | BQE CORE</title>
<link rel="icon" href="data:,">
<style>${raw(styles)}</style>
</head>
<body>${body}</body>
</html>`;
}
