import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisThroughCentres } from '../../../src/app/panes/axis-description.ts';
import type { LayoutLabel } from '../../../src/app/panes/layout-parts.ts';
import { layoutPane, type PaneLayout, type PaneLayoutRequest } from '../../../src/app/panes/pane-layout.ts';
import { visibleStretchPixels } from '../../../src/app/panes/stretch-viewport.ts';
import { clampViewport, type Viewport, visiblePixels } from '../../../src/app/panes/viewport.ts';
import { uniform } from '../../support/uniform.ts';

/** Wider than the digits of any common sans-serif. */
const measure = (text: string, fontSizePixels: number) => text.length * fontSizePixels * 0.65;

function slice(
  widthPixels: number,
  heightPixels: number,
  viewport: Viewport,
  black = -30,
  white = 70,
): PaneLayoutRequest {
  const grid = { rows: 512, columns: 512, pixelSizeMm: 0.5 };
  return {
    widthPixels,
    heightPixels,
    devicePixelRatio: 1.25,
    rows: grid.rows,
    columns: grid.columns,
    visiblePixels: (width, height) => visiblePixels(clampViewport(viewport, grid, width, height), grid, width, height),
    horizontal: axisThroughCentres('x', 'mm', { first: -127.75, step: 0.5, count: 512 }),
    vertical: axisThroughCentres('y', 'mm', { first: 127.75, step: -0.5, count: 512 }),
    barLow: black,
    barHigh: white,
    barUnit: 'HU',
    windowText: 'W 400  L 40',
    measure,
  };
}

function sinogram(widthPixels: number, heightPixels: number, views: number, label = 'channel'): PaneLayoutRequest {
  return {
    ...slice(widthPixels, heightPixels, { centreXMm: 0, centreYMm: 0, zoom: 1 }, 0, 6),
    rows: views,
    columns: 736,
    visiblePixels: () =>
      visibleStretchPixels({ centreAcross: 0.5, centreDown: 0.5, zoomAcross: 1, zoomDown: 1 }, views, 736),
    horizontal: axisThroughCentres(label, null, { first: 0, step: 1, count: 736 }, 'integer'),
    vertical: axisThroughCentres('view angle', '°', { first: 0, step: 180 / views, count: views }, 'degrees'),
    barUnit: 'line integral',
  };
}

function labelsOf(layout: PaneLayout): LayoutLabel[] {
  const ticks = [...layout.horizontalTicks, ...layout.verticalTicks, ...layout.barTicks];
  return [...ticks.flatMap(({ label }) => (label ? [label] : [])), ...layout.titles];
}

/** The box of the letters, without the leading of the line. */
function box(label: LayoutLabel, fontSizePixels: number) {
  const halfLong = label.widthPixels / 2;
  const halfShort = fontSizePixels * 0.5;
  const [halfX, halfY] = label.rotated ? [halfShort, halfLong] : [halfLong, halfShort];
  return {
    left: label.centreX - halfX,
    right: label.centreX + halfX,
    top: label.centreY - halfY,
    bottom: label.centreY + halfY,
  };
}

function expectTidy(layout: PaneLayout, widthPixels: number, heightPixels: number): void {
  const labels = labelsOf(layout);
  const boxes = labels.map((label) => ({ name: label.text, ...box(label, layout.fontSizePixels) }));
  for (const [index, { name, left, right, top, bottom }] of boxes.entries()) {
    expect(left, `${name} left`).toBeGreaterThanOrEqual(0);
    expect(top, `${name} top`).toBeGreaterThanOrEqual(0);
    expect(right, `${name} right`).toBeLessThanOrEqual(widthPixels);
    expect(bottom, `${name} bottom`).toBeLessThanOrEqual(heightPixels);
    for (const other of boxes.slice(index + 1)) {
      const apart = other.left >= right || other.right <= left || other.top >= bottom || other.bottom <= top;
      expect(apart, `${name} and ${other.name}`).toBe(true);
    }
  }
}

const widths = fc.integer({ min: 280, max: 1800 });
const heights = fc.integer({ min: 190, max: 1000 });
const coordinate = uniform(-128, 128);

describe('layoutPane', () => {
  it('keeps labels apart and inside, at every size, zoom and window', () => {
    fc.assert(
      fc.property(
        widths,
        heights,
        coordinate,
        coordinate,
        uniform(1, 64),
        uniform(-1500, 1500),
        uniform(1, 4000),
        (width, height, centreXMm, centreYMm, zoom, black, windowWidth) => {
          const request = slice(width, height, { centreXMm, centreYMm, zoom }, black, black + windowWidth);
          expectTidy(layoutPane(request), width, height);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps a sinogram tidy, from one view to many, with a long title too', () => {
    fc.assert(
      fc.property(
        widths,
        heights,
        fc.integer({ min: 1, max: 16384 }),
        fc.constantFrom('channel', 'position on the detector (mm)'),
        (width, height, views, label) => {
          expectTidy(layoutPane(sinogram(width, height, views, label)), width, height);
        },
      ),
    );
  });

  it('shows ticks on every axis and the titles, even in the smallest pane', () => {
    const layout = layoutPane(slice(280, 190, { centreXMm: 0, centreYMm: 0, zoom: 1 }));
    for (const ticks of [layout.horizontalTicks, layout.verticalTicks, layout.barTicks]) {
      expect(ticks.filter(({ label }) => label).length).toBeGreaterThanOrEqual(2);
    }
    expect(layout.titles.map(({ text }) => text).sort()).toEqual(['HU', 'x (mm)', 'y (mm)']);
    // The picture keeps most of the height.
    expect(layout.frame.height).toBeGreaterThan(190 * 0.65);
  });

  it('frames the whole image when it fits, and fills the area when zoomed', () => {
    const fitted = layoutPane(slice(800, 400, { centreXMm: 0, centreYMm: 0, zoom: 1 }));
    expect(fitted.framePixels).toEqual({ left: 0, top: 0, width: 512, height: 512 });
    expect(fitted.frame.width).toBeCloseTo(fitted.frame.height, 0);
    const zoomed = layoutPane(slice(800, 400, { centreXMm: 0, centreYMm: 0, zoom: 4 }));
    expect(zoomed.frame.width).toBeCloseTo(zoomed.area.width, 0);
    expect(zoomed.frame.height).toBeCloseTo(zoomed.area.height, 0);
  });

  it('puts the frame on whole device pixels', () => {
    fc.assert(
      fc.property(widths, heights, (width, height) => {
        const { frame } = layoutPane(slice(width, height, { centreXMm: 0, centreYMm: 0, zoom: 1 }));
        for (const edge of [frame.left, frame.top, frame.left + frame.width, frame.top + frame.height]) {
          expect(Math.abs(edge * 1.25 - Math.round(edge * 1.25))).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it('writes 180° at the end of many views, and not beyond few', () => {
    const written = (views: number) =>
      layoutPane(sinogram(500, 350, views)).verticalTicks.map(({ label }) => label?.text);
    expect(written(720)).toContain('180');
    expect(written(12)).not.toContain('180');
  });

  it('has y grow upwards', () => {
    const { verticalTicks } = layoutPane(slice(500, 400, { centreXMm: 0, centreYMm: 0, zoom: 1 }));
    const positionOf = (text: string) => verticalTicks.find(({ label }) => label?.text === text)!.position;
    expect(positionOf('100')).toBeLessThan(positionOf('\u2212100'));
  });

  it('has the name of the horizontal axis at the right end of its ticks, in every pane', () => {
    const whole = { centreXMm: 0, centreYMm: 0, zoom: 1 };
    for (const layout of [
      layoutPane(slice(427, 314, whole)),
      layoutPane(slice(1000, 700, whole)),
      layoutPane(sinogram(427, 314, 720, 'detector u (mm)')),
      layoutPane(sinogram(1000, 700, 720, 'detector u (mm)')),
      layoutPane(sinogram(280, 190, 720, 'detector u (mm)')),
    ]) {
      const title = layout.titles.find(({ text }) => /x|u/.test(text))!;
      const labels = layout.horizontalTicks.flatMap(({ label }) => label ?? []);
      expect(labels.length).toBeGreaterThanOrEqual(2);
      for (const label of labels) {
        expect(label.centreY).toBe(title.centreY);
        expect(label.centreX + label.widthPixels / 2).toBeLessThan(title.centreX - title.widthPixels / 2);
      }
    }
  });

  it('gives a tiny pane to the picture alone', () => {
    const layout = layoutPane(slice(90, 60, { centreXMm: 0, centreYMm: 0, zoom: 1 }));
    expect(labelsOf(layout)).toEqual([]);
    expect(layout.frame.height).toBeCloseTo(60, 0);
  });
});

it('has the same type in panes of two widths that count as the mean of both', () => {
  const whole = { centreXMm: 0, centreYMm: 0, zoom: 1 };
  const fonts = [
    { ...sinogram(338, 690, 720), typeWidthPart: 1.25 },
    { ...slice(508, 690, whole), typeWidthPart: 0.8333 },
  ].map((request) => layoutPane(request).fontSizePixels);
  expect(fonts).toEqual([12, 12]);
  expect(layoutPane(slice(508, 690, whole)).fontSizePixels).toBe(13);
});
