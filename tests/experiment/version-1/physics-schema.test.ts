import { describe, expect, test } from 'vitest';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';

const noFiles = async () => new Uint8Array();

describe('physics of an experiment', () => {
  test('is a beam of 60 keV, or what is said', () => {
    expect(parseExperimentInput({ physics: {} }).acquisition).toMatchObject({
      beam: { kind: 'monochromatic', energyKeV: 60 },
      motion: { kind: 'none' },
    });
    expect(parseExperimentInput({ physics: { spectrum: {} } }).acquisition.beam).toEqual({
      kind: 'tube',
      voltageKV: 120,
      filtrationMmAluminium: 6,
      filtrationMmCopper: 0,
    });
  });

  test('left out is exact line integrals without corrections', async () => {
    const input = parseExperimentInput({ version: 1 });
    const experiment = resolveExperiment(input, await loadSubject(input, noFiles));
    expect(experiment.acquisition).toEqual({ modality: 'ct', beam: { kind: 'exact' } });
    expect(experiment.corrections).toEqual([]);
  });

  test.each([
    [{ photons: 0 }, 'physics.photons: must be between 1 and 1000000000, got 0'],
    [{ energyKeV: 5 }, 'physics.energyKeV: must be between 10 and 150, got 5'],
    [{ spectrum: { voltageKV: 200 } }, 'physics.spectrum.voltageKV: must be between 40 and 150, got 200'],
    [{ deadChannels: [1.5] }, 'physics.deadChannels[0]: must be a whole number, got 1.5'],
    [{ motion: { kind: 'jump' } }, 'physics.motion.kind: must be one of none, shift, breathing, got "jump"'],
    [
      { energyKeV: 60, spectrum: {} },
      'physics: a beam has one energy or a spectrum; give energyKeV or spectrum, not both',
    ],
  ])('%j is refused', (physics, sentence) => {
    expect(() => parseExperimentInput({ physics })).toThrow(sentence);
  });

  test('a focal spot belongs to a fan', () => {
    const sentence =
      'physics.focalSpotMm is the width of a fan’s focal spot, and parallel rays have none; leave it out or set scan.geometry to "fan"';
    expect(() => parseExperimentInput({ physics: { focalSpotMm: 1 } })).toThrow(sentence);
    expect(() => parseExperimentInput({ scan: { geometry: 'parallel' }, physics: { focalSpotMm: 0.1 } })).toThrow(
      sentence,
    );
    expect(parseExperimentInput({ physics: { focalSpotMm: 0 } }).acquisition).toMatchObject({ focalSpotMm: 0 });
    expect(parseExperimentInput({ scan: { geometry: 'fan' }, physics: { focalSpotMm: 1 } }).acquisition).toMatchObject({
      focalSpotMm: 1,
    });
  });

  test('a measurement has none, and of the corrections only those of rings and of the axis', () => {
    const measurement = { sinogram: 'a.npy' };
    expect(() => parseExperimentInput({ measurement, physics: {} })).toThrow(
      'physics applies only to the scan of a phantom; measured data already contain theirs; leave it out',
    );
    expect(() => parseExperimentInput({ measurement, corrections: { water: true } })).toThrow(
      'only the corrections "rings" and "axis" can be applied to a measurement, whose spectrum, photons and unit are unknown',
    );
    expect(() => parseExperimentInput({ measurement, corrections: { truncation: true } })).toThrow(
      'only the corrections "rings"',
    );
    expect(parseExperimentInput({ measurement, corrections: { axis: true, rings: true } }).corrections).toEqual([
      // As they were taken out before there were other ways; what the others would be set to comes along.
      { kind: 'rings', by: 'drift', window: 21, sensitivity: 3, levels: 4, damping: 0.5 },
      { kind: 'axis' },
    ]);
  });
});
