import { describe, expect, test } from 'vitest';
import { modeShown, suits } from '../../../../src/app/views/scene/modes.ts';
import { cutWords } from '../../../../src/app/views/scene/scene-controls.ts';
import {
  TABLE_HU,
  TABLE_LENGTH,
  TRANSFER_FUNCTIONS,
  transferTable,
  visibleRange,
} from '../../../../src/app/views/scene/transfer-functions.ts';
import { boxOf, cutBox, edgesOf, texelBox } from '../../../../src/app/views/scene/volume-box.ts';
import { displayLine, storedOf, toWindow } from '../../../../src/app/views/scene/windowing.ts';

describe('how a volume is shown', () => {
  test('stored numbers are 0 at a window’s black and 1 at its white, whatever they were divided by', () => {
    const display = displayLine((mu) => (1000 * mu) / 0.02 - 1000);
    const { factor, offset } = toWindow(display, 0.05, { width: 400, level: 40 });
    // −160 HU is 0.0168/mm, 240 HU is 0.0248/mm.
    expect((factor * 0.0168) / 0.05 + offset).toBeCloseTo(0, 9);
    expect((factor * 0.0248) / 0.05 + offset).toBeCloseTo(1, 9);
    expect(storedOf(display, 0.05, 40)).toBeCloseTo(0.0208 / 0.05, 9);
  });

  test('a table has the opacities and colours of its points, and nothing outside what can be seen', () => {
    for (const transfer of Object.values(TRANSFER_FUNCTIONS)) {
      const table = transferTable(transfer);
      const at = (hu: number) => Math.floor(((hu - TABLE_HU.from) / (TABLE_HU.to - TABLE_HU.from)) * TABLE_LENGTH);
      for (const { hu, opacity } of transfer.points) expect(table[4 * at(hu) + 3]! / 255).toBeCloseTo(opacity, 1);
      const [from, to] = visibleRange(transfer);
      for (let i = 0; i < TABLE_LENGTH; i++) {
        const hu = TABLE_HU.from + ((i + 0.5) / TABLE_LENGTH) * (TABLE_HU.to - TABLE_HU.from);
        if (hu < from || hu > to) expect(table[4 * i + 3]).toBe(0);
      }
    }
    // Water is soft tissue, and neither bone nor lung; bone hides what is behind it sooner than soft tissue does.
    const opacityAt = (name: keyof typeof TRANSFER_FUNCTIONS, hu: number) =>
      transferTable(TRANSFER_FUNCTIONS[name])[4 * Math.floor(((hu + 1024) / 4096) * 1024) + 3]!;
    expect(opacityAt('soft-tissue', 40)).toBeGreaterThan(0);
    expect([opacityAt('bone', 40), opacityAt('lung', 40)]).toEqual([0, 0]);
    expect(opacityAt('lung', -800)).toBeGreaterThan(0);
    expect(opacityAt('bone', 1000)).toBeGreaterThan(opacityAt('soft-tissue', 60));
  });

  test('tissues are offered where values are HU, a sum where they are attenuations', () => {
    expect(suits('bone', 'HU', false)).toBe(true);
    expect(suits('bone', 'arbitrary', false)).toBe(false);
    expect(suits('sum', 'arbitrary', false)).toBe(true);
    expect(suits('sum', 'HU', true)).toBe(false);
    expect(modeShown('lung', '1/mm', false)).toBe('window');
    expect(modeShown('mip', '1/mm', true)).toBe('mip');
  });

  test('the box of a grid, what cuts leave of it, and its edges', () => {
    const grid = { rows: 5, columns: 4, slices: 3, pixelSizeMm: 2, sliceSpacingMm: 4, centreZMm: 1 };
    const box = boxOf(grid);
    expect(box).toEqual({ low: [-4, -5, -5], high: [4, 5, 7] });
    expect(cutBox(box, [0.5, -0.2, 0])).toEqual({ low: [-4, -3, -5], high: [0, 5, 7] });
    expect(edgesOf(box)).toHaveLength(12);
    expect([cutWords('x', 0.5, [-4, 0]), cutWords('y', -0.2, [-3, 5]), cutWords('z', 0, [0, 1])]).toEqual([
      'x < 0 mm',
      'y > −3 mm',
      'whole',
    ]);
    // Five rows, which begin at the largest y, in texels of two: the last one goes on below the box.
    expect(texelBox(box, [4, 5, 3], [2, 3, 2], [2, 2, 2])).toEqual({ low: [-4, -7, -5], high: [4, 5, 11] });
  });
});
