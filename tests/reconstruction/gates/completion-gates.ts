import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { Session } from '../../../src/experiment/session.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { squareGrid } from '../../../src/geometry/grid.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { meanWhere } from '../../support/walk.ts';

const PIXELS = 64;
const PIXEL_MM = 3;

/** A head of ellipses, 168 × 132 mm: a skull of 0.02, brain of 0.014 /mm, a dark and a bright spot off the axis. */
const HEAD = {
  version: 1,
  name: 'a head',
  fieldSizeMm: 192,
  values: 'arbitrary',
  composition: 'add',
  shapes: [
    { type: 'ellipse', x: 2, y: -3, semiAxisX: 66, semiAxisY: 84, value: 0.02 },
    { type: 'ellipse', x: 2, y: -3, semiAxisX: 60, semiAxisY: 78, value: -0.006 },
    { type: 'ellipse', x: 24, y: 12, semiAxisX: 12, semiAxisY: 21, angleDeg: 20, value: -0.002 },
    { type: 'ellipse', x: -27, y: -30, semiAxisX: 15, semiAxisY: 9, value: 0.002 },
  ],
};
const grid = squareGrid(PIXELS, PIXEL_MM);
const inHead = (x: number, y: number) => ((x - 2) / 51) ** 2 + ((y + 3) / 69) ** 2 < 1;

const PARALLEL = { geometry: 'parallel', channelSpacingMm: 3 };
const ARC = { geometry: 'fan', channelSpacingMm: 5, sourceToIsocenterMm: 300, sourceToDetectorMm: 500 };
const FLAT = { ...ARC, detector: 'flat' };

/**
 * One-sided and short scans come out as what a whole detector and a whole arc give, by every method and on any backend.
 *
 * @param every whether all are tried, or, where a software GPU takes a second for each, one of a kind
 */
export function describeCompletion(operatorsOf: () => Operators, every: boolean): void {
  const some = <T>(cases: readonly T[], ...kept: number[]) => cases.filter((_, i) => every || kept.includes(i));
  // Not registered elsewhere, rather than skipped: that these hold does not depend on the backend.
  const testOfAll: (title: string, body: () => Promise<void>) => void = every ? test : () => undefined;
  const slice = async (scan: object, reconstruction: object = {}, rest: object = {}) => {
    const input = parseExperimentInput({
      phantom: HEAD,
      scan,
      reconstruction: { pixels: PIXELS, pixelSizeMm: PIXEL_MM, ...reconstruction },
      ...rest,
    });
    const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
    const session = new Session(operatorsOf(), new InPlaceExecutor(cpuTasks));
    const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
    const image = await operatorsOf().read(result.image);
    const quality = await result.quality(image);
    const truth = result.truthValues!;
    session.release();
    const share = (where: (x: number, y: number) => boolean) =>
      meanWhere(image, grid, (x, y) => inHead(x, y) && where(x, y)) /
      meanWhere(truth, grid, (x, y) => inHead(x, y) && where(x, y));
    return {
      rmse: quality!.rmse,
      halves: [share((x) => x < -3), share((x) => x > 3), share((_, y) => y < -3), share((_, y) => y > 3)],
      middle: meanWhere(image, grid, (x, y) => Math.hypot(x, y) < 9),
    };
  };
  type Way = readonly [name: string, reconstruction: object];
  const FBP: Way = ['fbp', {}];
  const GRIDREC: Way = ['gridrec', { method: 'gridrec' }];
  const REBIN: Way = ['rebinned', { rebin: true }];

  describe('a detector that stands to one side', () => {
    // 38 channels see 18 mm to the short side and 93 mm to the other, and the head reaches 87 mm.
    const oneSided: [name: string, scan: object, ways: readonly Way[]][] = [
      ['over a turn', { ...PARALLEL, channels: 38, offset: -12.5, views: 180, arcDeg: 360 }, [FBP, GRIDREC]],
      ['to the other side', { ...PARALLEL, channels: 38, offset: 12.5, views: 180, arcDeg: -360 }, [FBP, GRIDREC]],
      ['an odd number of views', { ...PARALLEL, channels: 44, offset: -9.8, views: 181, arcDeg: 360 }, [FBP]],
      ['over two turns', { ...PARALLEL, channels: 38, offset: 12.2, views: 360, arcDeg: 720 }, [GRIDREC]],
      ['a channel of overlap', { ...PARALLEL, channels: 33, offset: -15.7, views: 180, arcDeg: 360 }, [FBP]],
      ['no overlap', { ...PARALLEL, channels: 33, offset: 16.3, views: 180, arcDeg: 360 }, [FBP, GRIDREC]],
      ['a half fan', { ...ARC, channels: 38, offset: -12.5, views: 180, arcDeg: 360 }, [FBP, REBIN, GRIDREC]],
      ['a flat half fan, clockwise', { ...FLAT, channels: 40, offset: 12.2, views: 180, arcDeg: -360 }, [FBP, REBIN]],
      ['a half fan of no overlap', { ...FLAT, channels: 35, offset: -17.3, views: 200, arcDeg: 400 }, [FBP, REBIN]],
    ];
    const both = oneSided.flatMap(([name, scan, ways]) => ways.map((way) => [name, way[0], scan, way[1]] as const));
    test.each(some(both, 0, 3, 11))('%s, by %s', async (_, __, scan, reconstruction) => {
      const actual = await slice(scan, reconstruction);
      const { channels, offset } = scan as unknown as { channels: number; offset: number };
      // A detector that goes as far to either side. Where its channels stand a quarter off the axis, opposite views see
      // between each other's and do better than any that see most lines once, so that it has them a half off or none.
      const missing = Math.floor(Math.abs(2 * offset));
      const rest = Math.round(2 * (Math.abs(offset) - missing / 2)) / 2;
      const whole = { channels: channels + missing, offset: Math.sign(offset) * rest };
      const expected = await slice({ ...scan, ...whole }, reconstruction);
      expect(actual.rmse).toBeLessThan(1.2 * expected.rmse);
      for (const share of actual.halves) expect(Math.abs(share - 1)).toBeLessThan(2e-3);
      expect(Math.abs(actual.middle / 0.014 - 1)).toBeLessThan(5e-3);
    });

    const partly: [name: string, scan: object][] = [
      ['parallel rays', { ...PARALLEL, views: 150, arcDeg: 300 }],
      ['a fan', { ...ARC, views: 150, arcDeg: -300 }],
    ];
    test.each(some(partly, 0))(
      '%s: lines that no side saw are as those next to them, and halves keep their means',
      async (_, scan) => {
        const { halves, rmse } = await slice({ ...scan, channels: 38, offset: -12.5 });
        for (const share of halves) expect(Math.abs(share - 1)).toBeLessThan(0.02);
        // It is 0.0096 and more where lines are halved or doubled.
        expect(rmse).toBeLessThan(0.003);
      },
    );

    testOfAll('over half a turn has no opposite views and stays cut off', async () => {
      const scan = { ...PARALLEL, channels: 38, offset: -12.5, views: 90, arcDeg: 180 };
      expect((await slice(scan)).rmse).toBeGreaterThan(0.006);
    });

    testOfAll('with views that are carried on beyond it: what the other end measured is no guess', async () => {
      const scan = { ...PARALLEL, channels: 38, offset: -12.5, views: 180, arcDeg: 360 };
      const extended = await slice(scan, {}, { corrections: { truncation: true } });
      expect(extended.rmse).toBeLessThan(1.05 * (await slice(scan)).rmse);
    });

    testOfAll('whose axis has moved besides, found in the readings', async () => {
      const scan = { ...PARALLEL, channels: 48, offset: -8, views: 180, arcDeg: 360 };
      const physics = { detectorShift: 2 };
      const moved = await slice(scan, {}, { physics, corrections: { axis: true } });
      const right = await slice({ ...scan, offset: -6 }, {}, { physics: {} });
      expect(moved.rmse).toBeLessThan(1.05 * right.rmse);
    });
  });

  describe('a fan over less than half a turn and its own angle', () => {
    // It opens to 40.1°, so that it takes 220.1°, and the head alone some 214°.
    const machine = { channels: 70, startDeg: 15 };
    const arcs: [arcDeg: number, scan: object, way: Way, most: number][] = [
      [219, ARC, FBP, 2e-3],
      [200, FLAT, REBIN, 2e-3],
      [180, ARC, FBP, 5e-3],
      [-180, FLAT, FBP, 5e-3],
      [180, ARC, REBIN, 5e-3],
      [180, FLAT, GRIDREC, 5e-3],
      [150, ARC, FBP, 0.03],
      [-150, FLAT, REBIN, 0.03],
      [120, FLAT, FBP, 0.06],
      [-120, ARC, GRIDREC, 0.06],
    ];
    const named = arcs.map(([arcDeg, scan, way, most]) => [arcDeg, way[0], scan, way[1], most] as const);
    test.each(some(named, 3, 5))('over %d°, by %s: no half is dark', async (arcDeg, _, scan, reconstruction, most) => {
      const { halves } = await slice({ ...scan, ...machine, views: Math.abs(arcDeg), arcDeg }, reconstruction);
      for (const share of halves) expect(Math.abs(share - 1)).toBeLessThan(most);
    });

    testOfAll('over 180° it is nearly as good as over a whole turn, with no line through the axis', async () => {
      for (const scan of [ARC, FLAT]) {
        const short = await slice({ ...scan, ...machine, views: 180, arcDeg: 180 });
        const whole = await slice({ ...scan, ...machine, views: 360, arcDeg: 360 });
        expect(short.rmse).toBeLessThan(1.5 * whole.rmse);
        expect(Math.abs(short.middle / 0.014 - 1)).toBeLessThan(5e-3);
      }
    });
  });
}
