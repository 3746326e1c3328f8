import { expect, test } from 'vitest';
import { planExtension } from '../../src/corrections/truncation/extend-views.ts';
import { fanArcScan, halfFanAngleRad } from '../../src/geometry/fan/fan-scan.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { rayDistanceMm, type Scan, withMoreChannels } from '../../src/geometry/scan.ts';

const grid = { rows: 512, columns: 512, pixelSizeMm: 1 };
const limits = { channels: 16_384, readings: 1e9, halfFanRad: 1.3 };
const arc = { views: 10, startRad: 0, arcRad: 2 * Math.PI };
const detector = { channels: 200, channelSpacingMm: 1.4, offset: 5.25 };
const machine = { ...detector, sourceToIsocenterMm: 570, sourceToDetectorMm: 1040 };

const scans: readonly (readonly [string, Scan])[] = [
  ['parallel rays', arcScan(arc, detector)],
  ['a fan on an arc', fanArcScan(arc, { ...machine, detector: 'arc' })],
  ['a fan on a flat panel', fanArcScan(arc, { ...machine, detector: 'flat' })],
];

test.each(scans)('views of %s are extended to the slice’s edges, and no channel further', (_, scan) => {
  const plan = planExtension(scan, grid, 0.02, limits)!;
  const { before, after } = plan;
  const ends = (fewer: number) => {
    const longer = withMoreChannels(scan, before - fewer, after - fewer);
    return [-rayDistanceMm(longer, 0), rayDistanceMm(longer, longer.channels - 1)];
  };
  for (const reachMm of ends(0)) expect(reachMm).toBeGreaterThanOrEqual(256);
  for (const reachMm of ends(1)) expect(reachMm).toBeLessThan(256);
});

test('a slice that reaches beyond the source is extended to as far as a fan may open', () => {
  const wide = { ...grid, pixelSizeMm: 3 };
  for (const detector of ['arc', 'flat'] as const) {
    const scan = fanArcScan(arc, { ...machine, detector });
    const { before, after } = planExtension(scan, wide, 0.02, limits)!;
    const halfFanRad = halfFanAngleRad(withMoreChannels(scan, before, after));
    expect(halfFanRad).toBeLessThanOrEqual(limits.halfFanRad);
    // Steps of a tenth of the channels are left out until it fits; on a panel of tan 1.3 they are a few degrees.
    expect(halfFanRad).toBeGreaterThan(0.85 * limits.halfFanRad);
  }
});
