import { expect, test } from 'vitest';
import { changedExperiment } from '../../../src/app/present/changed-experiment.ts';
import { inGeometry } from '../../../src/experiment/change-geometry.ts';
import type { ReconstructionChanges } from '../../../src/experiment/change-method.ts';
import { type Experiment, experimentJson, resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { whyOnNoScale } from '../../../src/experiment/slice-scale.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';

test('a fan with a focal spot becomes parallel rays without one, in an experiment that may be opened again', async () => {
  const input = parseExperimentInput({ scan: { geometry: 'fan' }, physics: { focalSpotMm: 2, channelAperture: 0.5 } });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const fan = resolveExperiment(input, subject);
  const arcDeg = changedExperiment(fan, { scan: { arcDeg: 300 } }, subject);
  expect(arcDeg.acquisition).toMatchObject({ focalSpotMm: 2, channelAperture: 0.5 });
  const parallel = changedExperiment(fan, { scan: inGeometry(fan.scan, 'parallel', false) }, subject);
  expect(parallel.acquisition).toMatchObject({ focalSpotMm: 0, channelAperture: 0.5 });
  expect(() => parseExperimentInput(JSON.parse(JSON.stringify(experimentJson(parallel))))).not.toThrow();
});

test('another method keeps filter, grid and rays, as far as it has them', async () => {
  const input = parseExperimentInput({
    scan: { geometry: 'fan' },
    reconstruction: { filter: 'none', cutoff: 0.7, interpolation: 'smooth', grid: { pixels: 64 } },
  });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const fbp = resolveExperiment(input, subject);
  const change = (from: Experiment, reconstruction: ReconstructionChanges) =>
    changedExperiment(from, { reconstruction }, subject);
  const common = { cutoff: 0.7, interpolation: 'smooth', grid: { pixels: 64, pixelSizeMm: 0.5 } };
  expect(fbp.reconstruction).toEqual({ method: 'fbp', filter: 'none', rebin: false, ...common });
  const gridrec = change(fbp, { method: 'gridrec' });
  // Plain back-projection is a matter of FBP alone.
  expect(gridrec.reconstruction).toEqual({ method: 'gridrec', filter: 'ram-lak', ...common });
  // The rays that gridrec took stay.
  const back = change(gridrec, { method: 'fbp' });
  expect(back.reconstruction).toEqual({ method: 'fbp', filter: 'ram-lak', rebin: true, ...common });
  const parallel = changedExperiment(back, { scan: inGeometry(back.scan, 'parallel', false) }, subject);
  expect(parallel.reconstruction).toEqual({ ...back.reconstruction, rebin: false });
  expect(change(parallel, { grid: { pixels: 32 } }).reconstruction.grid).toEqual({ pixels: 32, pixelSizeMm: 0.5 });
});

test('a method that another scan leaves without a meaning gives way to filtered back-projection', async () => {
  const input = parseExperimentInput({
    ...{ version: 2, scan: { geometry: 'cone', rows: 4, pitchMm: 10, arcDeg: 720 } },
    reconstruction: { method: '180-li', filter: 'hann', grid: { pixels: 64, slices: 5 } },
  });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const helix = resolveExperiment(input, subject);
  const steeper = changedExperiment(helix, { scan: { pitchMm: 12 } }, subject);
  expect(steeper.reconstruction).toEqual(helix.reconstruction);
  const circle = changedExperiment(helix, { scan: { pitchMm: 0 } }, subject);
  expect(circle.reconstruction).toMatchObject({ method: 'fbp', filter: 'hann', grid: { pixels: 64, slices: 5 } });
  expect(resolveExperiment(parseExperimentInput(experimentJson(circle)), subject)).toEqual(circle);
});

test('what iterates keeps what has been set of it, and stays within its bounds', async () => {
  const input = parseExperimentInput({ version: 2, reconstruction: { method: 'sirt', grid: { pixels: 64 } } });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const sirt = resolveExperiment(input, subject);
  const change = (from: Experiment, reconstruction: ReconstructionChanges) =>
    changedExperiment(from, { reconstruction }, subject);
  const turned = change(sirt, { own: { iterations: 80, relaxation: 1.5 } });
  expect(turned.reconstruction).toEqual({ ...sirt.reconstruction, iterations: 80, relaxation: 1.5 });
  const fbp = change(turned, { method: 'fbp' });
  expect(Object.keys(fbp.reconstruction)).not.toContain('iterations');
  expect(change(fbp, { method: 'sirt' }).reconstruction).toEqual(sirt.reconstruction);
  // Nothing of a filter is read, so that the slice is on its scale.
  const plain = change(change(fbp, { filter: 'none' }), { method: 'sirt' });
  expect(whyOnNoScale(plain)).toBeNull();
});

test('volumes are scanned through, and not pixels of a slice', async () => {
  const input = parseExperimentInput({ version: 2, phantom: 'shepp-logan-3d', acquisition: { inverseCrime: true } });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const slice = resolveExperiment(input, subject);
  expect(changedExperiment(slice, { scan: { views: 90 } }, subject).acquisition.inverseCrime).toBe(true);
  const cone = changedExperiment(slice, { scan: inGeometry(slice.scan, 'cone', false) }, subject);
  expect(cone.acquisition).toEqual({ modality: 'ct', beam: { kind: 'exact' } });
});

test('readings in arbitrary units are not weighed by counts, which they do not tell', async () => {
  const measurement = { sinogram: 'a.npy', kind: 'arbitrary' };
  const emission = {
    ...{ kind: 'measurement' as const, name: 'a.npy', views: 90, channels: 64, detectorRows: 1, remarks: [] },
    ...{ lineIntegrals: new Float32Array(90 * 64), anglesDeg: null },
  };
  const opened = (isArbitrary: boolean, method: string) =>
    resolveExperiment(parseExperimentInput({ version: 2, measurement, reconstruction: { method } }), {
      ...emission,
      isArbitrary,
    });
  expect(() => opened(true, 'pwls')).toThrow('reconstruction.weights: "counts" needs readings that say');
  expect(opened(false, 'pwls').reconstruction).toMatchObject({ weights: 'counts' });
  const chosen = { reconstruction: { method: 'pwls' as const } };
  const fbp = opened(true, 'fbp');
  expect(changedExperiment(fbp, chosen, { ...emission, isArbitrary: true }).reconstruction).toMatchObject({
    method: 'pwls',
    weights: 'none',
  });
  expect(changedExperiment(fbp, chosen, { ...emission, isArbitrary: false }).reconstruction).toMatchObject({
    weights: 'counts',
  });
});
