import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';
import { spectrumMuPerMm, tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
import { everything, runOf } from '../support/physical-runs.ts';
import { sphereChords } from '../support/sphere-chords.ts';
import { cpuOperators } from '../support/walk.ts';

const machine = { sourceToIsocenterMm: 200, sourceToDetectorMm: 300, channelSpacingMm: 1.5 };
const fan = { ...machine, geometry: 'fan', views: 24, channels: 64 };
const cone = { ...machine, geometry: 'cone', detector: 'flat', views: 6, channels: 40, rows: 20, rowSpacingMm: 3 };
const slice = {
  ...{ version: 1, name: 'a slice', fieldSizeMm: 48, values: 'materials', composition: 'replace' },
  shapes: [
    { type: 'ellipse', x: 2, y: -1, semiAxisX: 18, semiAxisY: 14, angleDeg: 20, material: 'water' },
    { type: 'rectangle', x: -5, y: 3, width: 7, height: 4, angleDeg: 30, material: 'cortical-bone' },
    { type: 'ellipse', x: 6, y: -4, semiAxisX: 3, semiAxisY: 3, material: 'air' },
  ],
};

/** A ball of water, off the axis in every direction. */
const BALL = { x: 5, y: -3, z: 4, radius: 16 };
const ball = (solid: object = { material: 'water' }, values = 'materials') => ({
  ...{ version: 1, dimensions: 3, name: 'a ball', fieldSizeMm: 48, heightMm: 48, values, composition: 'replace' },
  solids: [{ type: 'sphere', ...BALL, ...solid }],
});

let operators: Operators;
beforeAll(() => {
  operators = cpuOperators();
});
afterAll(() => operators.dispose());

test.each(['flat', 'arc'])('a cone of one row counts what a fan does, onto a %s detector', async (detector) => {
  const json = { phantom: slice, acquisition: everything, seed: 3 };
  const ofFan = await runOf(operators, { ...json, scan: { ...fan, detector } });
  const ofCone = await runOf(operators, {
    ...json,
    scan: { ...fan, geometry: 'cone', detector, rows: 1, rowSpacingMm: 1 },
  });
  const differing = ofCone.values.filter((value, i) => value !== ofFan.values[i]).length;
  expect(differing).toBe(0);
  expect(ofCone.starved).toBeCloseTo(ofFan.starved!, 4);
  // Nothing of this is as round as the counts of nothing.
  expect(new Set(ofFan.values).size).toBeGreaterThan(0.5 * ofFan.values.length);
});

describe('behind a ball of water', () => {
  // By the formula for a sphere's chord, from the source to each pixel.
  const chords = sphereChords(cone, BALL);

  function expectSignals(
    { values, signalFactor }: { readonly values: Float32Array; readonly signalFactor: number | null },
    signalBehind: (chordMm: number) => number,
  ): void {
    values.forEach((value, i) => {
      const expected = signalBehind(chords[i]!);
      expect(Math.abs(Math.exp(-signalFactor! * value) - expected)).toBeLessThan(2e-6 * expected);
    });
  }

  test('one energy leaves e^(−μ·chord)', async () => {
    const acquisition = { beam: { kind: 'monochromatic', energyKeV: 80 }, crosstalk: 0, scatterToPrimary: 0 };
    const mu = muPerMm('water', 80);
    expectSignals(await runOf(operators, { phantom: ball(), scan: cone, acquisition }), (mm) => Math.exp(-mu * mm));
  });

  test('many leave the sum over their energies, which a phantom in units of its own is water to as well', async () => {
    const acquisition = { beam: { kind: 'tube', voltageKV: 100, filtrationMmAluminium: 3 } };
    const spectrum = tubeScanSpectrum({ voltageKV: 100, filtrationMmAluminium: 3, filtrationMmCopper: 0 });
    const mu = spectrumMuPerMm(spectrum, 'water');
    const behind = (mm: number) =>
      spectrum.weights.reduce((sum, weight, bin) => sum + weight * Math.exp(-mu[bin]! * mm), 0);
    expectSignals(await runOf(operators, { phantom: ball(), scan: cone, acquisition }), behind);
    const arbitrary = ball({ value: 1 }, 'arbitrary');
    expectSignals(await runOf(operators, { phantom: arbitrary, scan: cone, acquisition }), behind);
  });

  test('a pixel reads what the attenuation of another library makes of the same spectrum', async () => {
    // numpy over the tube's spectrum in steps of 1 keV, times what 1.4 mm of Gd₂O₂S absorb, with CS_Total_CP of xraylib 4:
    // −ln Σ w·e^(−μ·L) of 32 and of 200 mm of water. Its tables differ from NIST's by some 10⁻³.
    const acquisition = { beam: { kind: 'tube', voltageKV: 100, filtrationMmAluminium: 3 } };
    for (const [radius, expected] of [
      [16, 0.73461],
      [100, 4.28145],
    ] as const) {
      const phantom = { ...ball(), solids: [{ type: 'sphere', x: 0, y: 0, z: 0, radius, material: 'water' }] };
      const scan = { ...cone, rows: 1, channels: 1 };
      const { values } = await runOf(operators, { phantom, scan, acquisition });
      expect(Math.abs(values[0]! - expected)).toBeLessThan(1e-3 * expected);
    }
  });

  test('it stands elsewhere after it was moved', async () => {
    const acquisition = {
      beam: { kind: 'monochromatic' },
      motion: { kind: 'shift', amplitudeMm: 7, directionDeg: 90, at: 0 },
    };
    const moved = { ...ball(), solids: [{ type: 'sphere', ...BALL, y: BALL.y + 7, material: 'water' }] };
    const [ofMoving, ofMoved] = [
      await runOf(operators, { phantom: ball(), scan: cone, acquisition }),
      await runOf(operators, { phantom: moved, scan: cone }),
    ];
    ofMoving.values.forEach((value, i) => {
      expect(value).toBeCloseTo(ofMoved.values[i]!, 5);
    });
  });
});
