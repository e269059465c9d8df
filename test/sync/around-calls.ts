// What happens beside one function of an adapter: before its request goes out, or between its answer and whoever asked.
import type { System } from '@/lib/systems/system';

type Part = 'contacts' | 'tasks' | 'notes';
type Call = (...given: unknown[]) => Promise<unknown>;

interface Beside {
  /** Told the system and what the function was given; what it throws is thrown in the function's place. */
  before?: (system: System, ...given: unknown[]) => void;
  /** What it throws comes in place of an answer that the server has given. */
  after?: () => void;
}

/** For a rig's `wrap`: the systems with this function of theirs watched. */
export function around<P extends Part>(part: P, name: keyof System[P] & string, { before, after }: Beside) {
  return (system: System): System => {
    const call = system[part][name] as Call;
    const watched: Call = async (...given) => {
      before?.(system, ...given);
      const answer = await call.apply(system[part], given);
      after?.();
      return answer;
    };
    return { ...system, [part]: { ...system[part], [name]: watched } };
  };
}
