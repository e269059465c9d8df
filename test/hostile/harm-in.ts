// What a text would have to become to do harm: looked for in a document that shows it.

const addresses = new Set(['href', 'src', 'srcset', 'action', 'formaction', 'poster', 'data', 'background', 'cite', 'ping', 'xlink:href']);
const goodAddress = /^(?:https?:|mailto:|tel:|#|\/icon\.svg$)/i;
const forbidden =
  'script, iframe, object, embed, base, meta, link, video, audio, source, style, math, template, foreignObject, animate, set, use, [srcdoc], [http-equiv]';
/** What may load something by itself. */
const loading = 'img, image, input[type=image], source, video, audio';

/** Elements and attributes that run, load or lead somewhere; empty where all text has stayed text. */
export function harmIn(root: ParentNode): string[] {
  const found: string[] = [...root.querySelectorAll(forbidden)].map((element) => element.outerHTML.slice(0, 200));
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const isScript = name.startsWith('on');
      const leadsAstray = addresses.has(name) && !goodAddress.test(value);
      const loads =
        (addresses.has(name) && element.matches(loading) && value !== '/icon.svg') || (name === 'style' && /url|\\/i.test(value));
      if (isScript || leadsAstray || loads) found.push(`${element.localName} ${name}=${value.slice(0, 150)}`);
    }
  }
  return found;
}
