// Starts a tool of this project, always by the Node that the project brings along. Relies on Node's own modules only.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules/.bin');

/** PATH without this project's own tools: for npm, which must survive that they are replaced while it runs. */
export const pathWithoutTools = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
  .join(delimiter);

/**
 * Runs a program to its end and hands its output through.
 * @param {string} program
 * @param {string[]} args
 * @param {{ path?: string, env?: Record<string, string>, quiet?: boolean, timeoutMs?: number }} [options]
 * @returns {{ ok: boolean, output: string }}
 */
export function run(program, args, options = {}) {
  const path = options.path ?? `${bin}${delimiter}${process.env.PATH ?? ''}`;
  const result = spawnSync(program, args, {
    cwd: root,
    stdio: options.quiet ? 'pipe' : 'inherit',
    env: { ...process.env, ...options.env, PATH: path, ...(process.platform === 'win32' ? { Path: path } : {}) },
    timeout: options.timeoutMs,
    encoding: 'utf8',
    // npm and the tools are .cmd files on Windows, which only a shell can start.
    shell: process.platform === 'win32',
  });
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}
