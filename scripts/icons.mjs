// Draws the icons that an installed page has, as index.html draws the one in its tab.   npm run icons

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';

/** Of a square of 16 units: a head, its skull, something in it. */
const HEAD = { x: 8, y: 8, a: 4.4, b: 5.8, skull: 1.2 };
const INSIDE = { x: 8, y: 6.4, r: 1.2 };
const CORNER = 3;
const SAMPLES = 4;

/** @typedef {readonly [red: number, green: number, blue: number]} Colour */

/** @type {Colour} */
const GROUND = [0x0b, 0x0d, 0x10];
/** @type {Colour} */
const SKULL = [0xe9, 0xee, 0xf3];
/** @type {Colour} */
const BRAIN = [0x77, 0x77, 0x77];
/** @type {Colour} */
const BRIGHT = [0xdd, 0xdd, 0xdd];

/**
 * Files of `public/`. What a system cuts into a shape of its own fills its square, with the head well inside the circle that
 * is always left (W3C Web App Manifest, "maskable": radius 40 %).
 */
export const ICONS = [
  { name: 'icon-192.png', pixels: 192, isMaskable: false },
  { name: 'icon-512.png', pixels: 512, isMaskable: false },
  { name: 'icon-maskable-512.png', pixels: 512, isMaskable: true },
];

/**
 * @param {number} x
 * @param {number} y
 * @param {number} a
 * @param {number} b
 */
const isInEllipse = (x, y, a, b) => ((x - HEAD.x) / a) ** 2 + ((y - HEAD.y) / b) ** 2 <= 1;

/**
 * @param {number} x
 * @param {number} y
 */
function isInSquare(x, y) {
  const dx = Math.max(CORNER - x, x - (16 - CORNER), 0);
  const dy = Math.max(CORNER - y, y - (16 - CORNER), 0);
  return Math.hypot(dx, dy) <= CORNER;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {boolean} isMaskable
 * @returns {Colour | null} red, green, blue; null outside
 */
function colourAt(x, y, isMaskable) {
  if (!isMaskable && !isInSquare(x, y)) return null;
  const scale = isMaskable ? 0.85 : 1;
  const [hx, hy] = [8 + (x - 8) / scale, 8 + (y - 8) / scale];
  const half = HEAD.skull / 2;
  if (!isInEllipse(hx, hy, HEAD.a + half, HEAD.b + half)) return GROUND;
  if (!isInEllipse(hx, hy, HEAD.a - half, HEAD.b - half)) return SKULL;
  return Math.hypot(hx - INSIDE.x, hy - INSIDE.y) <= INSIDE.r ? BRIGHT : BRAIN;
}

/**
 * @param {{ pixels: number, isMaskable: boolean }} icon
 * @returns {Uint8Array} RGBA, row by row
 */
export function drawIcon({ pixels, isMaskable }) {
  const data = new Uint8Array(4 * pixels * pixels);
  const unit = 16 / pixels;
  for (let pixel = 0; pixel < pixels * pixels; pixel++) {
    const [left, top] = [(pixel % pixels) * unit, Math.floor(pixel / pixels) * unit];
    const corners = [0, 1, 2, 3].map((at) => colourAt(left + (at & 1) * unit, top + (at >> 1) * unit, isMaskable));
    const isPlain = corners.every((colour) => colour === corners[0]);
    data.set(isPlain ? rgba(corners) : rgba(samples(left, top, unit, isMaskable)), 4 * pixel);
  }
  return data;
}

/**
 * @param {number} left
 * @param {number} top
 * @param {number} unit
 * @param {boolean} isMaskable
 */
function samples(left, top, unit, isMaskable) {
  return Array.from({ length: SAMPLES * SAMPLES }, (_, sample) => {
    const [column, row] = [sample % SAMPLES, Math.floor(sample / SAMPLES)];
    return colourAt(left + ((column + 0.5) / SAMPLES) * unit, top + ((row + 0.5) / SAMPLES) * unit, isMaskable);
  });
}

/**
 * @param {readonly (Colour | null)[]} colours
 * @returns {number[]} their mean, as opaque as many of them there are
 */
function rgba(colours) {
  const there = colours.filter((colour) => colour !== null);
  if (there.length === 0) return [0, 0, 0, 0];
  const mean = [0, 1, 2].map((channel) =>
    Math.round(there.reduce((sum, colour) => sum + colour[/** @type {0 | 1 | 2} */ (channel)], 0) / there.length),
  );
  return [...mean, Math.round((255 * there.length) / colours.length)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'public');
  for (const icon of ICONS) {
    const { name, pixels } = icon;
    writeFileSync(join(folder, name), encode({ width: pixels, height: pixels, data: drawIcon(icon), channels: 4 }));
  }
}
