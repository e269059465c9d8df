// Finding controls by the names people see. A name may carry an addition such as "(optional)", and a choice may be called like a field.
import type { Locator, Page } from 'playwright';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Matches a control's name or its beginning, whole words only. */
export const startsWith = (name: string): RegExp => new RegExp(`^\\s*${escaped(name)}(?![\\w-])`);

/** The text field, text area or list with this name; never a radio button or checkbox that is called the same. */
export function field(scope: Page | Locator, name: string): Locator {
  return scope.getByLabel(startsWith(name)).and(scope.locator('input:not([type=radio]):not([type=checkbox]), textarea, select'));
}

/** Fills a field, or picks in it where it is a list. */
export async function fill(scope: Page | Locator, name: string, value: string): Promise<void> {
  const control = field(scope, name).first();
  const tag = await control.evaluate((element) => element.tagName);
  if (tag === 'SELECT') await control.selectOption({ label: value });
  else await control.fill(value);
}
