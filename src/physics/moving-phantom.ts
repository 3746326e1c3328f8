import type { PlacedGrid } from '../geometry/grid.ts';
import type { ImagePhantom, Phantom, Shape, ShapePhantom } from '../phantom/phantom.ts';
import type { MotionSettings } from './physics-settings.ts';

/**
 * Where a phantom of shapes is at a moment of its scan. A shift moves all of it at once, at one moment; breathing makes it
 * larger and smaller about the axis, its field's edge going out by the amplitude at most: 1 − cos after the breaths.
 *
 * @param moment the part of the scan that is over, 0 … 1
 */
export function phantomAtMoment(phantom: ShapePhantom, motion: MotionSettings, moment: number): ShapePhantom {
  switch (motion.kind) {
    case 'none':
      return phantom;
    case 'shift': {
      const [xMm, yMm] = shiftAtMoment(motion, moment);
      return xMm === 0 && yMm === 0 ? phantom : shifted(phantom, xMm, yMm);
    }
    case 'breathing':
      return scaled(phantom, breathAtMoment(phantom, motion, moment));
  }
}

/** Where a phantom's image is at a moment of its scan, as {@link phantomAtMoment}; its values stay as they are. */
export function gridAtMoment(phantom: ImagePhantom, motion: MotionSettings, moment: number): PlacedGrid {
  const { grid } = phantom;
  switch (motion.kind) {
    case 'none':
      return grid;
    case 'shift': {
      const [centreXMm, centreYMm] = shiftAtMoment(motion, moment);
      return { ...grid, centreXMm, centreYMm };
    }
    case 'breathing':
      return { ...grid, pixelSizeMm: grid.pixelSizeMm * breathAtMoment(phantom, motion, moment) };
  }
}

function shiftAtMoment({ at, amplitudeMm, directionDeg }: MotionSettings, moment: number): [number, number] {
  if (moment < at) return [0, 0];
  const direction = (directionDeg * Math.PI) / 180;
  return [amplitudeMm * Math.cos(direction), amplitudeMm * Math.sin(direction)];
}

/** How many times as large as before a breathing phantom is. */
function breathAtMoment({ fieldSizeMm }: Phantom, { amplitudeMm, cycles }: MotionSettings, moment: number): number {
  const breath = (1 - Math.cos(2 * Math.PI * cycles * moment)) / 2;
  return 1 + (2 * amplitudeMm * breath) / fieldSizeMm;
}

function shifted(phantom: ShapePhantom, xMm: number, yMm: number): ShapePhantom {
  const move = (edges: Float64Array) =>
    edges.map((value, i) => (i % 3 === 2 ? value + edges[i - 2]! * xMm + edges[i - 1]! * yMm : value));
  const shapes = phantom.shapes.map((shape): Shape => {
    const centre = { centreXMm: shape.centreXMm + xMm, centreYMm: shape.centreYMm + yMm };
    if (shape.type === 'convex-polygon') return { ...shape, ...centre, edges: move(shape.edges) };
    return { ...shape, ...centre, ...(shape.clip && { clip: move(shape.clip) }) };
  });
  return { ...phantom, shapes };
}

function scaled(phantom: ShapePhantom, factor: number): ShapePhantom {
  const grow = (edges: Float64Array) => edges.map((value, i) => (i % 3 === 2 ? value * factor : value));
  const shapes = phantom.shapes.map((shape): Shape => {
    const centre = { centreXMm: shape.centreXMm * factor, centreYMm: shape.centreYMm * factor };
    if (shape.type === 'convex-polygon') {
      return { ...shape, ...centre, reachMm: shape.reachMm * factor, edges: grow(shape.edges) };
    }
    return {
      ...shape,
      ...centre,
      semiAxisXMm: shape.semiAxisXMm * factor,
      semiAxisYMm: shape.semiAxisYMm * factor,
      ...(shape.clip && { clip: grow(shape.clip) }),
    };
  });
  return { ...phantom, shapes };
}
