// Makes a fresh clone ready, and does nothing when it is: npm start and npm test run it first.
//
//   node tools/setup.mjs              the dependencies
//   node tools/setup.mjs --browsers   and the browsers for the tests
//
// Plain JavaScript without imports from node_modules, because there are none yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { engines, findBrowser } from './browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What Debian calls the packages of each engine. */
const debianPackages = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'dbus'],
};

checkNode();
installDependencies();
if (process.argv.includes('--browsers')) installBrowsers();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`Node.js 20.19 or later is needed, this is ${process.versions.node}.`);
}

function installDependencies() {
  if (isInstalled()) return;
  console.log('Installing the dependencies (npm ci) …');
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { status } = spawnSync(command, [...first, 'ci', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: npm === undefined && process.platform === 'win32',
    // Puppeteer only drives the browsers that are here; it need not bring one.
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
    timeout: 300_000,
  });
  if (status !== 0) stop('npm ci failed, see above.');
}

/** npm keeps a lockfile of what is really in node_modules; it tells a stale folder from a current one. */
function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).every(([path, wanted]) => {
    const present = installed[path];
    if (path === '' || (present === undefined && wanted.optional === true)) return true;
    return present?.integrity === wanted.integrity && existsSync(`${root}${path}/package.json`);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, optional?: boolean }>}
 */
function packagesIn(file) {
  if (!existsSync(root + file)) return {};
  return JSON.parse(readFileSync(root + file, 'utf8')).packages;
}

function installBrowsers() {
  const absent = engines.filter((engine) => findBrowser(engine) === undefined);
  if (absent.length === 0) return;
  const apt = aptGet();
  if (apt !== undefined) run([...apt, 'update', '-q']);
  for (const engine of absent) {
    const packages = debianPackages[engine];
    if (apt !== undefined) {
      console.log(`Installing ${packages.join(', ')} for the tests in ${engine} …`);
      run([...apt, 'install', '-q', '-y', '--no-install-recommends', ...packages]);
    }
    if (findBrowser(engine) === undefined) {
      console.log(
        `The tests cannot run in ${engine}: install it (Debian: ${packages.join(' ')}) or set ` +
          'CHROME_PATH, FIREFOX_PATH, or WEBKIT_DRIVER_PATH and WEBKIT_BROWSER_PATH.',
      );
    }
  }
}

/** apt-get as a command that will not ask for a password, where there is one. */
function aptGet() {
  if (process.env['SKIP_BROWSER_INSTALL'] || !existsSync('/usr/bin/apt-get')) return undefined;
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (process.getuid?.() === 0) return command;
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return status === 0 ? ['sudo', '-n', ...command] : undefined;
}

/** @param {string[]} command */
function run([command = '', ...args]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status !== 0) console.log(`${stdout}${stderr}`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  console.error(message);
  process.exit(1);
}
