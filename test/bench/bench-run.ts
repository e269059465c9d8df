// What every measure is given, and what it gives back.
import type { Row } from './figures';

export interface BenchRun {
  /** A size for the numbers to be published, or a small one that only shows that the measure works. */
  size(full: number, small: number): number;
  /** Says how it goes. */
  say(text: string): void;
  /** Code for pages, with everything that it imports, as one script. */
  pageScript(): Promise<string>;
}

export interface Measure {
  name: string;
  title: string;
  /** Opens the extension or a page, so that build and browser are needed. */
  needsBrowser: boolean;
  run(bench: BenchRun): Promise<{ rows: Row[]; notes?: string[] }>;
}
