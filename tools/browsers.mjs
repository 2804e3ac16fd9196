// Where the three browser engines are on this machine. Plain JavaScript: setup.mjs runs it before anything is installed.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './find-program.mjs';

/** @typedef {'chromium' | 'firefox' | 'webkit'} Engine */

/** @type {readonly Engine[]} */
export const engines = ['chromium', 'firefox', 'webkit'];

/**
 * The files an engine needs, or `undefined` when one of them is missing.
 *
 * `CHROME_PATH`, `FIREFOX_PATH` and `WEBKIT_DRIVER_PATH` come before what is installed.
 *
 * @param {Engine} engine
 * @returns {{ path: string, browser?: string } | undefined}
 */
export function findBrowser(engine) {
  if (engine === 'chromium') return findProgram(process.env['CHROME_PATH'], chromium);
  if (engine === 'firefox') return findProgram(process.env['FIREFOX_PATH'], firefox);
  const driver = findProgram(process.env['WEBKIT_DRIVER_PATH'], ['WebKitWebDriver']);
  const browser = findProgram(process.env['WEBKIT_BROWSER_PATH'], [
    'MiniBrowser',
    ...miniBrowsers(),
  ]);
  // WebKitGTK has no headless mode: it draws on a virtual screen and speaks D-Bus.
  const screen = ['Xvfb', 'dbus-run-session'].every((name) => findProgram(undefined, [name]));
  return driver && browser && screen ? { path: driver.path, browser: browser.path } : undefined;
}

const mac = '/Applications';
const windows = ['C:\\Program Files', 'C:\\Program Files (x86)'];

const chromium = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  `${mac}/Google Chrome.app/Contents/MacOS/Google Chrome`,
  `${mac}/Chromium.app/Contents/MacOS/Chromium`,
  ...windows.map((root) => `${root}\\Google\\Chrome\\Application\\chrome.exe`),
];

const firefox = [
  'firefox',
  'firefox-esr',
  `${mac}/Firefox.app/Contents/MacOS/firefox`,
  ...windows.map((root) => `${root}\\Mozilla Firefox\\firefox.exe`),
];

/** Debian keeps MiniBrowser out of the PATH, in a folder named by architecture and API version. */
function miniBrowsers() {
  return folders('/usr/lib').flatMap((triplet) =>
    folders(join('/usr/lib', triplet))
      .filter((name) => name.startsWith('webkit2gtk-') || name.startsWith('webkitgtk-'))
      .map((name) => join('/usr/lib', triplet, name, 'MiniBrowser')),
  );
}

/** @param {string} path */
function folders(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
