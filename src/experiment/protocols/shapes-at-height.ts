import type { Shape } from '../../phantom/phantom.ts';
import type { RoundSolid, Solid, SolidPhantom } from '../../phantom/solids/solid.ts';
import { type SolidExtent, solidExtent } from '../../phantom/solids/solid-extent.ts';

/**
 * What stands upright in a phantom of solids, as shapes of the slice at a height, in their order.
 *
 * @returns `isWhole` is false where the slice goes through something else too
 */
export function shapesAtHeight(
  phantom: SolidPhantom,
  zMm: number,
): { readonly shapes: readonly Shape[]; readonly isWhole: boolean } {
  const shapes: Shape[] = [];
  let isWhole = true;
  for (const solid of phantom.solids) {
    if (isBeside(solid, phantom, zMm)) continue;
    const shape = uprightShape(solid);
    if (shape) shapes.push(shape);
    else isWhole = false;
  }
  return { shapes, isWhole };
}

const heights = new WeakMap<Solid, SolidExtent>();

/** Whether a slice does not meet a solid. */
function isBeside(solid: Solid, phantom: SolidPhantom, zMm: number): boolean {
  if (Math.abs(zMm - solid.centreZMm) > solid.reachMm) return true;
  let extent = heights.get(solid);
  if (!extent) {
    // What has the value 0 has no extent.
    extent = solidExtent({ ...phantom, solids: [{ ...solid, value: 1 }] });
    heights.set(solid, extent);
  }
  return zMm < extent.zMinMm || zMm > extent.zMaxMm;
}

/** What an upright cylinder or prism is in each of its slices; the inverse of `extrudedShape`. */
function uprightShape(solid: Solid): Shape | null {
  const sides = halfSpaces(solid.planes).filter(({ x, y }) => x !== 0 || y !== 0);
  if (sides.some(({ z }) => z !== 0)) return null;
  const edges = Float64Array.from(sides.flatMap(({ x, y, distance }) => [x, y, distance]));
  const { centreXMm, centreYMm, value, material, density } = solid;
  const common = {
    ...{ centreXMm, centreYMm, value },
    ...(material && { material }),
    ...(density !== undefined && { density }),
  };
  if (solid.type === 'polyhedron') return { type: 'convex-polygon', reachMm: solid.reachMm, edges, ...common };
  const axes = solid.type === 'cylinder' ? uprightAxes(solid) : null;
  return axes && { type: 'ellipse', ...axes, ...(edges.length > 0 && { clip: edges }), ...common };
}

function uprightAxes({ toLocal: m }: RoundSolid) {
  if (m[2] !== 0 || m[5] !== 0) return null;
  const [first, second] = [Math.hypot(m[0]!, m[1]!), Math.hypot(m[3]!, m[4]!)];
  return { semiAxisXMm: 1 / first, semiAxisYMm: 1 / second, cosine: m[0]! / first, sine: m[1]! / first };
}

function halfSpaces(planes: Float64Array) {
  return Array.from({ length: planes.length / 4 }, (_, p) => ({
    x: planes[4 * p]!,
    y: planes[4 * p + 1]!,
    z: planes[4 * p + 2]!,
    distance: planes[4 * p + 3]!,
  }));
}
