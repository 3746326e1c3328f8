import { expect, test } from 'vitest';
import { barGroups } from '../../../src/experiment/protocols/bar-groups.ts';
import { mostOffByPhase } from '../../../src/experiment/protocols/bar-phases.ts';
import { sliceLayout } from '../../../src/experiment/protocols/slice-layout.ts';
import type { MeasuredPlane } from '../../../src/measure/plane.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';

const GROUPS = barGroups(sliceLayout(shapePhantom(libraryPhantom('line-pairs')), 0, 0.02059).bars);

function planeOf(pixels: number, pixelMm: number): MeasuredPlane {
  const first = (-(pixels - 1) / 2) * pixelMm;
  return {
    values: new Float32Array(pixels ** 2),
    rows: pixels,
    columns: pixels,
    horizontal: { first, step: pixelMm },
    vertical: { first: -first, step: -pixelMm },
  };
}

// By NumPy, from the phantom’s file: masks of the pixels’ centres, |⟨e^{2iφ}⟩|/2 + |⟨e^{iφ}⟩|².
test.each([
  [512, 0.5, 9, 0.343229],
  [400, 0.4, 9, 0.138677],
  [640, 0.3, 16, 0.473807],
  [400, 0.4, 8, 0.006541],
  [400, 0.4, 11, 0.041733],
  [512, 0.5, 6, 0.038768],
])('%d² pixels of %d mm say of %d lp/cm what their phases let them', (pixels, pixelMm, linePairs, off) => {
  const group = GROUPS.find(({ linePairsPerCm }) => linePairsPerCm === linePairs)!;
  expect(mostOffByPhase(planeOf(pixels, pixelMm), group)).toBeCloseTo(off, 4);
});
