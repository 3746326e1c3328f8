// What the scripts that draw figures of docs/ have in common.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {object} experiment
 * @returns {Float32Array} what the headless command reconstructs of it on the CPU, [slices × rows × columns] in 1/mm
 */
export function reconstructionOf(experiment) {
  const folder = mkdtempSync(join(tmpdir(), 'figure-'));
  try {
    const file = join(folder, 'experiment.json');
    writeFileSync(file, JSON.stringify(experiment));
    const out = join(folder, 'out');
    execFileSync(process.execPath, [join(root, 'scripts/headless.mjs'), file, '--out', out, '--backend', 'cpu']);
    const bytes = readFileSync(join(out, 'reconstruction.npy'));
    const first = 10 + bytes.readUInt16LE(8);
    return Float32Array.from({ length: (bytes.length - first) / 4 }, (_, i) => bytes.readFloatLE(first + 4 * i));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @type {(x: number | string, y: number, words: string | number, anchor?: string) => string} */
export const text = (x, y, words, anchor = 'middle') =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;

/**
 * @param {string} name of the file in docs/
 * @param {number} width
 * @param {number} height
 * @param {string} title
 * @param {readonly string[]} parts
 */
export function writeFigure(name, width, height, title, parts) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#111827">
<title>${title}</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
  writeFileSync(join(root, 'docs', name), svg);
}
