// What docs/permissions.md explains: the agreement with the user that every manifest is compared with.
import { readFileSync } from 'node:fs';

export type PermissionSection = 'Permissions' | 'Hosts' | 'Optional';

/** The `### \`name\`` headings of one section, each with its text. */
export function explainedPermissions(section: PermissionSection): Map<string, string> {
  const explained = readFileSync(new URL('../docs/permissions.md', import.meta.url), 'utf8');
  const part = explained.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? '';
  return new Map([...part.matchAll(/^### `(.+?)`\n([\s\S]*?)(?=^### |$(?![\s\S]))/gm)].map((hit) => [hit[1] ?? '', (hit[2] ?? '').trim()]));
}
