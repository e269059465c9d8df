// Brings a fresh clone to the point where it can be built and tested: dependencies, a recent Node, WXT's types and a Chromium.
// Runs before `npm start` and `npm test` on Node 20 with its own modules only; takes a blink when nothing is missing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { pathWithoutTools, root, run } from './run.mjs';

const needsBrowser = !process.argv.includes('--no-browser');
const say = (text) => console.log(`\u001b[1m▸ ${text}\u001b[0m`);

/** Ends the set-up with one sentence that says what to do. */
function giveUp(sentence) {
  console.error(`\n✗ ${sentence}`);
  process.exit(1);
}

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Compares what is installed with what is locked; by content, because a checkout changes the times of files. */
function dependenciesAreInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(([path, one]) => {
    // Packages for another system or processor are locked and rightly absent.
    if (path === '' || one.optional || one.os || one.cpu || one.link) return true;
    return installed[path]?.version === one.version;
  });
}

function nodeVersion() {
  const [, major] = /^v(\d+)/.exec(run('node', ['--version'], { quiet: true }).output.trim()) ?? [];
  return Number(major ?? 0);
}

function ensureDependencies() {
  if (!dependenciesAreInstalled()) {
    say('Installing the dependencies (npm ci), a minute or two …');
    const quietly = ['--include=dev', '--no-audit', '--no-fund'];
    let { ok } = run('npm', ['ci', ...quietly], { path: pathWithoutTools });
    if (!ok) {
      // A mirror of the registry may lack packages for other systems, on which `npm ci` insists and `npm install` does not.
      say('npm ci failed: trying npm install …');
      ok = run('npm', ['install', '--no-save', ...quietly], { path: pathWithoutTools }).ok;
    }
    if (!ok) giveUp('The dependencies could not be installed: check that the npm registry can be reached, then run the command again.');
  }
  if (nodeVersion() >= 22) return;
  // WXT needs Node 22. It comes as the package `node`, whose install script newer versions of npm may have held back.
  say('Fetching Node 24 for the tools (npm rebuild node) …');
  run('npm', ['rebuild', 'node', '--foreground-scripts', '--ignore-scripts=false'], { path: pathWithoutTools });
  if (nodeVersion() < 22) {
    giveUp(
      `The tools need Node 22 or newer and this is ${process.version}: install it from https://nodejs.org, then run the command again.`,
    );
  }
}

function ensureTypes() {
  const files = ['.wxt/tsconfig.json', '.wxt/wxt.d.ts'];
  if (files.every((file) => existsSync(join(root, file)))) return;
  say("Preparing WXT's types (wxt prepare) …");
  if (!run('wxt', ['prepare']).ok) giveUp('wxt prepare failed: see its message above.');
}

/** A browser whose libraries are missing is found by its file and fails only when started; so start it. */
function chromiumThatStarts() {
  const path = findChromium();
  if (!path || process.platform === 'win32') return path;
  const { ok, output } = run(path, ['--version'], { quiet: true, timeoutMs: 20_000 });
  if (/Google Chrome \d/.test(output)) {
    giveUp(`${path} is a branded Chrome, which ignores --load-extension: set CHROMIUM_PATH to a Chromium or Chrome for Testing.`);
  }
  return ok ? path : undefined;
}

function ensureChromium() {
  if (chromiumThatStarts()) return;
  say('Downloading a Chromium (playwright install chromium) …');
  const patience = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' };
  run('playwright', ['install', '--no-shell', 'chromium'], { env: patience, timeoutMs: 600_000 });
  if (chromiumThatStarts()) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    if (findChromium()) {
      say('Installing the libraries that Chromium needs (playwright install-deps) …');
      run('playwright', ['install-deps', 'chromium']);
      if (chromiumThatStarts()) return;
    }
    say("Installing the system's Chromium (apt-get install chromium) …");
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    if (run('apt-get', ['update', '-q'], { env }).ok) run('apt-get', ['install', '-y', '-q', 'chromium'], { env });
    if (chromiumThatStarts()) return;
  }
  giveUp('No Chromium was found or could be installed: install Chromium or Chrome for Testing and set CHROMIUM_PATH to it.');
}

try {
  ensureDependencies();
  ensureTypes();
  if (needsBrowser) ensureChromium();
} catch (error) {
  giveUp(error.message);
}
