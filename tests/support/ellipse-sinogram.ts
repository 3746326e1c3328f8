// Sinograms in closed form, for tests of what measured data look like: an ellipse of attenuation μ with semi-axes a, b at
// (x, y), turned by φ, has p(θ, u) = 2μab·√(s² − t²)/s², s² = a²cos²(θ−φ) + b²sin²(θ−φ), t = u − x·cosθ − y·sinθ (Kak &
// Slaney 1988, eq. 3.6).

import { seededRandom } from './random.ts';

export interface SinogramShape {
  readonly views?: number;
  readonly channels?: number;
  readonly spacingMm?: number;
  /** In channels. */
  readonly offset?: number;
  readonly arcDeg?: number;
  /** Of a fan onto an arc that is `spacingMm` apart at the axis: the ray of γ is the parallel one θ = β − γ, u = D·sinγ. */
  readonly sourceToIsocenterMm?: number;
}

const DEFAULTS = { views: 90, channels: 64, spacingMm: 3, offset: 0, arcDeg: 180, sourceToIsocenterMm: 0 };

/** A head without symmetry: water of 0.02 /mm, 160 × 120 mm, with denser and thinner inserts. Line integrals up to 3. */
const ELLIPSES = [
  { x: 4, y: -6, a: 80, b: 60, turnedRad: 0.3, mu: 0.02 },
  { x: 30, y: 10, a: 18, b: 12, turnedRad: 1, mu: 0.015 },
  { x: -35, y: -8, a: 12, b: 25, turnedRad: -0.4, mu: -0.012 },
];

/** float32 [views × channels], line integrals. */
export function ellipseSinogram(shape: SinogramShape = {}): Float32Array {
  const { views, channels, spacingMm, offset, arcDeg, sourceToIsocenterMm: distanceMm } = { ...DEFAULTS, ...shape };
  const result = new Float32Array(views * channels);
  for (let view = 0; view < views; view++) {
    const beta = (((view * arcDeg) / views) * Math.PI) / 180;
    for (let channel = 0; channel < channels; channel++) {
      const place = (channel - (channels - 1) / 2 - offset) * spacingMm;
      const [theta, u] = distanceMm
        ? [beta - place / distanceMm, distanceMm * Math.sin(place / distanceMm)]
        : [beta, place];
      for (const { x, y, a, b, turnedRad, mu } of ELLIPSES) {
        const square = (a * Math.cos(theta - turnedRad)) ** 2 + (b * Math.sin(theta - turnedRad)) ** 2;
        const t = u - x * Math.cos(theta) - y * Math.sin(theta);
        if (square > t * t) result[view * channels + channel]! += (2 * mu * a * b * Math.sqrt(square - t * t)) / square;
      }
    }
  }
  return result;
}

/** Columns for rows. */
export function turnedArray(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
}

/** Whole counts with the spread of photons (Gauss instead of Poisson), of so many photons unattenuated. */
export function countsOf(lineIntegrals: Float32Array, photons: number, seed = 7): Float32Array {
  const random = seededRandom(seed);
  return lineIntegrals.map((p) => {
    const mean = photons * Math.exp(-p);
    const gauss = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss));
  });
}
