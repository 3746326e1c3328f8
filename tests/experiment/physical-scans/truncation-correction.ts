import { expect, test } from 'vitest';
import { chosenCases } from '../../support/chosen-cases.ts';
import {
  cylinder,
  hounsfield,
  meanAt,
  type Outcome,
  type PhysicalRuns,
  reconstruction,
  scan,
  water,
} from './physical-runs.ts';

/** The correction of truncation: water is carried on to where it ends, and what is whole is left alone. */
export function describeTruncationCorrection({ run }: PhysicalRuns, everyCase: boolean): void {
  test('of truncation carry a cylinder of water on to where it ends', async () => {
    // A detector of 65 channels sees 130 of its 200 mm; its middle is 30 mm beside the axis.
    const phantom = {
      ...cylinder(100),
      shapes: [{ type: 'ellipse', x: 30, y: 0, semiAxisX: 100, semiAxisY: 100, value: 1 }],
    };
    const narrow = { phantom, scan: { ...scan, channels: 65 }, reconstruction };
    const truncated = await run(narrow);
    const extended = await run({ ...narrow, corrections: { truncation: true } });
    const whole = await run({ phantom, scan, reconstruction });
    // The slice of 256 mm is reached by 32 more channels on either side, which makes them those of the wide detector.
    expect(extended.sinogram.length).toBe(whole.sinogram.length);
    let compared = 0;
    extended.sinogram.forEach((value, i) => {
      const [view, channel] = [Math.floor(i / 129), i % 129];
      const u = (channel - 64) * 2 - 30 * Math.cos((view * Math.PI) / 96);
      const chord = 0.02059 * 2 * Math.sqrt(Math.max(0, 100 ** 2 - u ** 2));
      // The last quarter on either side is led down to nothing.
      if (channel < 8 || channel > 120) return;
      // Of squares of up to 17 in single precision, the slope of whose line counts for up to 24 channels.
      expect(Math.abs(value ** 2 - chord ** 2)).toBeLessThan(1e-4);
      compared++;
    });
    expect(compared).toBeGreaterThan(0.7 * extended.sinogram.length);
    const inField = (outcome: Outcome) => meanAt(hounsfield(outcome), 0, 50);
    expect(Math.abs(inField(truncated))).toBeGreaterThan(200);
    expect(Math.abs(inField(extended))).toBeLessThan(10);
  });

  const seenBy: [string, object, object][] = [
    ['parallel rays, by gridrec', {}, { method: 'gridrec' }],
    ['a detector to one side', { offset: 3, arcDeg: 360 }, {}],
    ['a fan on an arc', { geometry: 'fan', views: 192, channelSpacingMm: 3.6 }, {}],
    ['a fan over less than a turn', { geometry: 'fan', views: 192, arcDeg: 230, channelSpacingMm: 3.6 }, {}],
    [
      'a fan on a flat detector, rebinned',
      { geometry: 'fan', views: 192, detector: 'flat', channelSpacingMm: 3.6 },
      { rebin: true },
    ],
  ];
  test.each(chosenCases(seenBy, everyCase))(
    'of truncation bring water in the field near to 0 HU: %s',
    async (_, geometry, method) => {
      const phantom = {
        ...cylinder(100),
        shapes: [{ type: 'ellipse', x: 10, y: 5, semiAxisX: 110, semiAxisY: 80, value: 1 }],
      };
      const narrow = {
        phantom,
        scan: { ...scan, channels: 65, ...geometry },
        reconstruction: { ...reconstruction, ...method },
      };
      const inField = (outcome: Outcome) => Math.abs(meanAt(hounsfield(outcome), 0, 30));
      const truncated = inField(await run(narrow));
      const extended = inField(await run({ ...narrow, corrections: { truncation: true } }));
      expect(truncated).toBeGreaterThan(100);
      // An ellipse is no cylinder: a tenth of what was wrong may be left.
      expect(extended).toBeLessThan(0.1 * truncated);
    },
  );

  test('of truncation leave a detector that sees the whole slice alone', async () => {
    const wide = { ...water, scan: { ...scan, channels: 131 } };
    expect((await run({ ...wide, corrections: { truncation: true } })).image).toEqual((await run(wide)).image);
  });
}
