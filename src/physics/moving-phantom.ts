import type { Grid, PlacedGrid } from '../geometry/grid.ts';
import type { ImagePhantom, Phantom, Shape, ShapePhantom } from '../phantom/phantom.ts';
import type { Solid, SolidPhantom } from '../phantom/solids/solid.ts';
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

/** The same of solids: a shift stays in the slice plane, breathing makes them larger and smaller in every direction. */
export function solidsAtMoment(phantom: SolidPhantom, motion: MotionSettings, moment: number): SolidPhantom {
  switch (motion.kind) {
    case 'none':
      return phantom;
    case 'shift': {
      const [xMm, yMm] = shiftAtMoment(motion, moment);
      return xMm === 0 && yMm === 0 ? phantom : movedSolids(phantom, 1, xMm, yMm);
    }
    case 'breathing':
      return movedSolids(phantom, breathAtMoment(phantom, motion, moment), 0, 0);
  }
}

/** Where a phantom's image is at a moment of its scan, as {@link phantomAtMoment}; its values stay as they are. */
export function gridAtMoment(phantom: ImagePhantom, motion: MotionSettings, moment: number): PlacedGrid {
  return movedGrid(phantom.grid, phantom, motion, moment);
}

/** The same of the volume that it is of, as {@link solidsAtMoment}. */
export function volumeGridAtMoment(phantom: ImagePhantom, grid: Grid, motion: MotionSettings, moment: number): Grid {
  return movedGrid(grid, phantom, motion, moment);
}

function movedGrid<G extends Grid>(grid: G, phantom: ImagePhantom, motion: MotionSettings, moment: number): G {
  switch (motion.kind) {
    case 'none':
      return grid;
    case 'shift': {
      const [centreXMm, centreYMm] = shiftAtMoment(motion, moment);
      return { ...grid, centreXMm, centreYMm };
    }
    case 'breathing': {
      const factor = breathAtMoment(phantom, motion, moment);
      const { pixelSizeMm, sliceSpacingMm } = grid;
      const spacing = sliceSpacingMm === undefined ? {} : { sliceSpacingMm: sliceSpacingMm * factor };
      return { ...grid, pixelSizeMm: pixelSizeMm * factor, ...spacing };
    }
  }
}

function shiftAtMoment({ at, amplitudeMm, directionDeg }: MotionSettings, moment: number): [number, number] {
  if (moment < at) return [0, 0];
  const direction = (directionDeg * Math.PI) / 180;
  return [amplitudeMm * Math.cos(direction), amplitudeMm * Math.sin(direction)];
}

/** How many times as large as before a breathing phantom is. */
function breathAtMoment(
  { fieldSizeMm }: Pick<Phantom, 'fieldSizeMm'>,
  { amplitudeMm, cycles }: MotionSettings,
  moment: number,
): number {
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

/** So many times as large about the origin, and shifted after that. */
function movedSolids(phantom: SolidPhantom, factor: number, xMm: number, yMm: number): SolidPhantom {
  const solids = phantom.solids.map((solid): Solid => {
    const moved = {
      centreXMm: factor * solid.centreXMm + xMm,
      centreYMm: factor * solid.centreYMm + yMm,
      centreZMm: factor * solid.centreZMm,
      // The spare part of a reach grows with where its solid stands.
      reachMm: factor * solid.reachMm + 1e-5 * Math.hypot(xMm, yMm),
      planes: solid.planes.map((value, i, planes) =>
        i % 4 === 3 ? factor * value + planes[i - 3]! * xMm + planes[i - 2]! * yMm : value,
      ),
    };
    if (solid.type === 'polyhedron') return { ...solid, ...moved };
    return { ...solid, ...moved, toLocal: solid.toLocal.map((value) => value / factor) };
  });
  return { ...phantom, solids };
}
