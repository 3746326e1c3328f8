// The browsers, where they are installed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser } from './browser.mjs';
import { marionette } from './marionette.mjs';
import { webDriver } from './webdriver.mjs';

/** @typedef {{ name: string, hasGpu: boolean, missing: string | null, start(origin: string): Promise<{ browser: Browser, end(): Promise<void> }> }} KnownBrowser */

const SIZE = { width: 1366, height: 800 };

/** @param {string} command @returns {string | null} where it is */
function installed(command) {
  const { status, stdout } = spawnSync('which', [command], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(/** @type {import('node:net').AddressInfo} */ (address).port));
    });
    server.on('error', reject);
  });
}

/**
 * A process and whether it still runs.
 *
 * @param {string} command @param {string[]} args @param {Record<string, string>} environment
 */
function started(command, args, environment) {
  const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: 'ignore' });
  child.on('error', () => undefined);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const end = async () => {
    if (!isAlive()) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill();
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    await closed;
    clearTimeout(timer);
  };
  return { isAlive, end };
}

/** What of Firefox asks for anything but the page, and who computes. @param {number} port @param {boolean} hasGpu */
const firefoxSettings = (port, hasGpu) => ({
  'marionette.port': port,
  'dom.webgpu.enabled': hasGpu,
  'gfx.webgpu.ignore-blocklist': hasGpu,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
  // Whatever is left goes nowhere.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': '127.0.0.1, localhost',
  'network.proxy.allow_hijacking_localhost': false,
});

const LAVAPIPE = '/usr/share/vulkan/icd.d/lvp_icd.x86_64.json';

/** @param {boolean} hasGpu @returns {KnownBrowser} */
function firefox(hasGpu) {
  const command = process.env.CT_SANDBOX_FIREFOX ?? installed('firefox-esr') ?? installed('firefox');
  const hasDriver = existsSync(LAVAPIPE) || process.env.VK_ICD_FILENAMES !== undefined;
  return {
    name: `Firefox ${hasGpu ? 'with' : 'without'} WebGPU`,
    hasGpu,
    missing: !command
      ? 'there is no firefox-esr and no firefox'
      : hasGpu && !hasDriver
        ? 'there is no Vulkan driver (mesa-vulkan-drivers)'
        : null,
    async start(origin) {
      const profile = mkdtempSync(join(tmpdir(), 'ct-sandbox-firefox-'));
      const port = await freePort();
      const settings = Object.entries(firefoxSettings(port, hasGpu));
      const lines = settings.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
      writeFileSync(join(profile, 'user.js'), lines.join('\n'));
      const args = ['--headless', '--marionette', '--no-remote', '--profile', profile];
      const { isAlive, end } = started(/** @type {string} */ (command), args, {
        HOME: profile,
        ...(existsSync(LAVAPIPE) && { VK_ICD_FILENAMES: process.env.VK_ICD_FILENAMES ?? LAVAPIPE }),
      });
      const endAll = async () => {
        await end();
        rmSync(profile, { recursive: true, force: true });
      };
      try {
        const browser = new Browser(this.name, await marionette(port, isAlive), origin);
        await browser.setWindow(SIZE.width, SIZE.height);
        return { browser, end: endAll };
      } catch (error) {
        await endAll();
        throw error;
      }
    },
  };
}

/** Debian keeps WebKitGTK's browser for tests in a folder of its libraries. */
function miniBrowser() {
  const libraries = '/usr/lib/x86_64-linux-gnu';
  const folders = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.startsWith('webkit')) : [];
  const paths = folders.map((name) => join(libraries, name, 'MiniBrowser'));
  return (
    process.env.CT_SANDBOX_MINIBROWSER ?? installed('MiniBrowser') ?? paths.find((path) => existsSync(path)) ?? null
  );
}

/** @returns {KnownBrowser} */
function webKit() {
  const driver = installed('WebKitWebDriver');
  const screen = installed('Xvfb');
  const binary = miniBrowser();
  return {
    name: 'WebKitGTK',
    hasGpu: false,
    missing: !driver || !binary ? 'there is no webkit2gtk-driver' : !screen ? 'there is no xvfb' : null,
    async start(origin) {
      const display = `:${100 + (process.pid % 800)}`;
      const xvfb = started(/** @type {string} */ (screen), [display, '-screen', '0', `${SIZE.width}x900x24`], {});
      const port = await freePort();
      const webKitDriver = started(/** @type {string} */ (driver), [`--port=${port}`], { DISPLAY: display });
      const end = async () => {
        await webKitDriver.end();
        await xvfb.end();
      };
      try {
        // Give the screen a moment: the browser does not wait for one.
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const capabilities = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
        const transport = await webDriver(`http://127.0.0.1:${port}`, capabilities, webKitDriver.isAlive);
        const browser = new Browser(this.name, transport, origin);
        await browser.setWindow(SIZE.width, SIZE.height);
        return { browser, end };
      } catch (error) {
        await end();
        throw error;
      }
    },
  };
}

/** @returns {KnownBrowser[]} */
export function knownBrowsers() {
  return [firefox(true), firefox(false), webKit()];
}
