// A system whose errors say which system they are of: where two work together in one job, a refused key must turn the right connection off.
import { isAppError } from '@/lib/errors';
import type { System } from './system';

/** The same system; what its functions throw names it. */
export function namingErrors(system: System): System {
  return wrapped(system, system.name);
}

function wrapped<T extends object>(part: T, name: string): T {
  return new Proxy(part, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (typeof value === 'function') return (...given: unknown[]) => named(value.apply(target, given), name);
      return typeof value === 'object' && value !== null && key !== 'can' ? wrapped(value, name) : value;
    },
  });
}

async function named(answer: unknown, name: string): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (isAppError(error)) error.system ??= name;
    throw error;
  }
}
