// A browser and a Vulkan driver out of one npm package, so that WebGPU is tested on a machine that has neither a GPU
// nor a browser. @sparticuz/chromium carries Chromium's headless shell, SwiftShader (Chrome's software Vulkan driver),
// the Vulkan loader, the few libraries Chromium needs and a font, all compressed; they are unpacked here, once.

import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

/**
 * @typedef {object} SoftwareGpu
 * @property {Record<string, string>} environment what a process must have in its environment, before it starts, to
 *   find the loader, the driver and the fonts; what the caller's own environment says already is kept
 * @property {string} folder where everything was unpacked
 * @property {string} chromiumPath the browser
 * @property {string} fontsPath the folder of the fonts
 * @property {string} driverManifestPath the manifest of SwiftShader for the Vulkan loader
 */

// To be raised when what is written into the folder changes while the package's version does not.
const LAYOUT = 1;

const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const cacheFolder = join(projectFolder, 'node_modules', '.cache', 'ct-sandbox');

// Text in the package's font wherever a page asks for a generic family, so that a layout is the same on every machine;
// the machine's own fonts only stand in for missing glyphs.
const FONTS_CONFIGURATION = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  ${['sans-serif', 'serif', 'monospace', 'system-ui']
    .map(
      (family) =>
        `<alias binding="strong"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
    )
    .join('\n  ')}
</fontconfig>
`;

/** @type {Promise<SoftwareGpu | null> | undefined} */
let prepared;

/**
 * Unpacks the software GPU and its browser where that was not done yet.
 *
 * @returns {Promise<SoftwareGpu | null>} null where the package has nothing for this kind of machine
 */
export function prepareSoftwareGpu() {
  prepared ??= prepare();
  return prepared;
}

async function prepare() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const require = createRequire(import.meta.url);
  const packageFolder = dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(cacheFolder, `chromium-${version}-${LAYOUT}`);
  if (!existsSync(folder)) await unpackAtomically(packageFolder, folder);
  return describe(folder);
}

/**
 * Two processes may come here at once: each unpacks into a folder of its own and the first to finish gives it the final
 * name, so a folder of that name is always complete.
 *
 * @param {string} packageFolder
 * @param {string} folder
 */
async function unpackAtomically(packageFolder, folder) {
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = await mkdtemp(`${folder}.unfinished-`);
  try {
    await unpack(packageFolder, unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * @param {string} packageFolder
 * @param {string} folder
 */
async function unpack(packageFolder, folder) {
  // The tar reader is the one that the package itself depends on and unpacks with.
  const tar = createRequire(join(packageFolder, 'package.json'))('tar-fs');
  /** @type {(name: string) => [import('node:fs').ReadStream, import('node:zlib').BrotliDecompress]} */
  const decompressed = (name) => [createReadStream(join(packageFolder, 'bin', name)), createBrotliDecompress()];
  await Promise.all([
    pipeline(...decompressed('chromium.br'), createWriteStream(join(folder, 'chromium'), { mode: 0o755 })),
    // Chromium looks for these beside itself.
    pipeline(...decompressed('swiftshader.tar.br'), tar.extract(folder, { chown: false })),
    pipeline(...decompressed('al2023.tar.br'), tar.extract(folder, { chown: false })),
    pipeline(...decompressed('fonts.tar.br'), tar.extract(folder, { chown: false })),
  ]);
  // In place of the package's own, which names folders of a server that this is not.
  await writeFile(join(folder, 'fonts.conf'), FONTS_CONFIGURATION);
}

/**
 * @param {string} folder
 * @returns {SoftwareGpu}
 */
function describe(folder) {
  const driverManifestPath = join(folder, 'vk_swiftshader_icd.json');
  const ownLibraries = [folder, join(folder, 'lib')];
  const givenLibraries = (process.env.LD_LIBRARY_PATH ?? '').split(delimiter);
  return {
    environment: {
      LD_LIBRARY_PATH: [...new Set([...givenLibraries, ...ownLibraries])].filter((path) => path !== '').join(delimiter),
      // Set by hand, it sends the same tests to another driver, a real GPU's for example.
      VK_ICD_FILENAMES: process.env.VK_ICD_FILENAMES ?? driverManifestPath,
      FONTCONFIG_FILE: process.env.FONTCONFIG_FILE ?? join(folder, 'fonts.conf'),
    },
    folder,
    chromiumPath: join(folder, 'chromium'),
    fontsPath: join(folder, 'fonts'),
    driverManifestPath,
  };
}

/**
 * How Playwright starts a headless Chromium with or without WebGPU: the browser named by CT_SANDBOX_CHROMIUM, else the
 * unpacked one, else an installed Chrome.
 *
 * @param {object} options
 * @param {boolean} options.webgpu
 * @param {boolean} [options.showsGpu] whether what the software GPU has made is to be seen on the page: putting that together is
 *   half of the software GPU's work
 * @returns {Promise<import('playwright-core').LaunchOptions>}
 */
export async function chromiumLaunchOptions({ webgpu, showsGpu = true }) {
  const softwareGpu = await prepareSoftwareGpu();
  const namedBrowser = process.env.CT_SANDBOX_CHROMIUM;
  const bundled = !namedBrowser && softwareGpu !== null;
  const executablePath = namedBrowser ?? softwareGpu?.chromiumPath;
  return {
    headless: true,
    chromiumSandbox: false, // root in a container has no other way
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...softwareGpu?.environment }),
    args: [...QUIET_FLAGS, ...(webgpu ? webGpuFlags(showsGpu) : withoutWebGpuFlags(bundled))],
  };
}

// Besides what Playwright sets: nothing but the machine itself can be reached, by the page or by the browser.
const QUIET_FLAGS = [
  '--disable-domain-reliability',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** @param {boolean} showsGpu */
function webGpuFlags(showsGpu) {
  // Elsewhere than on Linux the installed Chrome has the machine's GPU.
  if (process.platform !== 'linux') return ['--enable-unsafe-webgpu'];
  return [
    '--enable-unsafe-webgpu',
    // With the first alone, the first frame presented loses the device.
    '--enable-features=Vulkan',
    '--use-vulkan=swiftshader',
    '--use-angle=swiftshader',
    // As src/headless/dawn-options.ts says: without it a kernel takes SwiftShader seconds to compile.
    '--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension',
    // The CPU itself paints text and boxes faster than by way of a GPU made of software.
    '--disable-gpu-rasterization',
    ...(showsGpu ? [] : ['--disable-gpu-compositing']),
  ];
}

/**
 * The unpacked browser, left as it is, finds no adapter: what a visitor without a GPU has. A browser that might find
 * one loses `navigator.gpu` altogether.
 *
 * @param {boolean} bundled
 */
function withoutWebGpuFlags(bundled) {
  return bundled ? [] : ['--disable-blink-features=WebGPU'];
}
