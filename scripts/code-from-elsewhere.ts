// Stores refuse what runs code that is not in the package: text made into code, or scripts loaded from an address.

const signs: [name: string, pattern: RegExp][] = [
  ['eval', /\beval\(/],
  ['importScripts', /\bimportScripts\(/],
  ['an import from an address', /\bimport\(\s*["'`]https?:/],
  ['a script element', /createElement\(["'`]script["'`]\)/],
  ['a script of a page from an address', /<script\b[^>]*\bsrc="(?:https?:)?\/\//],
];

/** The names of what in this source would run code from elsewhere; empty where there is nothing. */
export const codeFromElsewhere = (source: string): string[] => signs.filter(([, pattern]) => pattern.test(source)).map(([name]) => name);
