import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXTENSION_LIMITS, planExtension } from '../../src/corrections/truncation/extend-views.ts';
import { InputError } from '../../src/errors.ts';
import { type Experiment, gridOf, resolveExperiment, scanOf } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { LIMITS } from '../../src/experiment/limits.ts';
import type { Subject } from '../../src/experiment/subject.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import { withMoreChannels } from '../../src/geometry/scan.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import { MATERIAL_NAMES } from '../../src/phantom/material-names.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { planPreparation } from '../../src/reconstruction/prepare-views.ts';
import { planRebin } from '../../src/reconstruction/rebin-to-parallel.ts';
import { sentenceOf } from '../support/sentences.ts';

const phantomOf = (materials: readonly string[]): Subject =>
  shapePhantom(
    parsePhantomFile({
      version: 1,
      name: 'disks',
      fieldSizeMm: 100,
      values: 'materials',
      composition: 'replace',
      shapes: materials.map((material) => ({ type: 'ellipse', x: 0, y: 0, semiAxisX: 1, semiAxisY: 1, material })),
    }),
  );
const disk = phantomOf(['water']);
const resolve = (json: object, subject = disk) => resolveExperiment(parseExperimentInput(json), subject);
const fan = (scan: object, more: object = {}) => ({ scan: { geometry: 'fan', ...scan }, ...more });
const rebinned = { reconstruction: { rebin: true } };
const gridrec = { reconstruction: { method: 'gridrec' } };

describe('what an experiment comes to on its way', () => {
  // Figures: views of half a turn as near as the fan's, channels of half the width to both sides, by hand.
  test.each<[string, object, Subject, string | null]>([
    ['readings', { scan: { views: 16_384, channels: 8192 } }, disk, null],
    [
      'readings too many',
      { scan: { views: 16_384, channels: 8193 } },
      disk,
      'scan: 16384 views × 8193 channels are 134234112 readings, but at most 134217728 are possible',
    ],
    ['a fan over 45°, rebinned', fan({ views: 16_384, arcDeg: 45, channels: 64 }, rebinned), disk, null],
    [
      'a fan over 0.1°, rebinned',
      fan({ views: 16_384, arcDeg: 0.1 }, rebinned),
      disk,
      'reconstruction.rebin: this needs 29491200 views of parallel rays over half a turn, as near to each other as the fan’s, but at most 65536 are possible',
    ],
    [
      'the same for gridrec',
      fan({ views: 16_384, arcDeg: -0.1 }, gridrec),
      disk,
      'reconstruction.rebin: this needs 29491200 views of parallel rays over half a turn, as near to each other as the fan’s, but at most 65536 are possible',
    ],
    ['the same as fan FBP', fan({ views: 16_384, arcDeg: 0.1 }), disk, null],
    [
      'a fan far beside its axis, rebinned',
      fan({ views: 8, channels: 16_384, channelSpacingMm: 1e-3, offset: 16_384 }, rebinned),
      disk,
      'reconstruction.rebin: this needs 98295 channels of parallel rays, half as wide as the fan’s at the axis, but at most 65536 are possible',
    ],
    [
      'more readings than the fan has',
      fan({ views: 16_384, arcDeg: 90, channels: 4096, channelSpacingMm: 0.1 }, rebinned),
      disk,
      'reconstruction.rebin: this needs 266698752 readings of parallel rays, but at most 134217728 are possible',
    ],
    [
      'more once its views are extended',
      fan(
        { views: 16_384, arcDeg: 180, channels: 512, channelSpacingMm: 0.02 },
        { ...rebinned, reconstruction: { rebin: true, pixels: 1024 }, corrections: { truncation: true }, physics: {} },
      ),
      disk,
      /^reconstruction\.rebin: this needs \d+ readings of parallel rays, but at most 134217728 are possible$/.source,
    ],
    [
      'path lengths of all materials',
      { scan: { views: 16_384, channels: 8192 }, physics: {} },
      phantomOf(MATERIAL_NAMES.slice(0, 3)),
      'physics: this needs 671088640 path lengths and signals, 134217728 readings of 3 materials, but at most 536870912 are possible',
    ],
    [
      'path lengths of two',
      { scan: { views: 16_384, channels: 8192 }, physics: {} },
      phantomOf(['water', 'iron']),
      null,
    ],
  ])('%s', async (_, json, subject, sentence) => {
    if (sentence === null) expect(resolve(json, subject)).toBeTruthy();
    else if (sentence.startsWith('^')) expect(await sentenceOf(() => resolve(json, subject))).toMatch(RegExp(sentence));
    else expect(await sentenceOf(() => resolve(json, subject))).toBe(sentence);
  });

  test('is refused by the plan too, where nobody asked before', async () => {
    const { scan } = resolve(fan({ views: 16_384, arcDeg: 0.1 }));
    expect(await sentenceOf(() => planRebin(scanOf({ scan }, disk)))).toMatch(
      /^reconstruction\.rebin: this needs 29491200 views/,
    );
  });

  test('stays within the table’s bounds, whatever passes the door', () => {
    const anything = fc.record({
      views: fc.constantFrom(1, 7, 720, 16_384),
      channels: fc.constantFrom(1, 2, 737, 8192, 16_384),
      channelSpacingMm: fc.constantFrom(LIMITS.lengthMm.least, 0.02, 1, LIMITS.lengthMm.most),
      offset: fc.constantFrom(-LIMITS.channels.most, -0.25, 0, 0.25, 5000, LIMITS.channels.most),
      arcDeg: fc.constantFrom(-3600, 1e-3, 0.1, 90, 200, 360, 3600),
      geometry: fc.constantFrom('parallel', 'fan'),
      rebin: fc.boolean(),
      truncation: fc.boolean(),
      pixels: fc.constantFrom(1, 512, 4096),
      pixelSizeMm: fc.constantFrom(LIMITS.lengthMm.least, 0.5, LIMITS.lengthMm.most),
    });
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(anything, ({ geometry, rebin, truncation, pixels, pixelSizeMm, ...scan }) => {
        let experiment: Experiment;
        try {
          experiment = resolve({
            scan: { geometry, ...scan },
            reconstruction: { pixels, pixelSizeMm, ...(geometry === 'fan' && { rebin }) },
            physics: {},
            corrections: { truncation },
          });
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          outcomes.add('refused');
          return;
        }
        const grid = gridOf(experiment);
        let own: Scan = scanOf(experiment, disk);
        const extension = truncation ? planExtension(own, grid, 0.02, EXTENSION_LIMITS) : null;
        if (extension) own = withMoreChannels(own, extension.before, extension.after);
        const { reconstruction } = experiment;
        const rebins = reconstruction.method === 'gridrec' || ('rebin' in reconstruction && reconstruction.rebin);
        const parallel = own.geometry === 'fan' && rebins ? planRebin(own).parallel : own;
        outcomes.add(`${own.geometry} ${parallel.geometry} ${extension ? 'extended' : 'as it is'}`);
        expect(own.channels).toBeLessThanOrEqual(16_384);
        expect(parallel.anglesRad.length).toBeLessThanOrEqual(2 ** 16);
        expect(parallel.channels).toBeLessThanOrEqual(2 ** 16);
        for (const { anglesRad, channels } of [own, parallel]) {
          expect(anglesRad.length * channels).toBeLessThanOrEqual(2 ** 27);
        }
        if (parallel.channels > 2000) return; // What follows is made, not planned, and takes its time.
        const { filter } = planPreparation(parallel, 'ram-lak', 1);
        expect(filter!.transformLength).toBeLessThanOrEqual(4 * parallel.channels);
        if (parallel.geometry !== 'parallel' || Math.abs(parallel.offset) > 2000) return;
        const plan = planGridrec(parallel, grid, 'ram-lak', 1);
        expect(plan.gridSize).toBeLessThanOrEqual(Math.max(64, 4 * pixels));
        expect(plan.filter.transformLength).toBeLessThanOrEqual(
          4 * (parallel.channels + Math.abs(parallel.offset) + 1),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
    expect([...outcomes].sort()).toEqual([
      'fan fan as it is',
      'fan fan extended',
      'fan parallel as it is',
      'fan parallel extended',
      'parallel parallel as it is',
      'parallel parallel extended',
      'refused',
    ]);
  });
});
