// The extension as its sources are now, for whoever shows it.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extensionFolder, root } from '@/test/e2e/fixtures/extension';

const sources = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package-lock.json'];

/** When the newest file below `path` was changed, in epoch milliseconds; 0 where there is none. */
function newestAt(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (stats.isFile()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestAt(join(path, name))));
}

/** Builds the extension unless the build is newer than every source, or is another one that was named. Throws when the build fails. */
export function ensureBuild(): void {
  if (process.env.EXTENSION_FOLDER) return;
  const builtAt = newestAt(join(extensionFolder, 'manifest.json'));
  if (builtAt > Math.max(...sources.map((path) => newestAt(join(root, path))))) return;
  console.log('▸ Building the extension …');
  const built = spawnSync('wxt', ['build'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (built.status !== 0) throw new Error('The build failed: see above.');
}
