// What it costs a page to be recognised, by the very look that the content script takes.
import { allPageRules } from '@/entrypoints/page.content/all-page-rules';
import { findRules } from '@/lib/page/find-rules';
import { look } from '@/lib/page/recognise';

/** Milliseconds of each of `times` looks at the page at hand, and whether a person was seen. */
export function timeRecognition(times: number): { isSeen: boolean; samples: number[] } {
  const rules = findRules(location.href, allPageRules);
  if (!rules) throw new Error(`No rules hold for ${location.href}`);
  const samples: number[] = [];
  let isSeen = false;
  for (let count = 0; count < times; count++) {
    const startedAt = performance.now();
    const { sighting } = look(document, location.href, rules);
    samples.push(performance.now() - startedAt);
    isSeen = sighting !== null;
  }
  return { isSeen, samples };
}
