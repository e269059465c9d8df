// The icons are read from their text by ourselves: as the browser's parser would read them, all of them.
import { render } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { Icon } from '@/components/Icon';
import { type IconName, icons } from '@/components/icons';

const shapesIn = (svg: Element | null) =>
  Array.from(svg?.children ?? [], (shape) => [
    shape.tagName,
    ...Array.from(shape.attributes, ({ name, value }) => `${name}=${value}`).sort(),
  ]);

it.each(Object.keys(icons) as IconName[])('%s is drawn as Lucide drew it', (name) => {
  const { container } = render(<Icon name={name} />);
  const parsed = new DOMParser().parseFromString(icons[name], 'image/svg+xml').documentElement;
  expect(shapesIn(parsed).length).toBeGreaterThan(0);
  expect(shapesIn(container.querySelector('svg'))).toEqual(shapesIn(parsed));
});
