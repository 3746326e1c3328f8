import type { Subject } from '../../experiment/subject.ts';
import { arcScan } from '../../geometry/parallel/parallel-scan.ts';
import { scanImage } from '../../kernels/scan-image/plain.ts';
import { scanShapes } from '../../kernels/scan-shapes/plain.ts';
import type { ImagePhantom } from '../../phantom/phantom.ts';
import { type DisplayWindow, fromBlackWhite } from '../panes/window-level.ts';

/** A look at a scan: enough rays to find its range, few enough to be made between two frames. */
const VIEWS = 16;
const CHANNELS = 96;

/** So many readings tell the range of all. */
const MOST_READINGS = 65_536;
/** Fewer are all looked at, so that the largest is not missed. */
const MOST_LINE_INTEGRALS = 2 ** 21;
/** The few beyond are dead channels and readings without light. */
const SHOWN_PART = 0.998;

/** Images with longer sides are looked at by every so-many-th of their pixels: rays through all of them take a second. */
const MOST_SIDE = 512;

/** A window over readings as a detector gave them, from nothing to all but the few largest. */
export function windowOfReadings(values: Float32Array): DisplayWindow {
  const step = Math.ceil(values.length / MOST_READINGS);
  const taken = Float32Array.from({ length: Math.floor(values.length / step) }, (_, i) => values[i * step]!);
  const sample = taken.filter(Number.isFinite).sort();
  const most = sample[Math.floor(SHOWN_PART * (sample.length - 1))] ?? 0;
  return most > 0 ? fromBlackWhite(0, most) : { width: 1, level: 0.5 };
}

/** A window over the line integrals of a subject, from nothing (or the least value) to the largest. */
export function sinogramWindow(subject: Subject): DisplayWindow {
  const values = sampleLineIntegrals(subject);
  let least = 0;
  let most = 0;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most > least ? fromBlackWhite(least, most) : { width: 1, level: 0.5 };
}

function sampleLineIntegrals(subject: Subject): Float32Array {
  if (subject.kind === 'measurement') {
    const { lineIntegrals: all } = subject;
    const step = Math.ceil(all.length / MOST_LINE_INTEGRALS) | 1;
    return step === 1 ? all : Float32Array.from({ length: Math.ceil(all.length / step) }, (_, i) => all[i * step]!);
  }
  const scan = arcScan(
    { views: VIEWS, startRad: 0, arcRad: Math.PI },
    { channels: CHANNELS, channelSpacingMm: (1.1 * subject.fieldSizeMm) / CHANNELS, offset: 0 },
  );
  const range = { from: 0, to: VIEWS };
  if (subject.kind !== 'image') return scanShapes(subject, scan, range);
  const { values, grid } = thinned(subject);
  return scanImage(values, grid, scan, range);
}

/** An image of every so-many-th row and column. */
function thinned({ values, grid }: ImagePhantom): Pick<ImagePhantom, 'values' | 'grid'> {
  const step = Math.ceil(Math.max(grid.rows, grid.columns) / MOST_SIDE);
  if (step === 1) return { values, grid };
  const [rows, columns] = [Math.ceil(grid.rows / step), Math.ceil(grid.columns / step)];
  const taken = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      taken[row * columns + column] = values[row * step * grid.columns + column * step]!;
    }
  }
  return { values: taken, grid: { rows, columns, pixelSizeMm: grid.pixelSizeMm * step } };
}
