import { describe, expect, test } from 'vitest';
import { cylinder, difference, type PhysicalRuns, reconstruction, scan } from './physical-runs.ts';

/**
 * The correction of the axis of rotation.
 *
 * @param everyCase whether it is found for every geometry and method on either side, or for one parallel beam and one fan on one
 */
export function describeAxisCorrection({ sessionOf, runIn, run }: PhysicalRuns, everyCase: boolean): void {
  const off = {
    ...cylinder(60),
    shapes: [
      { type: 'ellipse', x: 25, y: -10, semiAxisX: 60, semiAxisY: 40, angleDeg: 20, value: 1 },
      { type: 'ellipse', x: 50, y: -10, semiAxisX: 10, semiAxisY: 10, value: 2 },
    ],
  };

  const seenBy: [string, object, object][] = [
    ['parallel rays over half a turn', {}, {}],
    ['parallel rays over a turn', { arcDeg: 360 }, {}],
    ['parallel rays, by gridrec', {}, { method: 'gridrec' }],
    ['a fan on an arc', { geometry: 'fan', views: 192, channelSpacingMm: 4 }, {}],
    ['a fan on a flat detector', { geometry: 'fan', views: 192, channelSpacingMm: 4, detector: 'flat' }, {}],
    ['a fan, rebinned', { geometry: 'fan', views: 192, channelSpacingMm: 4 }, { rebin: true }],
  ];

  describe.each(everyCase ? seenBy : [seenBy[0]!, seenBy[3]!])('of the axis, for %s', (_, geometry, method) => {
    const json = { phantom: off, scan: { ...scan, ...geometry }, reconstruction: { ...reconstruction, ...method } };

    test('find it and give the slice of a detector that is known to stand there', async () => {
      for (const detectorShift of everyCase ? [3.3, -6] : [-6]) {
        const session = sessionOf();
        const found = await runIn(session, { ...json, physics: { detectorShift }, corrections: { axis: true } });
        // In channels: readings are sums over 2 mm of an object of 80 mm, and mirrors are looked for between them.
        expect(Math.abs(found.findings.axis!.shift! - detectorShift)).toBeLessThan(0.02);
        session.release();
        const told = await run({ ...json, scan: { ...json.scan, offset: detectorShift } });
        const wrong = await run({ ...json, physics: { detectorShift } });
        expect(difference(found, told)).toBeLessThan(0.03 * difference(wrong, told));
      }
    });

    test('find it in noise', async () => {
      const session = sessionOf();
      const physics = { detectorShift: 2.6, photons: 2e4 };
      const { findings } = await runIn(session, { ...json, physics, corrections: { axis: true } });
      expect(Math.abs(findings.axis!.shift! - 2.6)).toBeLessThan(0.1);
      session.release();
    });
  });

  test('of the axis find it with a detector that sees a part of the object only, over a whole turn', async () => {
    const session = sessionOf();
    const seen = { ...scan, channels: 41, arcDeg: 360, views: 192 };
    const { findings } = await runIn(session, {
      phantom: off,
      scan: seen,
      reconstruction,
      physics: { detectorShift: 4.4 },
      corrections: { axis: true },
    });
    expect(Math.abs(findings.axis!.shift! - 4.4)).toBeLessThan(0.05);
    session.release();
  });
}
