import { geometryOf, type Scan } from '../../geometry/scan.ts';
import { scatteredViewWeights } from '../../geometry/view-weights.ts';
import type { ComplexRow, MirrorRows } from './mirror-rows.ts';

/** Harmonics, at most, and the steps of sums that they may take. */
const MOST_HARMONICS = 12;
const MOST_STEPS = 2 ** 26;
/** Views for each harmonic, at least: with fewer, those beyond count as those below. */
const VIEWS_PER_HARMONIC = 8;

/**
 * What a sinogram over a whole turn has on both sides of its axis. A parallel view is a function of θ with the period 2π,
 * P(θ, u) = Σ_n P_n(u)·exp(inθ), and since the line (θ + π, −u) is the line (θ, u), P_n(−u) = (−1)^n·P_n(u): every
 * harmonic is its own mirror image about the axis, however little of the object the detector sees. A fan's reading is
 * that of the line θ = β − γ, so that its harmonics over β, turned by nγ, are P_n (Kak & Slaney 1988, ch. 3.4).
 *
 * @param sinogram [views × channels]
 */
export function wholeTurnRows(sinogram: Float32Array, scan: Scan): MirrorRows {
  const { channels, anglesRad } = scan;
  const views = anglesRad.length;
  const affordable = Math.floor(MOST_STEPS / (views * channels));
  const harmonics = Math.max(0, Math.min(MOST_HARMONICS, Math.floor(views / VIEWS_PER_HARMONIC), affordable));
  const weights = scatteredViewWeights(anglesRad, 2 * Math.PI);
  const rows: ComplexRow[] = [];
  const mirrored: ComplexRow[] = [];
  for (let n = 0; n <= harmonics; n++) {
    const real = new Float64Array(channels);
    const imaginary = new Float64Array(channels);
    for (let view = 0; view < views; view++) {
      const cosine = weights[view]! * Math.cos(n * anglesRad[view]!);
      const sine = weights[view]! * Math.sin(n * anglesRad[view]!);
      const from = view * channels;
      for (let channel = 0; channel < channels; channel++) {
        const value = sinogram[from + channel]!;
        real[channel]! += cosine * value;
        imaginary[channel]! -= sine * value;
      }
    }
    rows.push({ real, imaginary });
    const sign = n % 2 === 0 ? 1 : -1;
    mirrored.push({ real: real.map((value) => sign * value), imaginary: imaginary.map((value) => sign * value) });
  }
  return { channels, rows, mirrored, turnRad: turnOf(scan) };
}

/** How far a harmonic turns at a distance, in channels, from the axis; not from the detector's middle, which is sought. */
function turnOf(scan: Scan): ((harmonic: number, distance: number) => number) | undefined {
  const geometry = geometryOf(scan);
  // Rays from no source are parallel.
  if (geometry.sourceRadiusMm(scan) === Number.POSITIVE_INFINITY) return undefined;
  const centred = { ...scan, offset: 0, channels: 1 };
  return (harmonic, distance) => harmonic * geometry.fanAngleRad(centred, distance);
}
