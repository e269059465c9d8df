// The quirk "accepted but not stored": takes the named fields out of a write between its check and its storage.
import type { HighLevelQuirks } from './quirks';

export function keepStored(
  quirks: HighLevelQuirks,
  kind: 'contact' | 'task' | 'note' | 'appointment',
  body: Record<string, unknown>,
): Record<string, unknown> {
  const dropped = quirks.dropsFields.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(body).filter(([key]) => !dropped.includes(`${kind}.${key}`)));
}
