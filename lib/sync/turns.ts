// One run of each kind at a time, in whichever worker.
import type { Problem } from '@/lib/errors';

/** The part of `navigator.locks` that is needed. A killed worker frees its locks. */
export interface Locks {
  request<T>(name: string, options: { ifAvailable?: boolean }, work: (lock: unknown) => Promise<T>): Promise<T>;
}

/** What a job answers to the page that asked: nothing, or why it did not work. */
export interface Outcome {
  problem?: Problem;
}

/** Gives jobs their turns, by locks of their names. */
export function createTurns(locks: Locks) {
  /** Runs the job unless it is running already, in this worker or in one that has not noticed its end yet. */
  async function alone(name: string, job: () => Promise<Outcome>): Promise<Outcome> {
    return await locks.request(name, { ifAvailable: true }, async (lock) => (lock ? await job() : {}));
  }

  /** Runs the job alone; asked while it runs, it runs once more. */
  function oneAfterAnother(name: string, job: () => Promise<Outcome>): () => Promise<Outcome> {
    let again = false;
    return async () => {
      again = true;
      let outcome: Outcome = {};
      let ran = true;
      // Asked between the last look and the lock's release, it is this run that must go on.
      while (ran && again) {
        ran = false;
        outcome = await alone(name, async () => {
          ran = true;
          again = false;
          return await job();
        });
      }
      return outcome;
    };
  }

  return { alone, oneAfterAnother };
}
