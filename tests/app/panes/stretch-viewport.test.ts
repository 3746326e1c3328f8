import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampStretchViewport,
  FITTED_STRETCH_VIEWPORT,
  panStretchBy,
  type StretchViewport,
  visibleStretchPixels,
  zoomStretchAt,
} from '../../../src/app/panes/stretch-viewport.ts';
import { uniform } from '../../support/uniform.ts';

const fractions = uniform(-1, 2);
const zooms = uniform(1, 64);
const viewports: fc.Arbitrary<StretchViewport> = fc.record({
  centreAcross: fractions,
  centreDown: fractions,
  zoomAcross: zooms,
  zoomDown: zooms,
});
const factors = uniform(0.1, 10);

describe('the stretched viewport', () => {
  it('shows everything when fitted, whatever the shape', () => {
    expect(visibleStretchPixels(FITTED_STRETCH_VIEWPORT, 720, 736)).toEqual({
      left: 0,
      top: 0,
      width: 736,
      height: 720,
    });
  });

  it('leaves the anchor of a zoom where it is', () => {
    fc.assert(
      fc.property(viewports, fractions, fractions, factors, factors, (viewport, across, down, byAcross, byDown) => {
        const place = (view: StretchViewport) => {
          const visible = visibleStretchPixels(view, 1, 1);
          return { x: (across - visible.left) / visible.width, y: (down - visible.top) / visible.height };
        };
        const before = place(viewport);
        const after = place(zoomStretchAt(viewport, { across, down }, byAcross, byDown));
        expect(after.x).toBeCloseTo(before.x, 7);
        expect(after.y).toBeCloseTo(before.y, 7);
      }),
    );
  });

  it('clamps to the picture, once and for all', () => {
    fc.assert(
      fc.property(viewports, fractions, fractions, (viewport, across, down) => {
        const clamped = clampStretchViewport(panStretchBy(viewport, across, down));
        expect(clampStretchViewport(clamped)).toEqual(clamped);
        const visible = visibleStretchPixels(clamped, 100, 200);
        expect(visible.left).toBeGreaterThanOrEqual(-1e-9);
        expect(visible.top).toBeGreaterThanOrEqual(-1e-9);
        expect(visible.left + visible.width).toBeLessThanOrEqual(200 + 1e-9);
        expect(visible.top + visible.height).toBeLessThanOrEqual(100 + 1e-9);
      }),
    );
  });
});
