import { muPerMm, TABLE_ENERGIES_KEV } from './materials/attenuation-of-material.ts';
import type { PolynomialCurve } from './polynomial-curve.ts';
import { type ScanSpectrum, spectrumMuPerMm, transmissionOf } from './scan-spectrum.ts';

/** The water cylinder that scanners are calibrated with. */
export const CALIBRATION_DIAMETER_MM = 200;
/** The longest path through water that the correction is fitted to. */
export const LONGEST_WATER_PATH_MM = 400;

const DEGREE = 6;

/** What a scanner knows about water under one spectrum. */
export interface WaterCalibration {
  /**
   * What reconstructs to 0 HU, in 1/mm: the mean over a water cylinder of 200 mm. Without correction the cylinder's
   * middle is a little darker and its rim lighter; with the correction all of it has this value.
   */
  readonly waterMuPerMm: number;
  /** The energy at which water attenuates as much. */
  readonly effectiveEnergyKeV: number;
  /** Turns a reading of water into waterMuPerMm × path. */
  readonly correction: PolynomialCurve;
}

/**
 * Calibrates with water. The mean follows from the cylinder's mass: every view of it has the same integral, so the mean
 * over the cylinder is ∫ p(2√(R² − u²)) du / πR². The correction is the polynomial of the sixth degree through the
 * origin that comes closest, in least squares, to waterMuPerMm × path for paths through 0 … 400 mm of water (Herman,
 * Phys. Med. Biol. 24:81, 1979, doi 10.1088/0031-9155/24/1/008).
 */
export function calibrateWater(spectrum: ScanSpectrum): WaterCalibration {
  const { weights } = spectrum;
  const mu = spectrumMuPerMm(spectrum, 'water');
  const reading = (lengthMm: number) => -Math.log(transmissionOf(weights, mu, lengthMm));
  const waterMuPerMm = meanOverCylinder(reading);
  const most = reading(LONGEST_WATER_PATH_MM);
  return {
    waterMuPerMm,
    effectiveEnergyKeV: energyOfWaterMu(waterMuPerMm),
    correction: {
      most,
      coefficients: weights.length === 1 ? Float64Array.of(1) : leastSquaresFit(reading, waterMuPerMm, most),
    },
  };
}

function meanOverCylinder(reading: (lengthMm: number) => number): number {
  const radius = CALIBRATION_DIAMETER_MM / 2;
  const steps = 2000;
  let sum = 0;
  // u = R·sin(a): the square root at the rim is gone, and the midpoint rule does well.
  for (let i = 0; i < steps; i++) {
    const angle = (((i + 0.5) / steps) * Math.PI) / 2;
    sum += reading(2 * radius * Math.cos(angle)) * Math.cos(angle);
  }
  return (2 * radius * sum * (Math.PI / 2 / steps)) / (Math.PI * radius ** 2);
}

/** Water attenuates the less, the higher the energy, all over the tables: halving finds the energy. */
function energyOfWaterMu(wanted: number): number {
  let low: number = TABLE_ENERGIES_KEV.least;
  let high: number = TABLE_ENERGIES_KEV.most;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (muPerMm('water', middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Least squares in powers of x/most, which keeps the equations well conditioned. */
function leastSquaresFit(reading: (lengthMm: number) => number, waterMuPerMm: number, most: number): Float64Array {
  const samples = 400;
  const normal = Array.from({ length: DEGREE }, () => new Float64Array(DEGREE + 1));
  for (let i = 1; i <= samples; i++) {
    const lengthMm = (LONGEST_WATER_PATH_MM * i) / samples;
    const x = reading(lengthMm) / most;
    // What is asked for is a flat image, so the error counts relative to the path.
    const weight = 1 / lengthMm ** 2;
    const powers = Float64Array.from({ length: DEGREE }, (_, k) => x ** (k + 1));
    for (let row = 0; row < DEGREE; row++) {
      for (let column = 0; column < DEGREE; column++) normal[row]![column]! += weight * powers[row]! * powers[column]!;
      normal[row]![DEGREE]! += weight * powers[row]! * waterMuPerMm * lengthMm;
    }
  }
  return solve(normal).map((coefficient, k) => coefficient / most ** (k + 1));
}

/** Gauss's elimination with the largest pivot of each column; [n][n + 1], the last column being the right-hand side. */
function solve(equations: Float64Array[]): Float64Array {
  const n = equations.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(equations[row]![column]!) > Math.abs(equations[pivot]![column]!)) pivot = row;
    }
    [equations[column], equations[pivot]] = [equations[pivot]!, equations[column]!];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = equations[row]![column]! / equations[column]![column]!;
      for (let k = column; k <= n; k++) equations[row]![k]! -= factor * equations[column]![k]!;
    }
  }
  return Float64Array.from(equations, (equation, i) => equation[n]! / equation[i]!);
}
