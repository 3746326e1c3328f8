import { describe, expect, it } from 'vitest';
import { type Navigation, stretchNavigation, toScaleNavigation } from '../../../src/app/panes/navigation.ts';

const grid = { rows: 100, columns: 100, pixelSizeMm: 2 };

describe('navigation in picture pixels', () => {
  it('turns rows down into y up for slices', () => {
    const view = toScaleNavigation.panBy(toScaleNavigation.fitted, grid, 5, 10);
    expect(view).toEqual({ centreXMm: 10, centreYMm: -20, zoom: 1 });
  });

  it('zooms both kinds about the same pixel', () => {
    function zoomed<View>(navigation: Navigation<View>) {
      const view = navigation.zoomAt(navigation.fitted, grid, { column: 20, row: 80 }, 2);
      return navigation.visible(view, grid, 300, 300);
    }
    const expected = { left: 10, top: 40, width: 50, height: 50 };
    expect(zoomed(toScaleNavigation)).toEqual(expected);
    expect(zoomed(stretchNavigation)).toEqual(expected);
  });
});
