import { InputError } from '../../errors.ts';
import type { PixelAround } from './around-place.ts';
import { LeastSquares } from './linear-equations.ts';

const MOST_STEPS = 60;

/** An edge near a place: the line on which (x, y)·(cos normal, sin normal) = offset, relative to that place. */
export interface StraightEdge {
  /** Direction from the lower values to the higher ones, in radians, counter-clockwise from x. */
  readonly normalRad: number;
  readonly offset: number;
}

/**
 * Fits v = middle + half·tanh((x·cos φ + y·sin φ − offset)/width) to pixels by least squares (Gauss–Newton). The true
 * profile of the edge need not be a tanh: as long as it is the same all along, direction and place come out right.
 *
 * @param side of a pixel
 * @throws InputError where there is no edge
 */
export function straightEdge(pixels: readonly PixelAround[], side: number): StraightEdge {
  const slope = new LeastSquares(3);
  for (const { dx, dy, value } of pixels) slope.add([1, dx, dy], value);
  const plane = slope.solve();
  if (!plane || Math.hypot(plane[1]!, plane[2]!) === 0) throw noEdge();
  let normal = Math.atan2(plane[2]!, plane[1]!);
  const parted = partedInTwo(pixels, normal);
  let { offset } = parted;
  let width = 2 * side;
  let [middle, half] = [(parted.low + parted.high) / 2, (parted.high - parted.low) / 2];
  let squares = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [cosine, sine] = [Math.cos(normal), Math.sin(normal)];
    const fit = new LeastSquares(5);
    let sum = 0;
    for (const { dx, dy, value } of pixels) {
      const place = (dx * cosine + dy * sine - offset) / width;
      const bend = Math.tanh(place);
      const steep = (half * (1 - bend * bend)) / width;
      const difference = value - middle - half * bend;
      sum += difference * difference;
      fit.add([1, bend, steep * (dy * cosine - dx * sine), -steep, -steep * place], difference);
    }
    const change = fit.solve();
    if (!change) throw noEdge();
    // A whole step may lead too far while the shape is still far from its own.
    const part = step < 5 ? 0.5 : 1;
    middle += part * change[0]!;
    half += part * change[1]!;
    normal += part * Math.max(-0.2, Math.min(0.2, change[2]!));
    offset += part * change[3]!;
    width = Math.max(side / 8, width + part * change[4]!);
    const isAtRest = Math.abs(squares - sum) <= 1e-12 * sum && step > 5;
    squares = sum;
    if (isAtRest) break;
  }
  const deviation = Math.sqrt(squares / pixels.length);
  if (!(Math.abs(half) > deviation) || !Number.isFinite(normal + offset)) throw noEdge();
  const turned = half < 0;
  return {
    normalRad: turned ? normal + Math.PI : normal,
    offset: turned ? -offset : offset,
  };
}

/** The step that comes closest to the values along a direction. */
function partedInTwo(pixels: readonly PixelAround[], normalRad: number) {
  const [cosine, sine] = [Math.cos(normalRad), Math.sin(normalRad)];
  const sorted = pixels
    .map(({ dx, dy, value }) => ({ place: dx * cosine + dy * sine, value }))
    .sort((a, b) => a.place - b.place);
  const total = sorted.reduce((sum, { value }) => sum + value, 0);
  let best = { apart: -1, offset: 0, low: 0, high: 0 };
  let below = 0;
  for (let count = 1; count < sorted.length; count++) {
    below += sorted[count - 1]!.value;
    const [low, high] = [below / count, (total - below) / (sorted.length - count)];
    const apart = count * (sorted.length - count) * (high - low) ** 2;
    if (apart > best.apart) best = { apart, offset: sorted[count]!.place, low, high };
  }
  return best;
}

function noEdge(): InputError {
  return new InputError(
    'No straight edge stands out there from the noise; mark a circle with an edge through its middle.',
  );
}
