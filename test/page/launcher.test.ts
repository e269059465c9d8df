// The pill at the page's edge: what it is called, who may click it, and that it says nothing of anybody.
import { beforeEach, expect, it, vi } from 'vitest';
import { createLauncher } from '@/lib/page/launcher';

const open = vi.fn();
const dismiss = vi.fn();

const host = () => document.querySelector('lockstep-launcher');
const buttons = () => [...(host()?.shadowRoot?.querySelectorAll('button') ?? [])];
beforeEach(() => {
  host()?.remove();
  open.mockClear();
  dismiss.mockClear();
});

it('is not on the page until shown, once, and leaves nothing behind', () => {
  const launcher = createLauncher({ page: document, open, dismiss });
  expect(host()).toBeNull();
  launcher.show();
  launcher.show();
  expect(document.querySelectorAll('lockstep-launcher')).toHaveLength(1);
  launcher.hide();
  expect(host()).toBeNull();
});

it('has two buttons by name, in an open shadow root, and no other text than its own', () => {
  createLauncher({ page: document, open, dismiss }).show();
  expect(buttons().map((button) => button.getAttribute('aria-label'))).toEqual(['Open Lockstep', 'Hide Lockstep on this page']);
  expect(host()?.shadowRoot?.textContent).toBe('Lockstep');
});

it("a page's own click does nothing", () => {
  createLauncher({ page: document, open, dismiss }).show();
  for (const button of buttons()) button.click();
  expect(open).not.toHaveBeenCalled();
  expect(dismiss).not.toHaveBeenCalled();
});
