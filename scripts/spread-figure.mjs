// Draws docs/spread.svg, how far a small disk spreads along z in a tomosynthesis scan of three arcs, by shift and add and by the
// closed form, and prints the table beside it in docs/volumes.md, from the headless command.

import { reconstructionOf, text, writeFigure } from './figure-parts.mjs';

const DISTANCE_MM = 300;
const RADIUS_MM = 1.5;
const VIEWS = 21;
const DISK_Z_MM = -10;
const FARTHEST_MM = 24;
/** Slices of half a millimetre from the disk's middle to as far above the pivot as the disk is below, and farther. */
const SPACING_MM = 0.5;
const SLICES = 2 * Math.round((FARTHEST_MM + DISK_Z_MM) / SPACING_MM) + 1;
const SIZE = { width: 720, height: 320, left: 56, right: 16, top: 40, bottom: 44 };
const ARCS = [
  { half: 7.5, stroke: '#1f6feb' },
  { half: 15, stroke: '#c2410c' },
  { half: 30, stroke: '#15803d' },
];
const HEIGHTS_MM = [2, 4, 6, 8, 10, 12, 16];

/**
 * @param {number} half of the arc, degrees
 * @param {object} reconstruction
 * @returns {number[]} the artefact spread function at 0, 0.5 … 24 mm above the disk
 */
function spreadOf(half, reconstruction) {
  const disk = { type: 'cylinder', x: 0, y: 0, z: DISK_Z_MM, semiAxisX: RADIUS_MM, semiAxisY: RADIUS_MM, length: 0.2 };
  const values = reconstructionOf({
    version: 2,
    phantom: {
      ...{ version: 1, name: 'A disk', dimensions: 3, fieldSizeMm: 40, heightMm: 40, values: 'attenuation-per-mm' },
      ...{ composition: 'add', solids: [{ ...disk, value: 0.05 }] },
    },
    scan: {
      ...{ geometry: 'tomosynthesis', sourceToIsocenterMm: DISTANCE_MM, sourceToDetectorMm: 325 },
      ...{ channels: 480, channelSpacingMm: 0.1, rows: 40, rowSpacingMm: 0.1 },
      ...{ views: VIEWS, arcDeg: (2 * half * VIEWS) / (VIEWS - 1) },
    },
    reconstruction: {
      ...reconstruction,
      grid: { pixels: 1, pixelSizeMm: 1, slices: SLICES, sliceSpacingMm: SPACING_MM },
    },
  });
  const focus = Math.round(DISK_Z_MM / SPACING_MM) + (SLICES - 1) / 2;
  const count = Math.round(FARTHEST_MM / SPACING_MM) + 1;
  return Array.from({ length: count }, (_, i) => (values[focus + i] ?? 0) / (values[focus] ?? 1));
}

/**
 * The part of all directions whose shadow of the disk covers a point above its middle: |Sₓ|·Δz/(S_z − z) ≤ r, S the source. A
 * view stands for a step, so that directions go half a step beyond the last one.
 *
 * @param {number} last of the views, degrees
 * @param {number} above the disk, mm
 */
function closedForm(last, above) {
  const half = (last * VIEWS) / (VIEWS - 1);
  /** @param {number} degrees */
  const covers = (degrees) => {
    const beta = (degrees * Math.PI) / 180;
    const [aside, height] = [DISTANCE_MM * Math.sin(beta), DISTANCE_MM * Math.cos(beta) - DISK_Z_MM - above];
    return aside * above <= RADIUS_MM * height;
  };
  let [least, most] = [0, half];
  if (covers(half)) return 1;
  while (most - least > 1e-6) {
    const middle = (least + most) / 2;
    if (covers(middle)) least = middle;
    else most = middle;
  }
  return least / half;
}

/** @param {number} above */
const xOf = (above) => SIZE.left + (above / FARTHEST_MM) * (SIZE.width - SIZE.left - SIZE.right);
/** @param {number} value */
const yOf = (value) => SIZE.top + ((1.1 - value) / 1.1) * (SIZE.height - SIZE.top - SIZE.bottom);
/** @param {number[]} values */
const line = (values) =>
  values.map((value, i) => `${xOf(i * SPACING_MM).toFixed(1)},${yOf(value).toFixed(1)}`).join(' ');

const added = ARCS.map(({ half }) => spreadOf(half, { method: 'shift-and-add' }));
const axes = [
  ...[0, 4, 8, 12, 16, 20, 24].map((above) => text(xOf(above).toFixed(1), SIZE.height - 26, above)),
  ...[0, 0.25, 0.5, 0.75, 1].flatMap((value) => [
    `<line x1="${SIZE.left}" x2="${SIZE.width - SIZE.right}" y1="${yOf(value).toFixed(1)}" y2="${yOf(value).toFixed(1)}" stroke="#9ca3af" stroke-width="${value === 0.5 ? 1 : 0.5}"/>`,
    text(SIZE.left - 6, yOf(value) + 4, value, 'end'),
  ]),
  text(SIZE.width / 2, SIZE.height - 8, 'Δz above the disk in mm'),
  text(6, SIZE.top - 22, 'ASF', 'start'),
];
const key = [
  ...ARCS.map(({ half, stroke }) => ({ words: `±${half}°`, stroke, dash: '' })),
  { words: 'the closed form of each', stroke: '#6b7280', dash: '6 3' },
].map(({ words, stroke, dash }, i) => {
  const x = SIZE.left + 60 + 120 * i;
  return `<line x1="${x}" x2="${x + 28}" y1="14" y2="14" stroke="${stroke}" stroke-width="2" stroke-dasharray="${dash}"/>${text(x + 34, 18, words, 'start')}`;
});
const curves = ARCS.flatMap(({ half, stroke }, i) => {
  const closed = (added[i] ?? []).map((_, k) => closedForm(half, k * SPACING_MM));
  return [
    `<polyline fill="none" stroke="${stroke}" stroke-width="1" stroke-dasharray="6 3" points="${line(closed)}"/>`,
    `<polyline fill="none" stroke="${stroke}" stroke-width="1.8" points="${line(added[i] ?? [])}"/>`,
  ];
});
writeFigure(
  'spread.svg',
  SIZE.width,
  SIZE.height,
  'How a small disk spreads along z in tomosynthesis: the longer the arc, the less; by shift and add of 21 views in steps about the closed form',
  [...axes, ...curves, ...key],
);

/**
 * @param {string} what
 * @param {(above: number, i: number) => number} value
 */
const row = (what, value) => {
  const figures = HEIGHTS_MM.map((above) =>
    value(above, Math.round(above / SPACING_MM))
      .toFixed(2)
      .replace('-', '−'),
  );
  process.stdout.write(`| ${what} | ${figures.join(' | ')} |\n`);
};
ARCS.forEach(({ half }, k) => {
  row(`shift-and-add, ±${half}°`, (_, i) => added[k]?.[i] ?? 0);
  row(`closed form, ±${half}°`, (above) => closedForm(half, above));
});
for (const { half } of ARCS) {
  const filtered = spreadOf(half, { method: 'fbp', filter: 'hann' });
  row(`fbp, Hann, ±${half}°`, (_, i) => filtered[i] ?? 0);
}
