// What the controls of beam and detector are bound to, and the acquisition that it stands for.

import { describe, expect, test } from 'vitest';
import { acquisitionOf, EXACT, isInert, OFF, summaryOf, valuesOf } from '../../../src/app/controls/physics-values.ts';
import type { BeamAcquisition } from '../../../src/experiment/acquisition-schema.ts';
import { grouped } from '../../../src/number-text.ts';

const TUBE: BeamAcquisition = {
  modality: 'ct',
  beam: { kind: 'tube', voltageKV: 100, filtrationMmAluminium: 6, filtrationMmCopper: 0.2 },
  noise: { photons: 2000, electronicNoise: 5 },
  focalSpotMm: 1,
  channelAperture: 0.5,
  crosstalk: 0.07,
  deadChannels: [3, 11],
  gainDrift: 0.02,
  scatterToPrimary: 0.2,
  detectorShift: 0.25,
  motion: { kind: 'shift', amplitudeMm: 4, directionDeg: 30, at: 0.6 },
};

describe('the values of the controls', () => {
  test.each<[string, BeamAcquisition]>([
    ['a tube with everything on', TUBE],
    ['one energy', { ...TUBE, beam: { kind: 'monochromatic', energyKeV: 70 } }],
    ['breathing', { ...TUBE, motion: { kind: 'breathing', amplitudeMm: 3, cycles: 1.5 } }],
    ['pixels', { ...TUBE, inverseCrime: true }],
    ['no motion', { ...TUBE, motion: { kind: 'none' } }],
  ])('stand for the acquisition that they were taken from: %s', (_, acquisition) => {
    // What no control turns, copper and the detector's shift, comes from what was shown.
    expect(acquisitionOf({ ...OFF, ...valuesOf(acquisition, OFF) }, acquisition)).toEqual(acquisition);
  });

  test('keep the photons of noise that is off', () => {
    const { noise: _, ...silent } = TUBE;
    const values = { ...OFF, ...valuesOf(silent, { ...OFF, photons: 777 }) };
    expect([values.noise, values.photons]).toEqual([false, 777]);
    expect(acquisitionOf(values, silent).noise).toBeUndefined();
  });

  test('are exact line integrals where all is off, and only there', () => {
    const off = acquisitionOf({ ...OFF, beam: 'monochromatic' }, EXACT);
    expect(isInert(off)).toBe(true);
    const disturbed: Partial<BeamAcquisition>[] = [
      { noise: { photons: 1e5, electronicNoise: 0 } },
      { focalSpotMm: 1 },
      { channelAperture: 1 },
      { crosstalk: 0.1 },
      { deadChannels: [0] },
      { gainDrift: 0.01 },
      { scatterToPrimary: 0.1 },
      { detectorShift: 1 },
      { motion: { kind: 'breathing', amplitudeMm: 1, cycles: 1 } },
      { beam: { kind: 'monochromatic', energyKeV: 61 } },
      { beam: TUBE.beam },
    ];
    for (const changes of disturbed) expect([changes, isInert({ ...off, ...changes })]).toEqual([changes, false]);
  });

  test('are told in a few words', () => {
    expect(summaryOf(OFF, false)).toEqual(['exact']);
    expect(summaryOf({ ...OFF, ...valuesOf(TUBE, OFF) }, true)).toEqual([
      '100 kV',
      `${grouped(2000)} photons`,
      'same dose',
      'blur',
      'crosstalk',
      'gain drift',
      'dead: 3, 11',
      'scatter',
      'shift',
    ]);
  });
});
