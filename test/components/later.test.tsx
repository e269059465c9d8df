// @vitest-environment jsdom
import { type ComponentType, render } from 'preact';
import { expect, it } from 'vitest';
import { later, loadLater } from '@/components/later';

it('draws a part whose file comes between the drawing of nothing and the effect', async () => {
  const file = Promise.withResolvers<ComponentType<object>>();
  const Part = later<object>(() => file.promise);
  const loading = loadLater();
  const root = document.createElement('div');
  // Without the testing library, which runs effects at once: in a browser they wait for the next frame.
  render(<Part />, root);
  file.resolve(() => <p>Here</p>);
  await loading;
  await expect.poll(() => root.textContent).toBe('Here');
});
