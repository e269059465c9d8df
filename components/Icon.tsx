// One icon, drawn as elements from our own bundled SVG text: nothing is injected as markup, nothing is loaded.
import { h } from 'preact';
import { type IconName, icons } from './icons';

type Shape = [tag: string, attributes: Record<string, string>];
const drawn = new Map<IconName, Shape[]>();

// Read here and not by the browser's parser, which takes no text in our pages but from DOMPurify.
const shape = /<(\w+) ([^>]+)\/>/g;
const attribute = /([\w-]+)="([^"]*)"/g;

function shapesOf(name: IconName): Shape[] {
  let shapes = drawn.get(name);
  if (!shapes) {
    shapes = Array.from(icons[name].matchAll(shape), ([, tag = '', attributes = '']) => [
      tag,
      Object.fromEntries(Array.from(attributes.matchAll(attribute), ([, key, value]) => [key, value])),
    ]);
    drawn.set(name, shapes);
  }
  return shapes;
}

/** Decoration beside a text, or with `label` an image that speaks for itself. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: decoration, or named by aria-label
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
    >
      {shapesOf(name).map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
