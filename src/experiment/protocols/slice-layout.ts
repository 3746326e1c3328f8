import type { PlanePoint } from '../../measure/plane.ts';
import { hounsfieldFromMu } from '../../phantom/attenuation.ts';
import type { MaterialName } from '../../phantom/material-names.ts';
import type { Filling, Shape, ShapePhantom } from '../../phantom/phantom.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';
import { shapesAtHeight } from './shapes-at-height.ts';

/** What fills a part of a slice. */
interface Part {
  readonly middle: PlanePoint;
  readonly hounsfield: number;
  readonly material: MaterialName | null;
}

export interface DiskPart extends Part {
  readonly radiusMm: number;
}

/** A rectangle. */
export interface BarPart extends Part {
  /** Unit vector along its shorter side. */
  readonly across: PlanePoint;
  /** Half of the shorter side, and of the longer one. */
  readonly halfWidthMm: number;
  readonly halfLengthMm: number;
}

/** A disk that one straight line cuts: what is left of it has normal · p ≤ distance. */
export interface CutDiskPart extends DiskPart {
  readonly normal: PlanePoint;
  readonly distanceMm: number;
}

/**
 * Where the parts of a phantom are in a slice, in mm, and what they are, as far as protocols can make use of them. Later ones
 * cover what lies beneath.
 */
export interface SliceLayout {
  readonly disks: readonly DiskPart[];
  readonly bars: readonly BarPart[];
  readonly cutDisks: readonly CutDiskPart[];
  /** Whether there is anything else. */
  readonly hasOthers: boolean;
}

/** Sides that differ by less than this part are the same. */
const SAME = 1e-6;

/**
 * The layout of a slice.
 *
 * @param phantom with the values that the beam sees
 * @param zMm the height of the slice, for a phantom of solids
 * @param waterMuPerMm what is 0 HU
 */
export function sliceLayout(phantom: ShapePhantom | SolidPhantom, zMm: number, waterMuPerMm: number): SliceLayout {
  const { shapes, isWhole } = phantom.kind === 'shapes' ? { ...phantom, isWhole: true } : shapesAtHeight(phantom, zMm);
  const layout = {
    disks: [] as DiskPart[],
    bars: [] as BarPart[],
    cutDisks: [] as CutDiskPart[],
    // Values that add up are not those of their shapes; one alone is.
    hasOthers: !isWhole || (phantom.composition === 'add' && shapes.length > 1),
  };
  for (const shape of shapes) {
    const filling = fillingOf(shape, waterMuPerMm);
    const disk = diskOf(shape);
    const bar = barOf(shape);
    if (disk && 'normal' in disk) layout.cutDisks.push({ ...disk, ...filling });
    else if (disk) layout.disks.push({ ...disk, ...filling });
    else if (bar) layout.bars.push({ ...bar, ...filling });
    else layout.hasOthers = true;
  }
  return layout;
}

function fillingOf({ value, material }: Filling, waterMuPerMm: number) {
  // To attenuation and back again leaves the last digits wrong.
  const hounsfield = Number(hounsfieldFromMu(value, waterMuPerMm).toFixed(6));
  return { hounsfield, material: material ?? null };
}

function diskOf(shape: Shape): Omit<DiskPart, 'hounsfield' | 'material'> | Omit<CutDiskPart, keyof Filling> | null {
  if (shape.type !== 'ellipse') return null;
  const { centreXMm: x, centreYMm: y, semiAxisXMm, semiAxisYMm, clip } = shape;
  if (Math.abs(semiAxisXMm - semiAxisYMm) > SAME * semiAxisXMm) return null;
  const disk = { middle: { x, y }, radiusMm: semiAxisXMm };
  if (!clip) return disk;
  if (clip.length !== 3) return null;
  return { ...disk, normal: { x: clip[0]!, y: clip[1]! }, distanceMm: clip[2]! };
}

/** A rectangle from its four edges: two pairs of opposite ones, at right angles. */
function barOf(shape: Shape): Omit<BarPart, 'hounsfield' | 'material'> | null {
  if (shape.type !== 'convex-polygon' || shape.edges.length !== 12) return null;
  const edges = [0, 3, 6, 9].map((e) => ({
    x: shape.edges[e]!,
    y: shape.edges[e + 1]!,
    distance: shape.edges[e + 2]!,
  }));
  const [first, ...rest] = edges as [Edge, Edge, Edge, Edge];
  const opposite = rest.find((edge) => areOpposite(first, edge));
  const [second, fourth] = rest.filter((edge) => edge !== opposite) as [Edge, Edge];
  if (!opposite || !areOpposite(second, fourth) || Math.abs(first.x * second.x + first.y * second.y) > SAME)
    return null;
  const sides = [
    { across: { x: first.x, y: first.y }, half: (first.distance + opposite.distance) / 2 },
    { across: { x: second.x, y: second.y }, half: (second.distance + fourth.distance) / 2 },
  ] as const;
  const [short, long] = sides[0].half <= sides[1].half ? sides : [sides[1], sides[0]];
  return {
    middle: { x: shape.centreXMm, y: shape.centreYMm },
    across: short.across,
    halfWidthMm: short.half,
    halfLengthMm: long.half,
  };
}

type Edge = PlanePoint & { readonly distance: number };

function areOpposite(a: Edge, b: Edge): boolean {
  return Math.hypot(a.x + b.x, a.y + b.y) < SAME;
}

/** The disk that all other parts stand in: the first and largest. `null` where something reaches out of it. */
export function bodyOf({ disks, bars, cutDisks }: SliceLayout): DiskPart | null {
  const [body] = disks;
  if (!body) return null;
  const reach = ({ middle }: Part) => Math.hypot(middle.x - body.middle.x, middle.y - body.middle.y);
  const areIn =
    [...disks.slice(1), ...cutDisks].every((disk) => reach(disk) + disk.radiusMm < body.radiusMm) &&
    bars.every((bar) => reach(bar) + Math.hypot(bar.halfWidthMm, bar.halfLengthMm) < body.radiusMm);
  return areIn ? body : null;
}
