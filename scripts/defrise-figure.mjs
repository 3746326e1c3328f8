// Draws docs/defrise.svg, the profile of a stack of disks along the axis of a cone's circle, and prints the table beside it in
// docs/volumes.md: by Feldkamp's algorithm and with Hu's term, from the headless command.

import { reconstructionOf, text, writeFigure } from './figure-parts.mjs';

const WATER = 0.02059;
const DISTANCE_MM = 300;
const SLICES = 181;
const PIXELS = 5;
const SIZE = { width: 720, height: 320, left: 56, right: 16, top: 40, bottom: 44 };
const METHODS = [
  { name: 'Feldkamp’s algorithm', missingCone: 'none', stroke: '#1f6feb', dash: '' },
  { name: 'with Hu’s term', missingCone: 'hu', stroke: '#c2410c', dash: '6 3' },
];

/**
 * @param {string} missingCone
 * @returns {number[]} HU along the axis, slice by slice, the mean of 5 × 5 pixels
 */
function profile(missingCone) {
  const values = reconstructionOf({
    version: 2,
    phantom: 'defrise-disks',
    scan: {
      ...{
        geometry: 'cone',
        detector: 'flat',
        sourceToIsocenterMm: DISTANCE_MM,
        sourceToDetectorMm: 2 * DISTANCE_MM,
      },
      ...{ rows: 280, rowSpacingMm: 2, views: 360, channels: 256, channelSpacingMm: 2 },
    },
    reconstruction: { missingCone, grid: { pixels: PIXELS, pixelSizeMm: 1, slices: SLICES } },
  });
  const count = PIXELS * PIXELS;
  return Array.from({ length: SLICES }, (_, slice) => {
    const sum = values.subarray(slice * count, (slice + 1) * count).reduce((total, value) => total + value, 0);
    return 1000 * (sum / count / WATER - 1);
  });
}

/** @param {number} slice */
const zOf = (slice) => slice - (SLICES - 1) / 2;
/** @param {number} z */
const xOf = (z) => SIZE.left + ((z + 90) / 180) * (SIZE.width - SIZE.left - SIZE.right);
/** @param {number} hu */
const yOf = (hu) => SIZE.top + ((200 - hu) / 1400) * (SIZE.height - SIZE.top - SIZE.bottom);
/** @param {number} z */
const isDisk = (z) => Math.abs(z - 25 * Math.round(z / 25)) < 6.25 && Math.abs(z) < 82;

const profiles = METHODS.map(({ missingCone }) => profile(missingCone));
/** @param {number[]} values */
const line = (values) => values.map((hu, slice) => `${xOf(zOf(slice)).toFixed(1)},${yOf(hu).toFixed(1)}`).join(' ');
const disks = [-75, -50, -25, 0, 25, 50, 75]
  .map((z) => {
    const [from, to] = [xOf(z - 6.25), xOf(z + 6.25)];
    return `<rect x="${from.toFixed(1)}" y="${SIZE.top}" width="${(to - from).toFixed(1)}" height="${SIZE.height - SIZE.top - SIZE.bottom}" fill="#e5e7eb"/>`;
  })
  .join('\n');
const axes = [
  ...[-75, -50, -25, 0, 25, 50, 75].flatMap((z) => [
    text(xOf(z).toFixed(1), SIZE.height - 26, z),
    text(xOf(z).toFixed(1), SIZE.top - 6, `${((Math.atan(z / DISTANCE_MM) * 180) / Math.PI).toFixed(1)}°`),
  ]),
  ...[0, -500, -1000].flatMap((hu) => [
    `<line x1="${SIZE.left}" x2="${SIZE.width - SIZE.right}" y1="${yOf(hu)}" y2="${yOf(hu)}" stroke="#9ca3af" stroke-width="0.5"/>`,
    text(SIZE.left - 6, yOf(hu) + 4, hu, 'end'),
  ]),
  text(SIZE.width / 2, SIZE.height - 8, 'z along the axis in mm; above, the angle to the plane of the source'),
  text(6, SIZE.top - 22, 'HU', 'start'),
];
const key = METHODS.map(({ name, stroke, dash }, i) => {
  const x = SIZE.left + 60 + 190 * i;
  return `<line x1="${x}" x2="${x + 28}" y1="14" y2="14" stroke="${stroke}" stroke-width="2" stroke-dasharray="${dash}"/>${text(x + 34, 18, name, 'start')}`;
});
const curves = METHODS.map(
  ({ stroke, dash }, i) =>
    `<polyline fill="none" stroke="${stroke}" stroke-width="1.6" stroke-dasharray="${dash}" points="${line(profiles[i] ?? [])}"/>`,
);
writeFigure(
  'defrise.svg',
  SIZE.width,
  SIZE.height,
  'Disks along the axis of a cone beam: the values between them rise, and those within fall, with the angle to the plane of the source',
  [disks, ...axes, ...key, ...curves],
);

/**
 * The mean within 3 mm of a place and of its mirror image.
 *
 * @param {number[]} values
 * @param {number} z
 */
const near = (values, z) => {
  const seen = values.filter((_, slice) => Math.abs(Math.abs(zOf(slice)) - z) <= 3);
  return seen.reduce((sum, value) => sum + value, 0) / seen.length;
};
for (const z of [0, 12.5, 25, 37.5, 50, 62.5, 75]) {
  const degrees = (Math.atan(z / DISTANCE_MM) * 180) / Math.PI;
  const figures = profiles.map((values) => near(values, z).toFixed(0).replace('-', '−').replace(/^−0$/, '0'));
  const what = isDisk(z) ? 'disk, 0' : 'gap, −1000';
  process.stdout.write(`| ${z} | ${degrees.toFixed(1)}° | ${what} | ${figures.join(' | ')} |\n`);
}
