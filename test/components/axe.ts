// The accessibility check with which a component's test ends. Colours and layout need a real browser and are looked at there.
import axe from 'axe-core';
import { expect } from 'vitest';

// The check measures icon fonts on a canvas, which jsdom has not: it would only complain on the console.
HTMLCanvasElement.prototype.getContext = () => null;

/** Fails with the rules that are broken and where. */
export async function expectAccessible(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, {
    // A component alone has no page around it.
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}
