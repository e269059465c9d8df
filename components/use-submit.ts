// Runs an action for a form or button: busy while it runs, and what went wrong if it did, for the user to read.
import { useRef, useState } from 'preact/hooks';
import { type Problem, toProblem } from '@/lib/errors';

export interface Submit {
  busy: boolean;
  problem: Problem | undefined;
  /** True when the action held. A second call while one runs does nothing and is false. */
  run(action: () => Promise<void>): Promise<boolean>;
}

/** State of one thing that can be submitted. */
export function useSubmit(): Submit {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (action: () => Promise<void>) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    try {
      await action();
      setProblem(undefined);
      return true;
    } catch (error) {
      setProblem(toProblem(error, Date.now()));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
