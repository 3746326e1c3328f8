import { expect, test } from 'vitest';
import type { ScanAdvice } from '../../src/experiment/advice.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { withMethodAdvice } from '../../src/experiment/method-advice.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { loadSubject } from '../../src/experiment/subject.ts';

const ofViews = (ok: boolean): ScanAdvice => ({ kind: 'views', ok, sentence: 'Of views.' });
const advised = async (parts: object, areEnough: boolean) => {
  const input = parseExperimentInput({ version: 2, ...parts });
  const subject = await loadSubject(input, async () => new Uint8Array());
  return withMethodAdvice(resolveExperiment(input, subject), [ofViews(areEnough)]);
};
const noise = (photons: number) => ({
  acquisition: { beam: { kind: 'monochromatic' }, noise: { photons, electronicNoise: 0 } },
});

test('a sparse scan suggests total variation, a noisy one PWLS, and a good one nothing', async () => {
  expect(await advised({}, true)).toEqual([ofViews(true)]);
  const [sparse, ...others] = await advised({}, false);
  expect(sparse!.sentence).toMatch(/^Of views\. Total variation, under Method/);
  expect(others).toEqual([]);
  expect((await advised(noise(5000), true))[1]).toMatchObject({ kind: 'method', title: 'noisy: PWLS may help' });
  // As many lines while a hand turns the photons.
  expect((await advised(noise(1e6), true))[1]!.sentence).not.toContain('PWLS');
});

test('where a method iterates already nothing is suggested', async () => {
  expect(await advised({ reconstruction: { method: 'sirt' }, ...noise(5000) }, false)).toEqual([ofViews(false)]);
});

test('an iterative method needs a grid that holds the object, and it is said where it does not', async () => {
  const adviceOn = async (method: string, pixels: number) => {
    const input = parseExperimentInput({
      version: 2,
      reconstruction: { method, grid: { pixels, pixelSizeMm: 0.5 } },
    });
    const subject = await loadSubject(input, async () => new Uint8Array());
    return experimentAdvice(resolveExperiment(input, subject), subject).filter(({ kind }) => kind === 'method');
  };
  expect(await adviceOn('sirt', 512)).toEqual([]);
  expect(await adviceOn('fbp', 128)).toEqual([]);
  // The head's longer half-axis is 0.92 of 128 mm.
  expect(await adviceOn('sirt', 128)).toEqual([
    expect.objectContaining({
      ok: false,
      sentence: expect.stringMatching(/extends up to 118 mm .* the grid only 32 mm/),
    }),
  ]);
});
