// For tests that render: each starts with an empty document.
import { cleanup, configure } from '@testing-library/preact';
import { afterAll, afterEach } from 'vitest';

// Files share a worker and its document: what another left there goes.
if (globalThis.document) {
  document.head.replaceChildren();
  document.body.replaceChildren();
  for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name);
  history.replaceState(null, '', '/');
}

// Longer than a machine with other work needs.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => cleanup());

// Effects that wait for the next frame run before the document is taken away.
afterAll(async () => {
  if (globalThis.document) await new Promise((resolve) => requestAnimationFrame(resolve));
});
