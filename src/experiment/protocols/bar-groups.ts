import type { PlanePoint } from '../../measure/plane.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import type { BarPart } from './slice-layout.ts';

/** Bars side by side, with gaps as wide as they are. */
export interface BarGroup {
  readonly bars: readonly BarPart[];
  readonly middle: PlanePoint;
  /** From bar to bar, of length 1. */
  readonly across: PlanePoint;
  readonly periodMm: number;
  readonly linePairsPerCm: number;
}

/** Bars whose widths differ by less than this part are of one group. */
const SAME_WIDTH = 1e-3;
/** How much the steps between them may differ, in periods. Files give places to six digits. */
const EVEN = 0.01;
const LEAST_BARS = 3;

/** The groups that bars form, from the widest on; bars that form none are left out. */
export function barGroups(bars: readonly BarPart[]): BarGroup[] {
  const left = [...bars];
  const groups: BarGroup[] = [];
  while (left.length > 0) {
    const [first] = left as [BarPart];
    const members = left.filter((bar) => isLike(first, bar));
    for (const bar of members) left.splice(left.indexOf(bar), 1);
    const group = groupOf(members);
    if (group) groups.push(group);
  }
  return groups.sort((a, b) => a.linePairsPerCm - b.linePairsPerCm);
}

function isLike(a: BarPart, b: BarPart): boolean {
  const sine = a.across.x * b.across.y - a.across.y * b.across.x;
  return Math.abs(b.halfWidthMm / a.halfWidthMm - 1) < SAME_WIDTH && Math.abs(sine) < SAME_WIDTH;
}

function groupOf(members: readonly BarPart[]): BarGroup | null {
  if (members.length < LEAST_BARS) return null;
  const { across } = members[0]!;
  const along = ({ middle }: BarPart) => middle.x * across.x + middle.y * across.y;
  const bars = [...members].sort((a, b) => along(a) - along(b));
  const places = bars.map(along);
  const periodMm = (places.at(-1)! - places[0]!) / (bars.length - 1);
  const isEven = places.every((place, i) => Math.abs(place - places[0]! - i * periodMm) < EVEN * periodMm);
  const isHalfBar = Math.abs(4 * bars[0]!.halfWidthMm - periodMm) < 4 * EVEN * periodMm;
  if (!isEven || !isHalfBar) return null;
  const middle = {
    x: bars.reduce((sum, bar) => sum + bar.middle.x, 0) / bars.length,
    y: bars.reduce((sum, bar) => sum + bar.middle.y, 0) / bars.length,
  };
  return { bars, middle, across, periodMm, linePairsPerCm: Number((10 / periodMm).toFixed(3)) };
}

/** How much of a bar’s length is measured over: its ends are blurred. */
const PART_OF_LENGTH = 0.6;

/** Over whole periods in the middle of a group, as many as leave half of one free at either end. */
export function regionOfGroup({ bars, middle, across, periodMm }: BarGroup): RegionShape {
  return {
    kind: 'rectangle',
    middle,
    halfWidth: ((bars.length - 2) * periodMm) / 2,
    halfHeight: PART_OF_LENGTH * bars[0]!.halfLengthMm,
    angleDeg: (Math.atan2(across.y, across.x) * 180) / Math.PI,
  };
}

/** The middle of one bar of the group. */
export function regionOfBar({ bars, across }: BarGroup): RegionShape {
  const bar = bars[Math.floor(bars.length / 2)]!;
  return {
    kind: 'rectangle',
    middle: bar.middle,
    halfWidth: bar.halfWidthMm / 2,
    halfHeight: PART_OF_LENGTH * bar.halfLengthMm,
    angleDeg: (Math.atan2(across.y, across.x) * 180) / Math.PI,
  };
}
