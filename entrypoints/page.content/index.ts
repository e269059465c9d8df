// Runs in the web pages of the partner systems. The build starts `run` by itself: what WXT needs to know stays out of the script.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { allPageRules } from './all-page-rules';
import { run } from './run';

export default defineContentScript({
  matches: allPageRules.flatMap(({ matches }) => matches),
  excludeMatches: allPageRules.flatMap(({ excludeMatches }) => excludeMatches),
  runAt: 'document_idle',
  allFrames: false,
  main: run,
});
