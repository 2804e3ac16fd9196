// Makes a fresh clone ready, and does nothing when it is: npm start and npm test run it first.
//
//   node tools/setup.mjs              the dependencies
//   node tools/setup.mjs --browsers   and the programs for the tests: three browsers, nginx and Python
//
// Plain JavaScript without imports from node_modules, because there are none yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { engines, findBrowser } from './browsers.mjs';
import { findPython } from './languages.mjs';
import { findNginx } from './nginx.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What Debian calls the packages of each engine. */
const debianPackages = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'dbus'],
};

/** What the tests run besides Node. */
const programs = [
  ...engines.map((engine) => ({
    name: engine,
    isThere: () => findBrowser(engine) !== undefined,
    packages: debianPackages[engine],
    settings: [],
    instead: 'CHROME_PATH, FIREFOX_PATH, or WEBKIT_DRIVER_PATH and WEBKIT_BROWSER_PATH',
  })),
  {
    name: 'nginx',
    isThere: () => findNginx() !== undefined,
    packages: ['nginx'],
    // The tests start one of their own; Debian would start a service at port 80.
    settings: ['SYSTEMD_OFFLINE=1'],
    instead: 'NGINX_PATH',
  },
  {
    name: 'Python with Flask and FastAPI',
    isThere: () =>
      findPython(['flask']) !== undefined && findPython(['fastapi', 'uvicorn']) !== undefined,
    packages: ['python3-flask', 'python3-fastapi', 'python3-uvicorn'],
    settings: [],
    instead: 'PYTHON_PATH',
  },
];

checkNode();
installDependencies();
if (process.argv.includes('--browsers')) installPrograms();

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

function installPrograms() {
  const absent = programs.filter(({ isThere }) => !isThere());
  if (absent.length === 0) return;
  const asRoot = rootCommand();
  const aptGet = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
  if (asRoot !== undefined) run([...asRoot, ...aptGet, 'update']);
  for (const { name, isThere, packages, settings, instead } of absent) {
    if (asRoot !== undefined) {
      console.log(`Installing ${packages.join(', ')} for the tests …`);
      run([
        ...asRoot,
        ...settings,
        ...aptGet,
        'install',
        '-y',
        '--no-install-recommends',
        ...packages,
      ]);
    }
    if (isThere()) continue;
    const debian = `Debian: ${packages.join(' ')}`;
    console.log(`The tests cannot use ${name}: install it (${debian}) or set ${instead}.`);
  }
}

/** How settings and a command are given to root without a password, where apt-get is to be used. */
function rootCommand() {
  if (process.env['SKIP_BROWSER_INSTALL'] || !existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['env'];
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return status === 0 ? ['sudo', '-n', 'env'] : undefined;
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
