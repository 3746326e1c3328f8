import { expect, test } from 'vitest';
import { paneReadout } from '../../../src/app/views/readout.ts';
import { sinogram } from '../../../src/app/views/sinogram/spec.ts';
import { arcScan } from '../../../src/geometry/parallel/parallel-scan.ts';

test('a place in a sinogram is told by its view and angle, and by its channel and where on the detector that is', () => {
  const scan = arcScan({ views: 4, startRad: 0, arcRad: Math.PI }, { channels: 5, channelSpacingMm: 2, offset: 0 });
  const picture = sinogram.picture(
    { kind: 'sinogram', sinogram: { rows: 4, columns: 5 }, scan } as never,
    { preview: null, unit: 'HU', spanOf: () => ({ least: 0, most: 1 }) } as never,
  )!;
  const hover = { row: 1, column: 4, horizontalValue: 4, verticalValue: 45 };
  expect(paneReadout(picture, hover, 1.25)).toMatch(/^view 2 at 45\.0°, channel 4 at 4\.0 mm: \d/);
});
