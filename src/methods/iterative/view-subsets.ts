import { loweredScan, type Scan } from '../../geometry/scan.ts';
import { symmetricViews } from '../../operators/symmetric-views.ts';

/** A subset has so many groups of symmetric views at least, or none: a single one looks along two directions and their mirror images. */
const FEWEST_GROUPS = 2;

/**
 * The views of a scan in so many subsets, one view each where there are not enough: each spread evenly over all angles, in an
 * order in which each is far from those before (bit reversal: Guan & Gordon, Phys. Med. Biol. 39:2005, 1994, doi
 * 10.1088/0031-9155/39/11/013). Views that a square's symmetries carry into each other stay together where there are enough of
 * them, since they are projected together.
 */
export function viewSubsets(scan: Scan, count: number): readonly (readonly number[])[] {
  const { anglesRad } = scan;
  const subsets = Array.from({ length: Math.min(count, anglesRad.length) }, (): number[] => []);
  // Those of a helix have turned on; others are even over their arc.
  const angleOf = (views: readonly number[]) => Math.min(...views.map((view) => anglesRad[view]!));
  unitsOf(scan, subsets.length)
    .sort((a, b) => (a.length === b.length ? angleOf(a) - angleOf(b) : b.length - a.length))
    .forEach((views, i) => {
      subsets[i % subsets.length]!.push(...views);
    });
  const lineOf = (views: readonly number[]) => Math.min(...views.map((view) => modulo(anglesRad[view]!, Math.PI)));
  const inOrder = subsets.map((views) => views.sort((a, b) => a - b)).sort((a, b) => lineOf(a) - lineOf(b));
  return bitReversed(inOrder.length).map((i) => inOrder[i]!);
}

/** What is not to be parted: groups of symmetric views, and the others one by one. */
function unitsOf(scan: Scan, subsets: number): (readonly number[])[] {
  const all = { from: 0, to: scan.anglesRad.length };
  const { groups, rest } = symmetricViews(loweredScan(scan), all);
  if (groups.length >= FEWEST_GROUPS * subsets) return [...groups, ...rest.map((view) => [view])];
  return Array.from(scan.anglesRad, (_, view) => [view]);
}

/** 0 … count − 1, each far from those before: in the order of their bits read backwards. */
export function bitReversed(count: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(1, count)));
  const reversed = (i: number) => {
    let backwards = 0;
    for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) backwards |= 1 << (bits - 1 - bit);
    return backwards;
  };
  return Array.from({ length: 1 << bits }, (_, i) => reversed(i)).filter((i) => i < count);
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
