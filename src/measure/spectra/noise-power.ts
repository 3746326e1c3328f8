import { InputError } from '../../errors.ts';
import type { LinearAxis, MeasuredPlane } from '../plane.ts';
import { pixelSide } from './around-place.ts';
import { mustBeAlike } from './average-plane.ts';
import { FrequencyRings } from './frequency-rings.ts';
import { LEAST_SQUARE, MOST_SQUARE, type PixelSquare } from './noise-squares.ts';
import { type BackgroundOrder, polynomialBackground } from './polynomial-background.ts';
import type { SpectralCurve } from './spectral-curve.ts';
import { powerOfTwoFor, transformOfSquare } from './transform-square.ts';

/**
 * What is taken off before noise is what is left: a polynomial that is fitted to each square, or the mean of several scans
 * of the same, which for two of them is half of what their difference gives.
 */
export type NoiseBackground =
  | { readonly kind: 'polynomial'; readonly order: BackgroundOrder }
  | { readonly kind: 'other-scans' };

export interface NoisePowerOptions {
  /** Squares of noise, the same ones on every picture. */
  readonly squares: readonly PixelSquare[];
  /** Along a side. */
  readonly pixels: number;
  readonly background: NoiseBackground;
}

export interface NoisePower {
  /** In value² · mm², over frequencies in mm⁻¹ with 0 in the middle, as a plane of its own. */
  readonly spectrum: MeasuredPlane;
  /** Its mean over all directions, up to the Nyquist frequency of the pixels. */
  readonly radial: SpectralCurve;
  /** Standard error of each of its values over squares and pictures; empty where there is but one of them. */
  readonly errors: readonly number[];
  /** Mean square of what is left over, which is the integral of the spectrum. */
  readonly variance: number;
  /** ∬NPS of the spectrum, the sum of its values times the area of each. */
  readonly integral: number;
  /** Squares on all pictures together. */
  readonly samples: number;
  /** What is finer than this many mm⁻¹ is smoothed away by the size of the squares. */
  readonly resolutionPerMm: number;
}

/**
 * Noise power spectrum: a²/(Lx·Ly)·⟨|FFT(square − background)|²⟩ with the pixels’ side a and Lx, Ly pixels in a square
 * (Kijewski & Judy, Phys. Med. Biol. 32:565, 1987; ICRU Report 87, 2012; AAPM TG-233, 2019), over squares and pictures. Squares
 * are padded with zeros to a power of two, which changes neither its values nor its integral, and samples it more finely.
 *
 * @param planes pictures of the same: scans with other seeds
 * @throws InputError where squares do not fit or `other-scans` has fewer than two pictures
 */
export function noisePower(planes: readonly MeasuredPlane[], options: NoisePowerOptions): NoisePower {
  const { squares, pixels, background } = options;
  const [plane] = mustBeAlike(planes);
  const side = pixelSide(plane);
  mustFit(plane, squares, pixels);
  const residuals = background.kind === 'polynomial' ? lessPolynomial : lessOtherScans;
  const order = background.kind === 'polynomial' ? background.order : 0;
  const size = powerOfTwoFor(pixels);
  const scale = (side * side) / (pixels * pixels);
  const total = new Float64Array(size * size);
  const rings = new FrequencyRings(size, side, pixels);
  let variance = 0;
  let samples = 0;
  for (const square of squares) {
    for (const { values, factor } of residuals(planes, square, pixels, order)) {
      const transform = transformOfSquare(values, pixels, size);
      const power = total.map((_, i) => scale * factor * (transform[2 * i]! ** 2 + transform[2 * i + 1]! ** 2));
      for (let i = 0; i < power.length; i++) total[i]! += power[i]!;
      rings.add(power);
      variance += (factor * values.reduce((sum, value) => sum + value * value, 0)) / (pixels * pixels);
      samples++;
    }
  }
  const mean = total.map((sum) => sum / samples);
  const area = (1 / (size * side)) ** 2;
  return {
    spectrum: centred(mean, size, 1 / (size * side)),
    // What is left of two scans less their mean is the same but for its sign.
    ...rings.means(samples, background.kind === 'polynomial' ? samples : samples - squares.length),
    variance: variance / samples,
    integral: mean.reduce((sum, value) => sum + value, 0) * area,
    samples,
    resolutionPerMm: 1 / (pixels * side),
  };
}

function mustFit({ rows, columns }: MeasuredPlane, squares: readonly PixelSquare[], pixels: number): void {
  if (!(Number.isInteger(pixels) && pixels >= LEAST_SQUARE && pixels <= MOST_SQUARE)) {
    throw new InputError(
      `Squares of noise must have between ${LEAST_SQUARE} and ${MOST_SQUARE} pixels along a side, and ${pixels} were asked for.`,
    );
  }
  if (squares.length === 0) throw new InputError('No square is marked that noise could be measured in.');
  const isInside = ({ row, column }: PixelSquare) =>
    row >= 0 && column >= 0 && row + pixels <= rows && column + pixels <= columns;
  if (!squares.every(isInside)) throw new InputError('A square that noise is measured in reaches beyond the picture.');
}

interface Residual {
  readonly values: Float64Array;
  /** What its power is multiplied by, for what its background has taken of the noise. */
  readonly factor: number;
}

function* lessPolynomial(
  planes: readonly MeasuredPlane[],
  square: PixelSquare,
  pixels: number,
  order: BackgroundOrder,
): Generator<Residual> {
  const place = (i: number) => (2 * i - pixels + 1) / pixels;
  for (const plane of planes) {
    const values = cut(plane, square, pixels);
    const placed = Array.from(values, (value, i) => ({
      x: place(i % pixels),
      y: place(Math.floor(i / pixels)),
      value,
    }));
    const background = polynomialBackground(placed, order)!;
    yield { values: values.map((value, i) => value - background(placed[i]!.x, placed[i]!.y)), factor: 1 };
  }
}

function* lessOtherScans(planes: readonly MeasuredPlane[], square: PixelSquare, pixels: number): Generator<Residual> {
  if (planes.length < 2) {
    throw new InputError(
      'Noise is what differs between scans of the same, and there is but one scan; take two at least.',
    );
  }
  const cuts = planes.map((plane) => cut(plane, square, pixels));
  const mean = cuts[0]!.map((_, i) => cuts.reduce((sum, values) => sum + values[i]!, 0) / planes.length);
  for (const values of cuts) {
    yield { values: values.map((value, i) => value - mean[i]!), factor: planes.length / (planes.length - 1) };
  }
}

function cut({ values, columns }: MeasuredPlane, { row, column }: PixelSquare, pixels: number): Float64Array {
  return Float64Array.from(
    { length: pixels * pixels },
    (_, i) => values[(row + Math.floor(i / pixels)) * columns + column + (i % pixels)]!,
  );
}

function centred(values: Float64Array, size: number, step: number): MeasuredPlane {
  const half = size / 2;
  const moved = values.map(
    (_, i) => values[((Math.floor(i / size) + half) % size) * size + (((i % size) + half) % size)]!,
  );
  const horizontal: LinearAxis = { first: -half * step, step };
  // Row 0 of a picture is the top: the highest frequency along y, which the transform counts downwards.
  return { values: moved, rows: size, columns: size, horizontal, vertical: { first: half * step, step: -step } };
}
