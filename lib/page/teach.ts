// "Teach this page": the user points at the e-mail, phone, name or company once; where it stands is kept for this kind of page. Nothing that
// the page says leaves it: a rule holds selectors, the kind of page and the form of a value.
import { kindOfPage } from '@/lib/domain/kind-of-page';
import type { PageRules } from '@/lib/domain/page-rules';
import { sampleShape, type TaughtMark, type TaughtRule, taughtMarks, taughtMarkTitles } from '@/lib/domain/taught-rule';
import { makeSelectors } from './make-selectors';
import { createStage } from './teach-stage';
import { allTargets, type Target, targetAt } from './teach-target';

/** Keys that mean something while teaching; the panel hands on those that are pressed there. */
export type TeachKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Enter' | 'Escape';

export interface TeachDeps {
  view: Window;
  rules: PageRules;
  first: TaughtMark;
  /** Keeps a rule. Rejects when it could not be kept. */
  store: (rule: TaughtRule) => Promise<unknown>;
}

export interface Teaching {
  choose(mark: TaughtMark): void;
  press(key: TeachKey): void;
  end(): void;
  /** Settles when it is over. */
  over: Promise<void>;
}

const refusals: Record<Target['refusal'], (mark: TaughtMark) => string> = {
  '': () => '',
  nothing: (mark) => `There is no ${words[mark]} in this.`,
  several: (mark) => `There are several ${words[mark]}s in this. Point at one.`,
  own: () => 'This stands in the page’s frame: it is yours or the vendor’s, not the person’s.',
  chrome: () => 'This belongs to the page, not to the person.',
  frame: () => 'This part is a page of its own inside the page, which Lockstep cannot read.',
};
const words: Record<TaughtMark, string> = { email: 'e-mail', phone: 'phone number', name: 'name', company: 'company' };

/** Starts teaching; it ends with Escape, Cancel, Done, or when the page goes. */
export function startTeaching({ view, rules, first, store }: TeachDeps): Teaching {
  const page = view.document;
  const life = new AbortController();
  const before = page.activeElement;
  const kept = new Set<TaughtMark>();
  let mark = first;
  let current: Target | undefined;
  /** True while a rule is on its way: a second click must not make a second rule. */
  let isBusy = false;
  let finish = () => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });

  const stage = createStage({
    page,
    onPoint: (x, y) => point(elementAt(x, y)),
    onClick: (x, y) => {
      point(elementAt(x, y));
      void pick();
    },
    onChoose: choose,
    onEnd: end,
    onWheel: (event) => scrollAt(view, elementAt(event.clientX, event.clientY), event),
  });

  function elementAt(x: number, y: number): Element | undefined {
    return page.elementsFromPoint(x, y).find((element) => element !== stage.host);
  }

  function point(element: Element | undefined): void {
    current = element && targetAt(mark, element, rules);
    stage.frame(
      current && {
        element: current.element,
        fits: current.value !== '',
        tag: current.value ? taughtMarkTitles[mark] : `No ${words[mark]} here`,
      },
    );
  }

  function choose(next: TaughtMark): void {
    mark = next;
    current = undefined;
    stage.frame(undefined);
    stage.ask(mark, kept, `${view.location.host}${kindOfPage(view.location.href).replaceAll('*', '…')}`);
  }

  async function pick(): Promise<void> {
    if (!current || isBusy) return;
    const { element, value, refusal } = current;
    if (!value) return stage.say(refusals[refusal](mark), 'bad');
    const selectors = makeSelectors(element, value, rules);
    if (selectors.length === 0) return stage.say('Lockstep finds no way to tell this from the rest of the page.', 'bad');
    const picked = mark;
    isBusy = true;
    try {
      const { href, host } = view.location;
      await store({ host, pathPattern: kindOfPage(href, value), mark: picked, selectors, shape: sampleShape(value) });
    } catch {
      return stage.say('This could not be kept. Load the page again and try once more.', 'bad');
    } finally {
      isBusy = false;
    }
    if (life.signal.aborted) return;
    kept.add(picked);
    stage.keep(element);
    const next = taughtMarks.find((one) => !kept.has(one));
    if (!next) return end();
    choose(next);
    stage.say(
      kept.has('email') || kept.has('phone')
        ? `${taughtMarkTitles[picked]} kept. Go on, or choose Done.`
        : `${taughtMarkTitles[picked]} kept. Nobody is recognised by it alone: point at the e-mail or phone as well.`,
      'good',
    );
  }

  function move(step: 1 | -1): void {
    const all = allTargets(page, mark, rules);
    if (all.length === 0) {
      stage.say(`No ${words[mark]} was found on this page.`, 'bad');
      return;
    }
    const at = current ? all.indexOf(current.element) : -1;
    const next = all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length];
    next?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    point(next);
    stage.clear();
    stage.focus();
    if (current) stage.say(`${all.indexOf(current.element) + 1} of ${all.length}: ${current.value}`);
  }

  function press(key: TeachKey): void {
    if (key === 'Escape') end();
    else if (key === 'Enter') void pick();
    else move(key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1);
  }

  function end(): void {
    if (life.signal.aborted) return;
    life.abort();
    stage.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    finish();
  }

  const { signal } = life;
  view.addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || !/^(?:Arrow\w+|Enter|Escape)$/.test(event.key)) return;
      if (event.key === 'Enter' && stage.isOnButton()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      press(event.key as TeachKey);
    },
    { capture: true, signal },
  );
  view.addEventListener('scroll', stage.redraw, { capture: true, passive: true, signal });
  view.addEventListener('resize', stage.redraw, { signal });
  view.addEventListener('pagehide', end, { signal });

  choose(first);
  stage.say('Click it on the page, or use the arrow keys.');
  view.focus();
  stage.focus();
  return { choose, press, end, over };
}

/** The veil takes the wheel: it is handed to what scrolls below the pointer. */
function scrollAt(view: Window, from: Element | undefined, { deltaX, deltaY }: WheelEvent): void {
  // The window itself scrolls without help.
  for (let element = from; element && !/^(?:body|html)$/.test(element.localName); element = element.parentElement ?? undefined) {
    const { overflowY, overflowX } = view.getComputedStyle(element);
    const scrolls = /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight;
    const slides = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth;
    if (!scrolls && !slides) continue;
    element.scrollBy({ top: deltaY, left: deltaX });
    return;
  }
}
