// Tries the published page in browsers that are not Chromium, wherever they are installed:
//
//   npm run other-browsers -- [--only NAME] [--screenshots FOLDER]
//
// Firefox (firefox-esr) with WebGPU over Mesa's software driver and without, and WebKitGTK (webkit2gtk-driver and
// xvfb). What is not installed is named and left out; exits with 1 where a check failed.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';
import { runToItsEnd } from './child-process.mjs';
import { builtFiles } from './offline-plugin.mjs';
import { CHECKS, EXPERIMENT } from './other-browsers/checks.mjs';
import { knownBrowsers } from './other-browsers/launch.mjs';
import { npyValues } from './other-browsers/sample-files.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: wanted } = parseArgs({
  options: { only: { type: 'string' }, check: { type: 'string' }, screenshots: { type: 'string' } },
});
const folder = mkdtempSync(join(tmpdir(), 'ct-sandbox-other-browsers-'));
const pageFolder = join(folder, 'page');

/** @param {string} text */
const print = (text) => process.stdout.write(`${text}\n`);

/** What the headless command makes of the experiment on the CPU. @returns {Promise<import('./other-browsers/checks.mjs').Figures>} */
async function figuresOfCpu() {
  const file = join(folder, 'experiment.json');
  const out = join(folder, 'figures');
  writeFileSync(file, JSON.stringify(EXPERIMENT));
  const args = [join(root, 'scripts/headless.mjs'), file, '--out', out, '--backend', 'cpu'];
  if ((await runToItsEnd(process.execPath, args)) !== 0) throw new Error('the headless command failed');
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  const { rmse, psnrDb, ssim } = report.quality;
  // In HU, of which water at 60 keV has 1000 and air −1000.
  const quality = { rmseHu: (1000 * rmse) / 0.02059, psnrDb, ssim };
  return { quality, image: npyValues(readFileSync(join(out, 'reconstruction.npy'))) };
}

/** The page as it is published, with a script before it that watches. */
async function serve() {
  const outDir = pageFolder;
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const asBuilt = JSON.stringify(builtFiles(outDir));
  const index = join(outDir, 'index.html');
  const html = readFileSync(index, 'utf8');
  writeFileSync(index, html.replace('<script type="module"', '<script src="./page-watch.js"></script>$&'));
  writeFileSync(join(outDir, 'page-watch.js'), readFileSync(join(root, 'scripts/other-browsers/page-watch.js')));
  // The service worker keeps only what it has on its list.
  const worker = join(outDir, 'service-worker.js');
  writeFileSync(
    worker,
    readFileSync(worker, 'utf8').replace(asBuilt, () => JSON.stringify(builtFiles(outDir))),
  );
  return preview({ root, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
}

let failed = 0;
let passed = 0;
const server = await serve();
try {
  const origin = server.resolvedUrls?.local[0]?.replace(/\/$/, '');
  if (!origin) throw new Error('the preview server has no address');
  const figures = await figuresOfCpu();
  for (const known of knownBrowsers()) {
    if (wanted.only && !known.name.toLowerCase().includes(wanted.only.toLowerCase())) continue;
    if (known.missing) {
      print(`${known.name}: left out, ${known.missing}`);
      continue;
    }
    const { browser, end } = await known.start(origin);
    try {
      for (const check of CHECKS) {
        if (check.needsGpu && !known.hasGpu) continue;
        if (wanted.check && !check.name.includes(wanted.check)) continue;
        const start = Date.now();
        try {
          await check.run(browser, { hasGpu: known.hasGpu, figures, folder: pageFolder });
          const complaints = await browser.complaints();
          if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`);
          passed++;
          print(`${known.name}: ${check.name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
        } catch (error) {
          failed++;
          const said = await browser.complaints().catch(() => []);
          print(`${known.name}: FAILED ${check.name}: ${/** @type {Error} */ (error).message} ${said.join('; ')}`);
        }
        if (wanted.screenshots) {
          mkdirSync(wanted.screenshots, { recursive: true });
          const name = `${known.name} ${CHECKS.indexOf(check)}`.replaceAll(' ', '-').toLowerCase();
          await browser.screenshot().then(
            (png) => writeFileSync(join(wanted.screenshots ?? '', `${name}.png`), png),
            () => undefined,
          );
        }
      }
    } finally {
      await browser.close();
      await end();
    }
  }
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
print(`${passed} checks passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
