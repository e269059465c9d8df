// Runs the scripts that are injected on a click in the tab beside the panel. Top frame only. What is handed over is what the user chose.
import { type Browser, browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import type { FillOutcome, FillValue } from '@/lib/domain/fill-plan';
import type { FormGroup } from '@/lib/domain/form-field';
import type { TaughtMark } from '@/lib/domain/taught-rule';
import { AppError } from '@/lib/errors';
import type { TeachKey } from '@/lib/page/teach';

const teachKeys = new Set<string>(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Enter', 'Escape'] satisfies TeachKey[]);

/** Lets the user point at a mark; settles when the bar on the page is gone. Throws where the page takes no script. */
export async function teachPage(tabId: number | undefined, mark: TaughtMark): Promise<void> {
  await inject(tabId, '/teach.js');
  // The page may go while it is being taught: then it is over, too.
  await call(
    tabId,
    (first: TaughtMark) => {
      globalThis.lockstepTeaching?.choose(first);
      return globalThis.lockstepTeaching?.over;
    },
    mark,
  ).catch(() => undefined);
}

/** Hands a key to the page that is being taught. */
export async function teachKey(tabId: number | undefined, key: string): Promise<void> {
  if (teachKeys.has(key)) await call(tabId, (pressed: TeachKey) => globalThis.lockstepTeaching?.press(pressed), key as TeachKey);
}

/** The groups of the form on the page; nothing is written. Throws where the page takes no script. */
export async function findForm(tabId: number | undefined): Promise<FormGroup[]> {
  await inject(tabId, '/fill.js');
  return (await call(tabId, () => globalThis.lockstepFiller?.find())) ?? [];
}

/** Hands the chosen values, and no others, to the page's form. */
export async function fillForm(tabId: number | undefined, values: FillValue[]): Promise<FillOutcome> {
  return stillThere(await call(tabId, (chosen: FillValue[]) => globalThis.lockstepFiller?.fill(chosen), values));
}

/** Puts back what the page's form held. */
export async function undoFill(tabId: number | undefined): Promise<FillOutcome> {
  return stillThere(await call(tabId, () => globalThis.lockstepFiller?.undo()));
}

function stillThere(outcome: FillOutcome | undefined): FillOutcome {
  if (!outcome) throw new AppError('outdated', { detail: 'The page was loaded again meanwhile.' });
  return outcome;
}

async function inject(tabId: number | undefined, file: ScriptPublicPath): Promise<void> {
  try {
    await browser.scripting.executeScript({ target: targetOf(tabId), files: [file] });
  } catch (error) {
    throw new AppError('unexpected', { detail: 'The page takes no script. Load it again, then try once more.', cause: error });
  }
}

/** Runs a function that stands for itself in the page's isolated world, out of reach of the page's own scripts. */
async function call<Args extends unknown[], Result>(
  tabId: number | undefined,
  func: (...args: Args) => Result,
  ...args: Args
): Promise<Awaited<Result> | undefined> {
  const [answer] = await browser.scripting.executeScript<Args, Result>({ target: targetOf(tabId), func, args });
  return answer?.result as Awaited<Result> | undefined;
}

function targetOf(tabId: number | undefined): Browser.scripting.InjectionTarget {
  if (tabId === undefined) throw new AppError('unexpected', { detail: 'There is no page beside the panel.' });
  return { tabId };
}
