// Peers live in a folder with a lock file of their own, so that the product's never hears of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

/** Whether what is installed is what is locked. */
function isInstalled(): boolean {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (file: string) =>
    (JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, { version?: string }> }).packages;
  const there = packagesOf(installed);
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).every(
    ([path, { version }]) => !path || there[path]?.version === version,
  );
}

/** Installs the peers where they are missing. Throws where the registry cannot be reached. */
export function ensurePeers(): void {
  if (isInstalled()) return;
  console.log('▸ Installing the peers …');
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  // npm is a .cmd file on Windows, which only a shell can start.
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('The peers could not be installed: check that the npm registry can be reached.');
}
