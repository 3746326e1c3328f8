import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canvasToPicture, pictureToCanvas } from '../../../src/app/panes/picture-projection.ts';
import {
  clampViewport,
  FITTED_VIEWPORT,
  LARGEST_ZOOM,
  type PixelGrid,
  panBy,
  pixelToSlice,
  SMALLEST_ZOOM,
  sliceToPixel,
  type Viewport,
  visiblePixels,
  zoomAt,
} from '../../../src/app/panes/viewport.ts';
import { uniform } from '../../support/uniform.ts';

const grids: fc.Arbitrary<PixelGrid> = fc.record({
  rows: fc.integer({ min: 1, max: 2048 }),
  columns: fc.integer({ min: 1, max: 2048 }),
  pixelSizeMm: uniform(0.01, 10),
  pixelHeightMm: uniform(0.01, 10),
});
const millimetres = uniform(-500, 500);
const viewports: fc.Arbitrary<Viewport> = fc.record({
  centreXMm: millimetres,
  centreYMm: millimetres,
  zoom: uniform(SMALLEST_ZOOM, LARGEST_ZOOM),
});
const sides = fc.integer({ min: 20, max: 2000 });

describe('the fitted viewport', () => {
  it('shows the whole image as large as the canvas allows', () => {
    const grid = { rows: 100, columns: 200, pixelSizeMm: 0.5 };
    expect(visiblePixels(FITTED_VIEWPORT, grid, 400, 400)).toEqual({ left: 0, top: -50, width: 200, height: 200 });
    expect(visiblePixels(FITTED_VIEWPORT, grid, 800, 200)).toEqual({ left: -100, top: 0, width: 400, height: 100 });
  });

  it('shows slices that are farther apart than pixels to scale', () => {
    // 100 × 120 mm: 40 slices 3 mm apart over 200 columns of 0.5 mm.
    const grid = { rows: 40, columns: 200, pixelSizeMm: 0.5, pixelHeightMm: 3 };
    expect(visiblePixels(FITTED_VIEWPORT, grid, 360, 360)).toEqual({ left: -20, top: 0, width: 240, height: 40 });
    expect(visiblePixels(FITTED_VIEWPORT, grid, 100, 360)).toEqual({ left: 0, top: -40, width: 200, height: 120 });
  });
});

describe('zoomAt', () => {
  it('leaves the anchor where it is on the screen', () => {
    fc.assert(
      fc.property(
        viewports,
        grids,
        millimetres,
        millimetres,
        uniform(0.1, 10),
        sides,
        sides,
        (viewport, grid, xMm, yMm, factor, width, height) => {
          const onScreen = (view: Viewport) =>
            pictureToCanvas(
              { visible: visiblePixels(view, grid, width, height), widthPixels: width, heightPixels: height },
              sliceToPixel(grid, { xMm, yMm }),
            );
          const before = onScreen(viewport);
          const after = onScreen(zoomAt(viewport, { xMm, yMm }, factor));
          const tolerance = 1e-7 * (1 + Math.abs(before.x) + Math.abs(before.y));
          expect(Math.abs(after.x - before.x)).toBeLessThan(tolerance);
          expect(Math.abs(after.y - before.y)).toBeLessThan(tolerance);
        },
      ),
    );
  });

  it('stops at the limits without moving', () => {
    const viewport = { centreXMm: 3, centreYMm: -4, zoom: LARGEST_ZOOM };
    expect(zoomAt(viewport, { xMm: 100, yMm: 100 }, 2)).toEqual(viewport);
    expect(zoomAt({ ...viewport, zoom: 1 }, { xMm: 100, yMm: 100 }, 0.5).zoom).toBe(SMALLEST_ZOOM);
  });
});

describe('clampViewport', () => {
  it('is idempotent and opens no empty strip', () => {
    fc.assert(
      fc.property(viewports, grids, sides, sides, (viewport, grid, width, height) => {
        const clamped = clampViewport(viewport, grid, width, height);
        expect(clampViewport(clamped, grid, width, height)).toEqual(clamped);
        const visible = visiblePixels(clamped, grid, width, height);
        const dust = 1e-6 * Math.max(grid.columns, grid.rows);
        if (visible.width <= grid.columns) {
          expect(visible.left).toBeGreaterThan(-dust);
          expect(visible.left + visible.width).toBeLessThan(grid.columns + dust);
        } else {
          expect(visible.left + visible.width / 2).toBeCloseTo(grid.columns / 2, 6);
        }
        if (visible.height <= grid.rows) {
          expect(visible.top).toBeGreaterThan(-dust);
          expect(visible.top + visible.height).toBeLessThan(grid.rows + dust);
        } else {
          expect(visible.top + visible.height / 2).toBeCloseTo(grid.rows / 2, 6);
        }
      }),
    );
  });

  it('leaves a viewport within the image alone', () => {
    const viewport = { centreXMm: 10, centreYMm: -20, zoom: 4 };
    expect(clampViewport(viewport, { rows: 256, columns: 256, pixelSizeMm: 1 }, 300, 300)).toEqual(viewport);
  });
});

describe('the slice plane', () => {
  it('has y up, the origin in the middle and pixel centres as the conventions say', () => {
    const grid = { rows: 4, columns: 6, pixelSizeMm: 2 };
    // x = (c − (M−1)/2)·a, y = ((N−1)/2 − r)·a
    expect(pixelToSlice(grid, { column: 1 + 0.5, row: 0 + 0.5 })).toEqual({ xMm: -3, yMm: 3 });
    expect(sliceToPixel(grid, { xMm: 0, yMm: 0 })).toEqual({ column: 3, row: 2 });
  });

  it('goes to pixels and back', () => {
    fc.assert(
      fc.property(grids, millimetres, millimetres, (grid, xMm, yMm) => {
        const back = pixelToSlice(grid, sliceToPixel(grid, { xMm, yMm }));
        expect(back.xMm).toBeCloseTo(xMm, 6);
        expect(back.yMm).toBeCloseTo(yMm, 6);
      }),
    );
  });

  it('moves under a pan by what was asked', () => {
    expect(panBy({ centreXMm: 1, centreYMm: 2, zoom: 3 }, 10, -5)).toEqual({ centreXMm: 11, centreYMm: -3, zoom: 3 });
  });

  it('keeps the shape of pixels', () => {
    fc.assert(
      fc.property(viewports, grids, sides, sides, (viewport, grid, width, height) => {
        const visible = visiblePixels(viewport, grid, width, height);
        const mmPerPixel = [
          (visible.width * grid.pixelSizeMm) / width,
          (visible.height * grid.pixelHeightMm!) / height,
        ];
        expect(mmPerPixel[0]! / mmPerPixel[1]!).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('a picture on a canvas', () => {
  it('goes to the canvas and back', () => {
    fc.assert(
      fc.property(viewports, grids, sides, sides, sides, sides, (viewport, grid, width, height, x, y) => {
        const projection = {
          visible: visiblePixels(viewport, grid, width, height),
          widthPixels: width,
          heightPixels: height,
        };
        const back = pictureToCanvas(projection, canvasToPicture(projection, { x, y }));
        // Far from the image a screen pixel is a small difference of large coordinates.
        const size = 1 + Math.abs(projection.visible.left) + Math.abs(projection.visible.top);
        const tolerance = 1e-12 * size * Math.max(width / projection.visible.width, 1) + 1e-7;
        expect(Math.abs(back.x - x)).toBeLessThan(tolerance);
        expect(Math.abs(back.y - y)).toBeLessThan(tolerance);
      }),
    );
  });
});
