import type { Phantom, Shape, ShapePhantom } from '../phantom/phantom.ts';
import type { MotionSettings } from './physics-settings.ts';

/**
 * Where a phantom is at a moment of its scan. A shift moves all of it at once, at one moment; breathing makes it larger
 * and smaller about the axis, its edge going out by the amplitude at most: 1 − cos after the breaths.
 *
 * @param moment the part of the scan that is over, 0 … 1
 */
export function phantomAtMoment(phantom: Phantom, motion: MotionSettings, moment: number): Phantom {
  if (phantom.kind === 'image') return phantom;
  switch (motion.kind) {
    case 'none':
      return phantom;
    case 'shift': {
      if (moment < motion.at) return phantom;
      const direction = (motion.directionDeg * Math.PI) / 180;
      return shifted(phantom, motion.amplitudeMm * Math.cos(direction), motion.amplitudeMm * Math.sin(direction));
    }
    case 'breathing': {
      const breath = (1 - Math.cos(2 * Math.PI * motion.cycles * moment)) / 2;
      return scaled(phantom, 1 + (2 * motion.amplitudeMm * breath) / phantom.fieldSizeMm);
    }
  }
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
