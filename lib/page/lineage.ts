// What an element stands in. A walker finds it, since a form with a field called `parentElement` answers with the field, and round it goes.

/** NodeFilter.SHOW_ELEMENT, whose name costs more than this script has. */
const elements = 1;
const walker = document.createTreeWalker(document, elements);

/** The element and all that it stands in, inside out. */
export function lineage(element: Element): Element[] {
  const line: Element[] = [];
  walker.currentNode = element;
  do line.push(walker.currentNode as Element);
  while (walker.parentNode());
  return line;
}
