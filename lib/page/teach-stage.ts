// What teaching puts on the page: a veil, a frame and a bar, in a closed shadow root in the top layer. It only draws and reports; what is
// pointed at and what is kept is decided in teach.ts. Built with DOM calls and a constructed style sheet, which no policy refuses.
import { type TaughtMark, taughtMarks, taughtMarkTitles } from '@/lib/domain/taught-rule';
import styles from './teach.css?inline';

export interface StageDeps {
  page: Document;
  /** The user pointed at, or clicked, the page at these coordinates of the window. Only real events. */
  onPoint: (x: number, y: number) => void;
  onClick: (x: number, y: number) => void;
  onChoose: (mark: TaughtMark) => void;
  onEnd: () => void;
  /** The wheel was turned over the veil. */
  onWheel: (event: WheelEvent) => void;
}

export interface Stage {
  host: HTMLElement;
  /** Draws the frame around an element, or takes it away. */
  frame(target: { element: Element; fits: boolean; tag: string } | undefined): void;
  /** Frames what was kept, too. */
  keep(element: Element): void;
  /** What the bar asks for, and which marks were kept. */
  ask(mark: TaughtMark, kept: ReadonlySet<TaughtMark>, kind: string): void;
  say(text: string, tone?: 'good' | 'bad' | ''): void;
  /** Puts the keyboard into the bar. */
  focus(): void;
  /** True while a button of the bar has the keyboard. */
  isOnButton(): boolean;
  /** Draws everything where it now is: after scrolling or a change of size. */
  redraw(): void;
  /** Moves the bar away from what is framed. */
  clear(): void;
  remove(): void;
}

const asks: Record<TaughtMark, string> = {
  email: 'Point at the e-mail',
  phone: 'Point at the phone number',
  name: 'Point at the name',
  company: 'Point at the company',
};

/** Puts the stage on the page. */
export function createStage({ page, onPoint, onClick, onChoose, onEnd, onWheel }: StageDeps): Stage {
  const host = page.createElement('lockstep-teach');
  const place = { all: 'initial', display: 'block', position: 'fixed', inset: '0', 'z-index': '2147483647' };
  for (const [property, value] of Object.entries(place)) host.style.setProperty(property, value, 'important');
  host.popover = 'manual';
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];

  const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string, ...children: (Node | string)[]) => {
    const element = page.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  };
  const button = (name: string, text: string, act: () => void) => {
    const made = make('button', name, text);
    made.type = 'button';
    made.addEventListener('click', (event) => {
      if (event.isTrusted) act();
    });
    return made;
  };

  const tag = make('span', 'tag');
  const frame = make('div', 'frame', tag);
  frame.hidden = true;
  const title = make('div', 'title');
  title.id = 'title';
  const said = make('div', 'said');
  said.setAttribute('role', 'status');
  const choices = taughtMarks.map((mark) => {
    const choice = button('', taughtMarkTitles[mark], () => onChoose(mark));
    choice.setAttribute('role', 'radio');
    return { mark, choice };
  });
  const marks = make('div', 'marks', ...choices.map(({ choice }) => choice));
  marks.setAttribute('role', 'radiogroup');
  marks.ariaLabel = 'What to point at';
  const end = button('end', 'Cancel', onEnd);
  const kindCode = make('code', '');
  const hints = [
    make(
      'span',
      '',
      make('kbd', '', '↑'),
      ' ',
      make('kbd', '', '↓'),
      ' move, ',
      make('kbd', '', 'Enter'),
      ' picks, ',
      make('kbd', '', 'Esc'),
      ' ends',
    ),
    make('span', '', 'For every page like ', kindCode),
  ];
  const bar = make(
    'div',
    'bar',
    make('div', 'line', logo(page), title),
    said,
    make('div', 'line', marks, end),
    make('div', 'keys', ...hints),
  );
  bar.setAttribute('role', 'dialog');
  bar.setAttribute('aria-labelledby', 'title');
  bar.tabIndex = -1;
  const stage = make('div', 'stage', frame, bar);
  root.append(stage);

  let framed: Element | undefined;
  const keptFrames: { element: Element; box: HTMLElement }[] = [];
  const around = (box: HTMLElement, element: Element) => {
    const { top, left, width, height } = element.getBoundingClientRect();
    const set = { top: top - 4, left: left - 4, width: width + 8, height: height + 8 };
    for (const [property, value] of Object.entries(set)) box.style.setProperty(property, `${value}px`);
    box.classList.toggle('low', top < 40);
  };
  const redraw = () => {
    if (framed) around(frame, framed);
    for (const { element, box } of keptFrames) around(box, element);
  };

  const isBar = (event: Event) => event.composedPath().includes(bar);
  stage.addEventListener('pointermove', (event) => {
    if (event.isTrusted && !isBar(event)) onPoint(event.clientX, event.clientY);
  });
  stage.addEventListener('click', (event) => {
    if (event.isTrusted && !isBar(event)) onClick(event.clientX, event.clientY);
  });
  stage.addEventListener('wheel', onWheel, { passive: true });
  // Pointing must not take the keyboard from the bar, nor open the page's menus.
  stage.addEventListener('pointerdown', (event) => {
    if (!isBar(event)) event.preventDefault();
  });
  stage.addEventListener('mousedown', (event) => {
    if (!isBar(event)) event.preventDefault();
  });

  // An open modal dialog makes everything outside of it inert.
  const modal = [...page.querySelectorAll('dialog[open]')].filter((dialog) => dialog.matches(':modal')).at(-1);
  (modal ?? page.documentElement).append(host);
  host.showPopover?.();

  return {
    host,
    frame(target) {
      framed = target?.element;
      frame.hidden = !target;
      if (!target) return;
      frame.dataset.fit = target.fits ? 'yes' : 'no';
      tag.textContent = target.tag;
      redraw();
    },
    keep(element) {
      const box = make('div', 'kept');
      keptFrames.push({ element, box });
      stage.prepend(box);
      redraw();
    },
    ask(mark, kept, kind) {
      title.textContent = asks[mark];
      kindCode.textContent = kind;
      for (const { mark: one, choice } of choices) {
        choice.ariaChecked = String(one === mark);
        choice.classList.toggle('done', kept.has(one));
      }
      end.textContent = kept.size > 0 ? 'Done' : 'Cancel';
      end.classList.toggle('primary', kept.size > 0);
    },
    say(text, tone = '') {
      said.textContent = text;
      said.className = `said ${tone}`;
    },
    focus: () => bar.focus({ preventScroll: true }),
    isOnButton: () => root.activeElement?.localName === 'button',
    redraw,
    clear() {
      if (!framed) return;
      const { top, bottom } = framed.getBoundingClientRect();
      const own = bar.getBoundingClientRect();
      if (bottom > own.top - 12 && top < own.bottom + 12) bar.classList.toggle('top');
    },
    remove: () => host.remove(),
  };
}

function logo(page: Document): SVGElement {
  const create = (name: string) => page.createElementNS('http://www.w3.org/2000/svg', name);
  const svg = create('svg') as SVGElement;
  svg.setAttribute('class', 'logo');
  svg.setAttribute('viewBox', '0 0 128 128');
  svg.setAttribute('aria-hidden', 'true');
  for (const [d, stroke] of [
    ['M24 64h24V32h32', '#fff'],
    ['M48 96h32V64h24', '#a9bbff'],
  ] as const) {
    const path = create('path');
    path.setAttribute('d', d);
    path.setAttribute('stroke', stroke);
    svg.append(path);
  }
  return svg;
}
