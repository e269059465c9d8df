// Many samples in one number.

/** The value that `share` (0 to 1) of the samples do not exceed. Throws where there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('There is nothing to take a percentile of.');
  return found;
}

/** The sample in the middle. */
export const median = (samples: readonly number[]): number => percentile(samples, 0.5);
