// What is delivered is small: sizes of the build after gzip, as the stores deliver it.
import { firstPaintFiles, gzipBytes, readOutput } from '../../shape/build-output';
import type { Measure } from '../bench-run';
import type { Row } from '../figures';

interface Manifest {
  background: { service_worker: string };
  content_scripts?: { js: string[] }[];
}

const workerMiss = 'two syncs, three adapters, sign-in and the audit log do not fit, and a worker may load no script later';

/** Weighs the production build at hand. */
export function weighBuild(): Row[] {
  const manifest = JSON.parse(readOutput('manifest.json')) as Manifest;
  const weight = (files: string[]) => files.reduce((sum, file) => sum + gzipBytes(file), 0) / 1000;
  const parts: [id: string, what: string, files: string[], budget?: number][] = [
    ['size.panel', 'Panel up to its first paint', firstPaintFiles('sidepanel.html'), 70],
    ['size.options', 'Options up to its first paint', firstPaintFiles('options.html')],
    ['size.worker', 'Worker', [manifest.background.service_worker], 150],
    ['size.content-script', 'Content script', (manifest.content_scripts ?? []).flatMap(({ js }) => js), 8],
  ];
  return parts.map(([id, what, files, budget]) => ({
    id,
    what,
    value: Number(weight(files).toFixed(2)),
    unit: 'kB gzip',
    better: 'less',
    held: 'size',
    ...(budget && { budget }),
    ...(id === 'size.worker' && { knownMiss: workerMiss }),
  }));
}

export const sizes: Measure = {
  name: 'sizes',
  title: 'Sizes',
  needsBrowser: true,
  run: async () => ({ rows: weighBuild() }),
};
