import type { Grid } from '../geometry/grid.ts';
import { type LoweredRays, setSpaceRay } from '../geometry/lowered-rays.ts';
import { emptySpaceRay, type SpaceRay } from '../geometry/space-ray.ts';
import { eachBetween } from './strip.ts';
import { type Axis, axesOf, followed } from './voxel-ray.ts';

/**
 * What a cell of a detector, a channel in a row, sees of a volume by the distance-driven method in space: the beam between its
 * edges. It is followed along the axis on which its ray passes the most voxels. On each plane across that axis it covers a
 * rectangle, voxels count there for the parts of it that they cover, all of them for 1, times the length of ray per plane (De
 * Man & Basu, Phys. Med. Biol. 49:2463, 2004, doi 10.1088/0031-9155/49/11/024).
 *
 * Of the two pairs of edges, before and behind in channels and in rows, each side of the rectangle lies between that pair which
 * comes to be farther apart along it. So beams between which neither turns anything share planes out without gaps.
 */
export interface CellBeam {
  /** Planes across the axis that it is followed along, and how far apart two of them lie in an array [slices, rows, columns]. */
  planes: number;
  planeStride: number;
  /** The same of the two directions in a plane, and the two edges there. */
  lines: Side;
  places: Side;
  /** Of ray per plane. */
  lengthMm: number;
}

/** Where two edges cross plane 0, and how far they move from plane to plane, in voxels. */
interface Side {
  count: number;
  stride: number;
  start: number;
  step: number;
  otherStart: number;
  otherStep: number;
}

/** Edges run no flatter beside the planes than this part of their direction. */
const LEAST_ALONG = 2 ** -10;

/** Half a step before and behind, in channels and in rows. */
const EDGES = [
  [0, -0.5],
  [0, 0.5],
  [-0.5, 0],
  [0.5, 0],
] as const;

/** The beams of a scan's cells through a grid. */
export class CellBeams {
  readonly #rays: LoweredRays;
  readonly #grid: Grid;
  readonly #ray: SpaceRay = emptySpaceRay();
  readonly #beam: CellBeam = { planes: 0, planeStride: 0, lines: emptySide(), places: emptySide(), lengthMm: 0 };

  constructor(rays: LoweredRays, grid: Grid) {
    this.#rays = rays;
    this.#grid = grid;
  }

  /** The same object each time. @param row of the detector */
  of(view: number, row: number, channel: number): CellBeam {
    const middle = this.#axes(view, row, channel);
    const [axis, lines, places] = followed(...middle);
    const planes = middle[axis];
    const beam = this.#beam;
    beam.planes = planes.count;
    beam.planeStride = planes.stride;
    beam.lengthMm = 1 / Math.abs(planes.perMm);
    const edges = EDGES.map(([rows, channels]) => this.#axes(view, row + rows, channel + channels));
    for (const [side, along] of [
      [beam.lines, lines],
      [beam.places, places],
    ] as const) {
      side.count = middle[along].count;
      side.stride = middle[along].stride;
      const [before, behind, below, above] = edges.map((axes) => crossing(axes[axis], axes[along])) as [
        Crossing,
        Crossing,
        Crossing,
        Crossing,
      ];
      const byChannels = farthest(before, behind, planes.count) >= farthest(below, above, planes.count);
      [side.start, side.step] = byChannels ? before : below;
      [side.otherStart, side.otherStep] = byChannels ? behind : above;
    }
    return beam;
  }

  #axes(view: number, row: number, channel: number) {
    setSpaceRay(this.#ray, this.#rays, view, row, channel);
    return axesOf(this.#ray, this.#grid);
  }
}

type Crossing = readonly [start: number, step: number];

function crossing(planes: Axis, along: Axis): Crossing {
  const least = LEAST_ALONG * (Math.abs(along.perMm) + Math.abs(planes.perMm));
  const perMm = Math.abs(planes.perMm) >= least ? planes.perMm : planes.perMm < 0 ? -least : least;
  const step = along.perMm / perMm;
  return [along.start - planes.start * step, step];
}

/** How far two edges are apart on the first plane or the last, whichever is more: all edges may meet between. */
function farthest([start, step]: Crossing, [otherStart, otherStep]: Crossing, planes: number): number {
  const first = start - otherStart;
  return Math.max(Math.abs(first), Math.abs(first + (planes - 1) * (step - otherStep)));
}

function emptySide(): Side {
  return { count: 0, stride: 0, start: 0, step: 0, otherStart: 0, otherStep: 0 };
}

/**
 * Visits the voxels that a beam covers anything of on one of its planes.
 *
 * @param visit is told where the voxel is in the array, and which part of the rectangle it covers
 */
export function eachVoxelCovered(
  { planeStride, lines, places }: CellBeam,
  plane: number,
  visit: (at: number, part: number) => void,
): void {
  const at = plane * planeStride;
  const [place, otherPlace] = [places.start + plane * places.step, places.otherStart + plane * places.otherStep];
  const [line, otherLine] = [lines.start + plane * lines.step, lines.otherStart + plane * lines.otherStep];
  eachBetween(line, otherLine, lines.count, (i, partOfLines) => {
    const atLine = at + i * lines.stride;
    eachBetween(place, otherPlace, places.count, (j, part) => visit(atLine + j * places.stride, part * partOfLines));
  });
}
