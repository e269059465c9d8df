// What the benchmarks found, as it lies in figures.json: one measurement after another, each with the machine's state while it ran.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the table. */
export interface Row {
  /** Names the line for comparisons with an earlier run. */
  id: string;
  what: string;
  value: number;
  unit: string;
  /** Whether more of it is better, or less. */
  better: 'more' | 'less';
  /** What design and promises ask for, in the same unit. */
  budget?: number;
  /**
   * What a later run is held to. Counts and sizes are the same on every machine, and `npm test` compares them. A rate is a share of something
   * measured in the same run, and only the benchmarks compare it.
   */
  held?: 'count' | 'size' | 'rate';
  /** The same by others, in the same run. */
  peers?: Record<string, number>;
  note?: string;
  /** Why the budget is missed for now: then missing it is no failure, but stands beside it. */
  knownMiss?: string;
}

/** What one measure found, and under which circumstances. */
export interface Measurement {
  title: string;
  rows: Row[];
  /** What one has to know to read the rows. */
  notes: string[];
  /** When it ran, `YYYY-MM-DD`. */
  on: string;
  machine: string;
  /** Programs that were waiting for each processor when it began, by the system's count over a minute: above 1, others were at work. */
  load: number;
  /** Taken with small sizes, which prove nothing but that the benchmarks run. */
  small?: true;
}

/** Above this load per processor others were at work, and a missed time proves nothing. */
export const quietLoad = 1;

/** By the measure's name. */
export type Figures = Record<string, Measurement>;

const figuresFile = join(import.meta.dirname, 'figures.json');

/** What was recorded last; nothing where there is no file yet. */
export function readFigures(): Figures {
  return existsSync(figuresFile) ? (JSON.parse(readFileSync(figuresFile, 'utf8')) as Figures) : {};
}

/** Writes the file anew. */
export function writeFigures(figures: Figures): void {
  writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`);
}

/** How much worse than recorded a held figure may become. */
const tolerance = 0.1;

/** Every row of the figures, by its id. */
export function rowsById(figures: Figures): Map<string, Row> {
  return new Map(Object.values(figures).flatMap(({ rows }) => rows.map((row) => [row.id, row])));
}

/** Whether the row keeps its budget; true where there is none. */
export function keepsBudget({ value, budget, better }: Row): boolean {
  if (budget === undefined) return true;
  return better === 'more' ? value >= budget : value <= budget;
}

/** Whether a row is worse, by more than a tenth, than the one recorded; never where nothing is held or known. */
export function isWorse(row: Row, recorded: Row | undefined): boolean {
  if (!row.held || !recorded) return false;
  return row.better === 'more' ? row.value < recorded.value * (1 - tolerance) : row.value > recorded.value * (1 + tolerance);
}
