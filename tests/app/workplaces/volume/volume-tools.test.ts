import { expect, test } from 'vitest';
import type { ToolPoint } from '../../../../src/app/panes/pane-tool.ts';
import { PLANES, type PlaneName } from '../../../../src/app/views/planes.ts';
import { type Pointed, pointedIn, rayInPlane, seenOnPicture } from '../../../../src/app/views/pointed.ts';
import { slabSteps } from '../../../../src/app/workplaces/volume/look-steps.ts';
import { PlaneTool } from '../../../../src/app/workplaces/volume/plane-tool.ts';
import { ProjectionTool } from '../../../../src/app/workplaces/volume/projection-tool.ts';
import { slabRemarks } from '../../../../src/app/workplaces/volume/slab-remarks.ts';
import type { VolumeToolHost } from '../../../../src/app/workplaces/volume/volume-tool.ts';
import { FIRST_LOOK } from '../../../../src/experiment/volume-look.ts';
import { coneSettings } from '../../../../src/geometry/cone/cone-settings.ts';
import type { Grid } from '../../../../src/geometry/grid.ts';
import { loweredScan } from '../../../../src/geometry/scan.ts';

/** 60 × 60 × 40 mm about z = 5 mm: slices are twice as far apart as pixels. */
const grid: Grid = { rows: 60, columns: 60, pixelSizeMm: 1, slices: 20, sliceSpacingMm: 2, centreZMm: 5 };
const scan = loweredScan(
  coneSettings.scan(
    {
      ...{ geometry: 'cone', views: 4, startDeg: 0, arcDeg: 360, channels: 48, channelSpacingMm: 5, offset: 0 },
      ...{ sourceToIsocenterMm: 570, sourceToDetectorMm: 1040, detector: 'flat' },
      ...{ rows: 40, rowSpacingMm: 6, rowOffset: 0, pitchMm: 0, startZMm: 0 },
    },
    null,
  ),
);
const PLACE = { xMm: 20, yMm: 10, zMm: 15 };
const planeNamed = (name: PlaneName) => PLANES.find((plane) => plane.name === name)!;

function looking() {
  const host = {
    scene: { look: FIRST_LOOK, grid, scan, views: 4 },
    pointed: null,
    leftTurnsWindow: false,
    showsLines: true,
    lookAt: (look) => {
      host.scene = { ...host.scene, look };
    },
    thicken: () => undefined,
    toggleReduce: () => undefined,
    toggleLeft: () => undefined,
    toggleProjection: () => {
      host.scene = { ...host.scene, look: { ...host.scene.look, projection: 'signal' } };
    },
  } as VolumeToolHost & { scene: NonNullable<VolumeToolHost['scene']> };
  return host;
}
const at = (horizontal: number, vertical: number) => ({ horizontal, vertical }) as ToolPoint;
const press = (key: string, shiftKey = false) =>
  ({ key, code: '', shiftKey, ctrlKey: false, altKey: false, metaKey: false }) as KeyboardEvent;
const wheel = (deltaY: number, ctrlKey = false) => ({ deltaY, deltaMode: 0, ctrlKey });
const placeOf = ({ scene }: ReturnType<typeof looking>) => [scene.look.xMm, scene.look.yMm, scene.look.zMm];

test('a press in a plane moves the other two through that point, at the middle of a voxel', () => {
  const host = looking();
  new PlaneTool(planeNamed('axial'), host).press(at(20.2, -7.9));
  expect(placeOf(host)).toEqual([20.5, -7.5, 0]);
  new PlaneTool(planeNamed('coronal'), host).press(at(-3.4, 15.3));
  expect(placeOf(host)).toEqual([-3.5, -7.5, 16]);
  new PlaneTool(planeNamed('sagittal'), host).drag(at(200, -200));
  // No farther than the volume.
  expect(placeOf(host)).toEqual([-3.5, 29.5, -14]);
});

test('the wheel and keys step through slices, Ctrl and the wheel zoom, arrows move the crosshair', () => {
  const host = looking();
  const tool = new PlaneTool(planeNamed('axial'), host);
  expect(tool.wheel(wheel(-300))).toBe(true);
  expect(placeOf(host)).toEqual([0.5, -0.5, 6]);
  expect(tool.wheel(wheel(-100, true))).toBe(false);
  expect(placeOf(host)).toEqual([0.5, -0.5, 6]);
  tool.key(press('PageDown'));
  expect(placeOf(host)[2]).toBe(4);
  tool.key(press('PageUp', true));
  expect(placeOf(host)[2]).toBe(24);
  tool.key(press('Home'));
  expect(placeOf(host)[2]).toBe(-14);
  tool.key(press('ArrowRight'));
  tool.key(press('ArrowUp'));
  expect(placeOf(host)).toEqual([1.5, 0.5, -14]);
  // With Shift they turn the window.
  expect(tool.key(press('ArrowUp', true))).toBe(false);
  expect(tool.key(press('q'))).toBe(false);
});

test('views are stepped through round and round', () => {
  const host = looking();
  const tool = new ProjectionTool(host);
  tool.wheel(wheel(100));
  expect(host.scene.look.view).toBe(3);
  tool.key(press('PageUp'));
  expect(host.scene.look.view).toBe(0);
  expect(tool.key(press('ArrowUp'))).toBe(false);
  expect([tool.key(press('x')), host.scene.look.projection]).toEqual([true, 'signal']);
});

// From the source at (0, −570) the place is 570 + 10 away, and the panel 1040: u = 20 · 1040/580, v = 15 · 1040/580. A
// quarter turn on the source is at (570, 0), u runs along y: 570 − 20 away.
test.each([
  [0, (20 * 1040) / 580, (15 * 1040) / 580],
  [1, (10 * 1040) / 550, (15 * 1040) / 550],
])(
  'a voxel is seen on the detector where a ray through it ends, and the ray is back in all planes: view %i',
  (view, u, v) => {
    const { column, row } = seenOnPicture(scan, view, PLACE)!;
    expect(column).toBeCloseTo(24 + u / 5, 9);
    expect(row).toBeCloseTo(20 - v / 6, 9);
    const pixel = { channel: column - 0.5, row: scan.detector.rows - row - 0.5 };
    for (const plane of PLANES) {
      const { line, crossing } = rayInPlane(scan, view, pixel, plane, PLACE[plane.along], 2000);
      const here = [PLACE[plane.across], PLACE[plane.up]] as const;
      expect(crossing![0]).toBeCloseTo(here[0], 6);
      expect(crossing![1]).toBeCloseTo(here[1], 6);
      const [[x1, y1], [x2, y2]] = line;
      const offLine = ((x2 - x1) * (here[1] - y1) - (y2 - y1) * (here[0] - x1)) / Math.hypot(x2 - x1, y2 - y1);
      expect(Math.abs(offLine)).toBeLessThan(1e-6);
    }
  },
);

test('what is under the pointer in a plane is a place, in the projection a pixel whose row counts from below', () => {
  const hover = { row: 3, column: 7, horizontalValue: -4, verticalValue: 9 };
  const look = { ...FIRST_LOOK, ...PLACE };
  const place = (view: string) => (pointedIn(view, hover, look, 40) as Extract<Pointed, { kind: 'place' }>).place;
  expect(place('axial')).toEqual({ xMm: -4, yMm: 9, zMm: 15 });
  expect(place('coronal')).toEqual({ xMm: -4, yMm: 10, zMm: 9 });
  expect(place('sagittal')).toEqual({ xMm: 20, yMm: -4, zMm: 9 });
  expect(pointedIn('projection', hover, look, 40)).toEqual({ kind: 'pixel', channel: 7, row: 36 });
  expect(pointedIn('slice', hover, look, 40)).toBeNull();
});

test('slabs grow by round steps of a voxel at least, and what is too thick is said', () => {
  expect(slabSteps(grid)).toEqual({ stepMm: 1, mostMm: 60 });
  expect(slabSteps({ rows: 512, columns: 512, pixelSizeMm: 0.3, slices: 256, sliceSpacingMm: 0.25 })).toEqual({
    ...{ stepMm: 0.5, mostMm: 154 },
  });
  const sides = { xMm: 60, yMm: 60, zMm: 40 };
  expect(slabRemarks({ ...FIRST_LOOK, thicknessMm: 40 }, sides)).toEqual([]);
  expect(slabRemarks({ ...FIRST_LOOK, thicknessMm: 41 }, sides)).toEqual([
    'The slab of 41 mm is thicker than the volume, 40 mm there: the axial plane shows all of it.',
  ]);
  expect(slabRemarks({ ...FIRST_LOOK, thicknessMm: 61 }, sides)[0]).toMatch(/every plane/);
});
