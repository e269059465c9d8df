// Text from anywhere is inert: no source of the product may hand a string to something that reads it as HTML or as code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './source-files';

const sinks: [name: string, pattern: RegExp][] = [
  ['innerHTML or outerHTML', /\.(inner|outer)HTML\b/],
  ['insertAdjacentHTML', /\binsertAdjacentHTML\b/],
  ['document.write', /\bdocument\.write(ln)?\b/],
  ['setHTMLUnsafe and its like', /\b(setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment)\b/],
  ['dangerouslySetInnerHTML', /\bdangerouslySetInnerHTML\b/],
  ['srcdoc', /\bsrcdoc\b/i],
  ['eval or Function from a string', /\beval\(|\bnew Function\b|\bset(?:Timeout|Interval)\(\s*['"`]/],
  ['a script address', /\bimportScripts\b|createElement\(\s*['"]script['"]/],
];

/** Code without its comments, so that a comment may name what is forbidden. */
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

const findSinks = (source: string) => sinks.filter(([, pattern]) => pattern.test(withoutComments(source))).map(([name]) => name);

describe('sources of the product', () => {
  const files = ['lib', 'components', 'entrypoints'].flatMap((folder) => filesBelow(folder, ['.ts', '.tsx', '.html']));

  it('are found', () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it('hand no text to HTML or to code', () => {
    const found = files.flatMap((file) => findSinks(readFileSync(join(root, file), 'utf8')).map((name) => `${file}: ${name}`));
    expect(found).toEqual([]);
  });
});

describe('the search itself', () => {
  it.each([
    'node.innerHTML = text;',
    'node.outerHTML += x;',
    "node.insertAdjacentHTML('beforeend', text);",
    'document.write(text);',
    'node.setHTMLUnsafe(text);',
    '<p dangerouslySetInnerHTML={{ __html: text }} />',
    '<iframe srcDoc={text} />',
    'eval(text);',
    'new Function(text);',
    "setTimeout('alert(1)');",
    "document.createElement('script');",
  ])('finds %s', (source) => {
    expect(findSinks(source)).toHaveLength(1);
  });

  it('passes over comments', () => {
    expect(findSinks('// never innerHTML: .innerHTML\n/* eval(x) */ const a = 1;')).toEqual([]);
  });
});
