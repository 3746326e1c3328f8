import { expect, test } from 'vitest';
import type { ToolPoint } from '../../../../src/app/panes/pane-tool.ts';
import { RadiographTool, type RadiographToolHost } from '../../../../src/app/workplaces/radiograph/radiograph-tool.ts';
import {
  firstRegions,
  type Panel,
  type Regions,
  regionPixels,
  regionReach,
} from '../../../../src/app/workplaces/radiograph/regions.ts';

/** 64 × 40 pixels, with u = 0 in the middle and v = 0 ten rows below it. */
const panel: Panel = { channels: 64, rows: 40, channelStep: 2, rowStep: 3, axisChannel: 31.5, axisRow: 9.5 };
const at = (horizontal: number, vertical: number) => ({ horizontal, vertical }) as ToolPoint;
const press = (key: string) =>
  ({ key, code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false }) as KeyboardEvent;

function looking(left: 'window' | 'regions') {
  const steps: boolean[] = [];
  const host = {
    detector: panel,
    regions: firstRegions(panel),
    leftTurnsWindow: left === 'window',
    moveRegions: (regions: Regions, moving: boolean) => {
      host.regions = regions;
      steps.push(moving);
    },
    redraw: () => undefined,
    toggleLeft: () => {
      host.leftTurnsWindow = !host.leftTurnsWindow;
    },
    toggleProjection: () => undefined,
  };
  return { host: host as RadiographToolHost & { regions: Regions }, steps };
}

test('a region holds so many pixels about its place, and stays on the panel', () => {
  expect(regionReach(panel)).toBe(2);
  expect(regionPixels(panel, { u: 1, v: 1.5 })).toEqual({ fromRow: 8, toRow: 13, fromColumn: 30, toColumn: 35 });
  expect(regionPixels(panel, { u: -999, v: 999 })).toEqual({ fromRow: 35, toRow: 40, fromColumn: 0, toColumn: 5 });
  // Of a panel of a few pixels all of them.
  expect(regionReach({ ...panel, rows: 3 })).toBe(1);
});

test('a press takes hold of the nearest region, and until the release it is one step', () => {
  const { host, steps } = looking('regions');
  const tool = new RadiographTool(host);
  const { a } = host.regions;
  tool.press(at(20, 6));
  tool.drag(at(25, 7.5));
  tool.release();
  expect(host.regions).toEqual({ a, b: { u: 25, v: 7.5 } });
  expect(steps).toEqual([true, true, false]);
});

test('keys choose a region and move it by pixels, while the left button moves regions', () => {
  const { host } = looking('window');
  const tool = new RadiographTool(host);
  expect([tool.leavesLeft, tool.key(press('ArrowLeft')), tool.key(press('b'))]).toEqual([true, false, false]);
  expect(tool.key(press('w'))).toBe(true);
  tool.press(at(0, 0));
  tool.release();
  const { a } = host.regions;
  tool.key(press('ArrowRight'));
  tool.key(press('ArrowUp'));
  expect(host.regions.a).toEqual({ u: a.u + 2, v: a.v + 3 });
  const { b } = host.regions;
  tool.key(press('b'));
  tool.key(press('ArrowLeft'));
  expect(host.regions.b.u).toBeLessThan(b.u);
  expect(tool.key(press('q'))).toBe(false);
});
