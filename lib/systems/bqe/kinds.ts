// Which kinds of person records a user may read and write, as the last connection test found: prospects need the CRM licence.
import { resourcePaths } from './api';

const personKinds = ['client', 'prospect'] as const;
type PersonKind = (typeof personKinds)[number];

/** Kinds that can be read; `missing` in the words of the connection test. */
export function readableKinds(missing: readonly string[]): PersonKind[] {
  return personKinds.filter((kind) => !missing.includes(resourcePaths[kind]));
}

/** Kinds that can be written, which takes reading them, too. */
export function writableKinds(missing: readonly string[]): PersonKind[] {
  return readableKinds(missing).filter((kind) => !missing.includes(`${resourcePaths[kind]}:write`));
}
