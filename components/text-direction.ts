// Which way the text of a field runs. `auto` lets the browser look at each line, which takes it ten seconds for a text of a megabyte.

const giant = 20_000;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The value for `dir`: the browser's choice, or for a giant what its first letter says. */
export function textDirection(text: string): 'auto' | 'ltr' | 'rtl' {
  if (text.length < giant) return 'auto';
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}
