import { describe, expect, test } from 'vitest';
import { experimentJson, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';

const noFiles = async () => new Uint8Array();

describe('the acquisition of an experiment', () => {
  test('is exact line integrals unless there is a beam, and fills in what comes with one', () => {
    const exact = { modality: 'ct', beam: { kind: 'exact' } };
    for (const acquisition of [undefined, {}, { modality: 'ct' }, { beam: { kind: 'exact' } }]) {
      expect(parseExperimentInput({ acquisition }).acquisition).toEqual(exact);
    }
    expect(parseExperimentInput({ acquisition: { beam: { kind: 'monochromatic' } } }).acquisition).toEqual({
      modality: 'ct',
      beam: { kind: 'monochromatic', energyKeV: 60 },
      focalSpotMm: 0,
      channelAperture: 0,
      crosstalk: 0,
      deadChannels: [],
      gainDrift: 0,
      scatterToPrimary: 0,
      detectorShift: 0,
      motion: { kind: 'none' },
    });
    const tube = parseExperimentInput({
      acquisition: { beam: { kind: 'tube' }, noise: { photons: 9 }, motion: { kind: 'shift', amplitudeMm: 2 } },
    });
    expect(tube.acquisition).toMatchObject({
      beam: { kind: 'tube', voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0 },
      noise: { photons: 9, electronicNoise: 0 },
      motion: { kind: 'shift', amplitudeMm: 2, directionDeg: 0, at: 0.5 },
    });
  });

  test('comes back from JSON as it went there', async () => {
    const input = parseExperimentInput({
      acquisition: { beam: { kind: 'tube', voltageKV: 80 }, noise: { photons: 1e5 } },
      corrections: [{ kind: 'starvation' }, { kind: 'water' }],
    });
    const experiment = resolveExperiment(input, await loadSubject(input, noFiles));
    const again = parseExperimentInput(JSON.parse(JSON.stringify(experimentJson(experiment))));
    expect(again.acquisition).toEqual(experiment.acquisition);
    expect(again.corrections).toEqual([{ kind: 'starvation' }, { kind: 'water' }]);
  });

  const beam = { kind: 'monochromatic' };
  test.each<[object, string]>([
    [{ modality: 'pet' }, 'acquisition.modality: must be one of ct, got "pet"'],
    [{ beam: { kind: 'laser' } }, 'acquisition.beam.kind: must be one of exact, monochromatic, tube, got "laser"'],
    [{ beam: {} }, 'acquisition.beam.kind: is missing; it must be one of exact, monochromatic, tube'],
    [{ beam: [] }, 'acquisition.beam: must be an object, got a list'],
    [{ beam: 3 }, 'acquisition.beam: must be an object, got 3'],
    [{ beam: { ...beam, energyKeV: 5 } }, 'acquisition.beam.energyKeV: must be between 10 and 150, got 5'],
    [
      { beam: { ...beam, voltageKV: 100 } },
      'acquisition.beam.voltageKV: unknown key; the known keys here are kind, energyKeV',
    ],
    [{ beam, noise: {} }, 'acquisition.noise.photons: is missing'],
    [{ beam, noise: { photons: 0 } }, 'acquisition.noise.photons: must be between 1 and 1000000000, got 0'],
    [{ beam, deadChannels: [1.5] }, 'acquisition.deadChannels[0]: must be a whole number, got 1.5'],
    [
      { beam, motion: { kind: 'shift', cycles: 2 } },
      'acquisition.motion.cycles: unknown key; the known keys here are kind, amplitudeMm, directionDeg, at',
    ],
    [
      { noise: { photons: 5 } },
      'acquisition: noise applies only with a beam, and exact line integrals have none; leave it out or set beam.kind to "monochromatic" or "tube"',
    ],
    [{ beam: { kind: 'exact' }, gainDrift: 0 }, 'acquisition: gainDrift applies only with a beam'],
    [{ photons: 5 }, 'acquisition.photons: unknown key; the known keys here are modality, beam, inverseCrime, noise, '],
  ])('%j is refused', (acquisition, sentence) => {
    expect(() => parseExperimentInput({ acquisition })).toThrow(sentence);
  });

  test('has no focal spot for parallel rays, and no beam for a measurement', () => {
    const acquisition = { beam, focalSpotMm: 1 };
    expect(() => parseExperimentInput({ acquisition })).toThrow(
      'acquisition.focalSpotMm is the width of a fan’s or a cone’s or a tomosynthesis scan’s focal',
    );
    expect(() => parseExperimentInput({ scan: { geometry: 'fan' }, acquisition })).not.toThrow();
    expect(() => parseExperimentInput({ measurement: { sinogram: 'a.npy' }, acquisition: { beam } })).toThrow(
      'acquisition.beam applies only to the scan of a phantom',
    );
  });

  test('has dead channels that are on the detector', async () => {
    const input = parseExperimentInput({ scan: { channels: 9 }, acquisition: { beam, deadChannels: [9] } });
    const subject = await loadSubject(input, noFiles);
    expect(() => resolveExperiment(input, subject)).toThrow(
      "acquisition.deadChannels: there is no channel 9; the detector's 9 are numbered from 0",
    );
  });
});

describe('the corrections of an experiment', () => {
  test.each<[unknown, string]>([
    [
      [{ kind: 'hardening' }],
      'corrections[0].kind: must be one of zingers, starvation, scatter, water, rings, phase, ',
    ],
    [[{}], 'corrections[0].kind: is missing; it must be one of zingers, '],
    [['rings'], 'corrections[0]: must be an object, got the text "rings"'],
    [[{ kind: 'rings' }, { kind: 'water' }], 'corrections: must be listed once each, in the order they are applied: '],
    [[{ kind: 'rings' }, { kind: 'rings' }], 'corrections: must be listed once each, in the order they are applied: '],
    ['rings', 'corrections: must be a list of corrections, such as [{ "kind": "rings" }]'],
    [Array(12).fill({ kind: 'rings' }), 'corrections: must list at most 9 corrections, each once'],
  ])('%j is refused', (corrections, sentence) => {
    expect(() => parseExperimentInput({ version: 2, corrections })).toThrow(sentence);
  });

  test('of a measurement are those that need no beam', () => {
    const measurement = { sinogram: 'a.npy' };
    expect(() => parseExperimentInput({ measurement, corrections: [{ kind: 'water' }] })).toThrow(
      'the correction "water" cannot be applied to a measurement: its spectrum is unknown',
    );
    expect(() =>
      parseExperimentInput({ measurement, corrections: [{ kind: 'rings' }, { kind: 'axis' }] }),
    ).not.toThrow();
  });
});

describe('the reconstruction of an experiment', () => {
  test('has the keys of its method', () => {
    expect(parseExperimentInput({}).reconstruction).toEqual({
      method: 'fbp',
      filter: 'ram-lak',
      cutoff: 1,
      interpolation: 'linear',
      rebin: false,
      grid: { pixels: 512, pixelSizeMm: 0.5 },
    });
    expect(parseExperimentInput({ reconstruction: { method: 'gridrec' } }).reconstruction).not.toHaveProperty('rebin');
    expect(() => parseExperimentInput({ version: 2, reconstruction: { method: 'gridrec', rebin: true } })).toThrow(
      'reconstruction.rebin: is for methods that can use a fan directly; gridrec always rebins it to parallel rays',
    );
  });
});
