// How evenly the page's frames come while a hand drags: a real browser without WebGPU, real moves of the mouse.
//
//   npm run frames -- [--build DIR]… [--scenes NAME,…] [--passes N] [--seconds N] [--slowdown N] [--untraced]
//                     [--traces DIR] [--port N]
//
// Builds are those of `vite build`; several take turns, so that what the machine does meanwhile befalls all of them alike.
// After the passes that count, one more of each scene is traced, and says what the page's own thread did in the frames
// that came late. docs/performance.md says what the figures are.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { drag } from './frames/drag.mjs';
import { cpuClock } from './frames/machine.mjs';
import { SCENES } from './frames/scenes.mjs';
import { lateFrames, startTrace } from './frames/trace.mjs';
import { headline, lateTable, passLine, summaryLine } from './frames/words.mjs';
import { chromiumLaunchOptions } from './software-gpu.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The laptop of a student. */
const VIEWPORT = { width: 1366, height: 768 };

const { values: wanted } = parseArgs({
  options: {
    build: { type: 'string', multiple: true, default: ['dist'] },
    scenes: { type: 'string', default: 'projections,bare' },
    passes: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    slowdown: { type: 'string', default: '1' },
    port: { type: 'string', default: '0' },
    traces: { type: 'string' },
    untraced: { type: 'boolean', default: false },
  },
});
const durationMs = 1000 * Number(wanted.seconds);
/** The page's own thread, by the browser's means; its other threads run as fast as ever. */
const slowdown = Number(wanted.slowdown);
const scenes = wanted.scenes.split(',').map((name) => {
  const scene = SCENES.find((candidate) => candidate.name === name);
  if (!scene) throw new Error(`there is no scene ${name}; there are ${SCENES.map((known) => known.name).join(', ')}`);
  return scene;
});

/** @param {string} text */
const print = (text) => process.stdout.write(`${text}\n`);

const browser = await chromium.launch(await chromiumLaunchOptions({ webgpu: false }));
const servers = [];
for (const [i, build] of wanted.build.entries()) {
  const port = Number(wanted.port) === 0 ? 0 : Number(wanted.port) + i;
  const outDir = resolve(build);
  servers.push({ build, server: await preview({ root, build: { outDir }, preview: { host: '127.0.0.1', port } }) });
}

/**
 * A fresh visitor drags once.
 *
 * @param {import('./frames/scenes.mjs').Scene} scene
 * @param {string} address of the build
 * @param {boolean} isTraced
 */
async function pass(scene, address, isTraced) {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-US', serviceWorkers: 'block' });
  try {
    const handle = await scene.open(page, address);
    if (slowdown !== 1) {
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    }
    const trace = isTraced ? await startTrace(browser, page) : null;
    const clock = cpuClock();
    const frames = await drag(page, handle, durationMs);
    const cpu = clock.stop();
    return { frames, cpu, trace: trace && (await trace.stop()) };
  } finally {
    await page.close();
  }
}

/** @type {Map<string, import('./frames/words.mjs').Pass[]>} */
const counted = new Map();
try {
  print(headline(await browser.version()));
  for (const isTraced of wanted.untraced ? [false] : [false, true]) {
    for (let i = 0; i < (isTraced ? 1 : Number(wanted.passes)); i++) {
      for (const scene of scenes) {
        // What is no page of ours is the same for every build.
        for (const { build, server } of scene.isBare ? servers.slice(0, 1) : servers) {
          const address = server.resolvedUrls?.local[0];
          if (!address) throw new Error('the preview server has no address');
          const label = `${scene.name}${scene.isBare || servers.length === 1 ? '' : `, ${build}`}`;
          const { frames, cpu, trace } = await pass(scene, address, isTraced);
          print(passLine(label, frames, cpu, isTraced));
          if (!trace) {
            counted.set(label, [...(counted.get(label) ?? []), { frames, cpu }]);
            continue;
          }
          print(lateTable(lateFrames(trace, frames)));
          if (!wanted.traces) continue;
          mkdirSync(wanted.traces, { recursive: true });
          writeFileSync(join(wanted.traces, `${label.replaceAll(/[^\w-]+/g, '-')}.json`), trace);
        }
      }
    }
  }
  for (const [label, passes] of counted) print(summaryLine(label, passes));
} finally {
  await browser.close();
  await Promise.all(servers.map(({ server }) => server.close()));
}
