import FFT from 'fft.js';

/** Some views of a detector, and how strongly what they show is smoothed. */
export interface PhaseSettings {
  readonly rows: number;
  readonly channels: number;
  /** α = z·λ·(δ/β)/(4π) in squared millimetres; the pixels it is counted in are those of the detector, drawn back to the object. */
  readonly alphaMm2: number;
  readonly channelSpacingMm: number;
  readonly rowSpacingMm: number;
  /** c in I = e^(−c·p) of line integrals p; 1 where left out. */
  readonly signalFactor?: number;
}

/**
 * Retrieves what a single material has projected from views that its phase has sharpened on their way to the detector: Paganin
 * et al., J. Microsc. 206:33 (2002), doi 10.1046/j.1365-2818.2002.01010.x, eq. 10. The transmission I is filtered by
 * 1/(1 + α·|2πf|²), and −ln of the result is the material's μ times its thickness. A transmission that is even stays what it
 * is. Of one row alone only what varies along it is filtered.
 *
 * Views go on beyond their edges as mirror images, out to a power of two.
 *
 * @param readings line integrals, float32 [views · rows, channels]; stay as they are
 */
export function withPhaseRetrieved(readings: Float32Array, settings: PhaseSettings): Float32Array<ArrayBuffer> {
  const { rows, channels, signalFactor = 1 } = settings;
  const out = new Float32Array(readings.length);
  const across = paddedLength(channels);
  const along = rows === 1 ? 1 : paddedLength(rows);
  const filter = responseOf(settings, across, along);
  const columnOf = Uint32Array.from({ length: across }, (_, place) => mirrored(place, channels));
  const rowOf = Uint32Array.from({ length: along }, (_, place) => mirrored(place, rows));
  const transmission = new Float64Array(rows * channels);
  const plane = new Float64Array(2 * across * along);
  const lines = { across: new FFT(across), along: along > 1 ? new FFT(along) : null };
  for (let view = 0; view < readings.length; view += rows * channels) {
    for (let i = 0; i < transmission.length; i++) transmission[i] = Math.exp(-signalFactor * readings[view + i]!);
    for (let row = 0; row < along; row++) {
      const from = rowOf[row]! * channels;
      for (let column = 0; column < across; column++) {
        const place = 2 * (row * across + column);
        plane[place] = transmission[from + columnOf[column]!]!;
        plane[place + 1] = 0;
      }
    }
    transformed(plane, across, along, lines, false);
    for (let i = 0; i < across * along; i++) {
      plane[2 * i]! *= filter[i]!;
      plane[2 * i + 1]! *= filter[i]!;
    }
    transformed(plane, across, along, lines, true);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < channels; column++) {
        const transmitted = plane[2 * (row * across + column)]!;
        out[view + row * channels + column] = -Math.log(Math.max(LEAST_TRANSMISSION, transmitted)) / signalFactor;
      }
    }
  }
  return out;
}

/** The logarithm of nothing has no value. */
const LEAST_TRANSMISSION = 1e-6;

/** Room for the samples and their mirror images. */
function paddedLength(count: number): number {
  return Math.max(2, 2 ** Math.ceil(Math.log2(2 * count)));
}

/**
 * What stands at a place of the padded line: the samples; behind them their mirror image, as far as half of the room; and from
 * the end backwards, which lies before the first one, likewise.
 */
function mirrored(place: number, count: number): number {
  const length = count === 1 ? 1 : paddedLength(count);
  const centred = place < count + (length - count) / 2 ? place : place - length;
  const period = 2 * count;
  const within = ((centred % period) + period) % period;
  return within < count ? within : period - 1 - within;
}

function responseOf({ alphaMm2, channelSpacingMm, rowSpacingMm }: PhaseSettings, across: number, along: number) {
  const filter = new Float64Array(across * along);
  const squared = (i: number, count: number, spacingMm: number) =>
    ((2 * Math.PI * (i <= count / 2 ? i : i - count)) / (count * spacingMm)) ** 2;
  for (let row = 0; row < along; row++) {
    const ofRow = along === 1 ? 0 : squared(row, along, rowSpacingMm);
    for (let column = 0; column < across; column++) {
      filter[row * across + column] = 1 / (1 + alphaMm2 * (ofRow + squared(column, across, channelSpacingMm)));
    }
  }
  return filter;
}

interface Lines {
  readonly across: FFT;
  readonly along: FFT | null;
}

/** The discrete Fourier transform of a plane in place, or back again. */
function transformed(plane: Float64Array, across: number, along: number, lines: Lines, isBack: boolean): void {
  const line = new Float64Array(2 * Math.max(across, along));
  const run = (fft: FFT, data: Float64Array, out: Float64Array) =>
    isBack ? fft.inverseTransform(out, data) : fft.transform(out, data);
  for (let row = 0; row < along; row++) {
    const given = plane.subarray(2 * row * across, 2 * (row + 1) * across);
    const out = line.subarray(0, 2 * across);
    run(lines.across, given, out);
    given.set(out);
  }
  if (!lines.along) return;
  const column = new Float64Array(2 * along);
  for (let c = 0; c < across; c++) {
    for (let row = 0; row < along; row++) {
      column[2 * row] = plane[2 * (row * across + c)]!;
      column[2 * row + 1] = plane[2 * (row * across + c) + 1]!;
    }
    const out = line.subarray(0, 2 * along);
    run(lines.along, column, out);
    for (let row = 0; row < along; row++) {
      plane[2 * (row * across + c)] = out[2 * row]!;
      plane[2 * (row * across + c) + 1] = out[2 * row + 1]!;
    }
  }
}
