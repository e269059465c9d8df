// The pill at the page's edge. The page's own scripts can read all of it, so it holds no data of any person; and they can click it, so only
// real clicks count. Built with DOM calls and a constructed style sheet, which no policy of the page refuses.
import styles from './launcher.css?inline';

export interface Launcher {
  show(): void;
  hide(): void;
}

export interface LauncherDeps {
  page: Document;
  /** Called within the click, so that the gesture is still good for opening the panel. */
  open: () => void;
  /** The user hid the pill on this page. */
  dismiss: () => void;
}

/** Makes the launcher; it is not on the page until shown. */
export function createLauncher({ page, open, dismiss }: LauncherDeps): Launcher {
  const host = page.createElement('lockstep-launcher');
  // Beats every rule of the page, and keeps clear of its scroll bar.
  const place = 'all:initial;color-scheme:light dark;position:fixed;inset:calc(50% - 22px) 0 auto auto;z-index:2147483646';
  host.style.cssText = place.replace(/;|$/g, '!important;');

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];

  const make = (tag: 'div' | 'span' | 'button', name: string, ...children: (Node | string)[]) => {
    const element = page.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const draw = (tag: string, attributes: Record<string, string>, ...children: Node[]) => {
    const shape = page.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const name in attributes) shape.setAttribute(name, attributes[name] ?? '');
    shape.append(...children);
    return shape;
  };
  const button = (name: string, title: string, act: () => void, ...children: Node[]) => {
    const made = make('button', name, ...children);
    made.ariaLabel = title;
    made.title = title;
    made.addEventListener('click', (event) => {
      if (event.isTrusted) act();
    });
    return made;
  };

  const lines = ['M24 64h24V32h32', 'M48 96h32V64h24'].map((d) => draw('path', { d }));
  const logo = draw('svg', { class: 'logo', viewBox: '0 0 128 128' }, ...lines);
  const opener = button('open', 'Open Lockstep', open, logo, make('span', 'name', 'Lockstep'), make('span', 'dot'));
  root.append(make('div', 'pill', opener, button('close', 'Hide Lockstep on this page', dismiss)));

  return {
    show() {
      if (!host.isConnected) page.documentElement.append(host);
    },
    hide: () => host.remove(),
  };
}
