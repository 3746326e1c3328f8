import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affineValueScale } from '../../../src/app/panes/value-scale.ts';
import {
  type DisplayWindow,
  dragWindow,
  fromBlackWhite,
  roundWindow,
  toBlackWhite,
  windowInWords,
  windowResolution,
  windowText,
} from '../../../src/app/panes/window-level.ts';
import { presetOfWindow, WINDOW_PRESETS } from '../../../src/app/panes/window-presets.ts';
import { uniform } from '../../support/uniform.ts';

const HU_SPAN = 2000;
const windows: fc.Arbitrary<DisplayWindow> = fc.record({
  width: uniform(1, 4000),
  level: uniform(-1500, 3000),
});
const pixels = fc.integer({ min: -1000, max: 1000 });

describe('dragWindow', () => {
  it('widens to the right and raises the level downwards', () => {
    const start = { width: 400, level: 40 };
    expect(dragWindow(start, 50, 0, HU_SPAN).width).toBeGreaterThan(400);
    expect(dragWindow(start, -50, 0, HU_SPAN).width).toBeLessThan(400);
    expect(dragWindow(start, 0, 50, HU_SPAN)).toMatchObject({ width: 400 });
    expect(dragWindow(start, 0, 50, HU_SPAN).level).toBeGreaterThan(40);
  });

  it('forgets the path: to a place and back is nowhere', () => {
    const start = { width: 400, level: 40 };
    fc.assert(
      fc.property(pixels, pixels, (dx, dy) => {
        dragWindow(start, dx, dy, HU_SPAN);
        expect(dragWindow(start, 0, 0, HU_SPAN)).toEqual(start);
      }),
    );
  });

  it('treats the two directions apart', () => {
    fc.assert(
      fc.property(windows, pixels, pixels, (start, dx, dy) => {
        const both = dragWindow(start, dx, dy, HU_SPAN);
        expect(both.width).toBe(dragWindow(start, dx, 0, HU_SPAN).width);
        expect(both.level).toBe(dragWindow(start, 0, dy, HU_SPAN).level);
      }),
    );
  });

  it('never narrows below the resolution, and widens out of the narrowest window again', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: -100000, max: 100000 }), (start, dx) => {
        expect(dragWindow(start, dx, 0, HU_SPAN).width).toBeGreaterThanOrEqual(windowResolution(HU_SPAN));
      }),
    );
    const narrowest = dragWindow({ width: 400, level: 40 }, -1e6, 0, HU_SPAN);
    expect(narrowest.width).toBe(1);
    expect(dragWindow(narrowest, 200, 0, HU_SPAN).width).toBeGreaterThan(1);
  });

  it('feels the same in HU and in units from 0 to 1', () => {
    const inHu = dragWindow({ width: 1000, level: 500 }, 80, 60, 1000);
    const inUnits = dragWindow({ width: 1, level: 0.5 }, 80, 60, 1);
    expect(inUnits.width).toBeCloseTo(inHu.width / 1000, 3);
    expect(inUnits.level).toBeCloseTo(inHu.level / 1000, 3);
  });

  it('reaches the lung from the brain window within a screen', () => {
    expect(dragWindow({ width: 80, level: 40 }, 0, -800, HU_SPAN).level).toBeLessThan(-600);
  });
});

describe('roundWindow', () => {
  it('rounds to whole HU and to thousandths of a unit, without dust', () => {
    expect(windowResolution(2000)).toBe(1);
    expect(windowResolution(1)).toBe(0.001);
    expect(roundWindow({ width: 99.6, level: -0.4 }, 2000)).toEqual({ width: 100, level: 0 });
    expect(roundWindow({ width: 0.30000000000000004, level: 0.1234567 }, 1)).toEqual({ width: 0.3, level: 0.123 });
    expect(Object.is(roundWindow({ width: 1, level: -0.2 }, 2000).level, 0)).toBe(true);
  });
});

describe('black and white', () => {
  it('are those of DICOM LINEAR_EXACT', () => {
    expect(toBlackWhite({ width: 400, level: 40 })).toEqual({ black: -160, white: 240 });
    expect(fromBlackWhite(-160, 240)).toEqual({ width: 400, level: 40 });
  });
});

describe('presets', () => {
  it('give each number key to one window', () => {
    const keys = WINDOW_PRESETS.flatMap(({ key }) => (key === null ? [] : [key]));
    expect([...keys].sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(WINDOW_PRESETS.find(({ key }) => key === '3')?.window).toEqual({ width: 1800, level: 400 });
  });

  it('are found again from their window', () => {
    for (const preset of WINDOW_PRESETS) expect(presetOfWindow(preset.window)).toBe(preset);
    expect(presetOfWindow({ width: 81, level: 40 })).toBeNull();
  });
});

describe('the text of a window', () => {
  it('is one for all pictures: no zeros, no dust, a minus sign', () => {
    expect(windowText({ width: 400, level: 40 })).toBe('W 400  L 40');
    expect(windowText({ width: 400, level: 0 })).toBe('W 400  L 0');
    expect(windowText({ width: 1500, level: -600 })).toBe('W 1500  L \u2212600');
    expect(windowText({ width: 1, level: 0.5 })).toBe('W 1  L 0.5');
    expect(windowText({ width: 7.432198734, level: 3.716099367 })).toBe('W 7.432  L 3.716');
    expect(windowText({ width: 0.30000000000000004, level: 0.1 })).toBe('W 0.3  L 0.1');
  });

  it('is told with what is black and what is white', () => {
    const window = { width: 400, level: 40 };
    expect(windowInWords('W 400  L 40 HU', window, false)).toBe('W 400  L 40 HU: black at \u2212160, white at 240');
    expect(windowInWords('W 400  L 40 HU, inverted', window, true)).toMatch(/black at 240, white at \u2212160$/);
    expect(windowInWords('', { width: 0.3, level: 0.1 }, false)).toMatch(/black at \u22120\.05, white at 0\.25$/);
  });
});

describe('value scales', () => {
  it('go to display units and back', () => {
    const hu = affineValueScale({ unit: 'HU', span: 2000, factor: 1000 / 0.02059, offset: -1000, decimals: 0 });
    expect(hu.toDisplay(0.02059)).toBeCloseTo(0, 9);
    expect(hu.fromDisplay(hu.toDisplay(0.03))).toBeCloseTo(0.03, 12);
    expect(hu.format(-999.7)).toBe('\u22121000');
  });
});
