import type { ViewRange } from '../../compute/device.ts';
import { type ChannelRays, channelRays, loweredScan, type Scan } from '../../geometry/scan.ts';
import {
  foldedAngle,
  IDENTITY,
  isMirrored,
  mirroredFirst,
  oppositeOf,
  type SquareSymmetry,
  turnedBack,
} from './square-symmetry.ts';

/** Stands in a lane for a view that there is not. */
export const NO_VIEW = -1;

/**
 * Rays that the symmetries of a square make of those of one view: they pass as many copies of an image, turned and mirrored,
 * at the same places. Each of the four or eight lanes has the copy of one symmetry, and may have a view whose rays it is.
 */
export interface RayGroup {
  /** Of the view whose rays are walked; it need not be one of the scan's. */
  readonly angleRad: number;
  /** Which of its channels; there may be others than the detector has, where views are read backwards. */
  readonly channels: { readonly from: number; readonly to: number };
  /** The symmetry of each lane, [4 or 8]. */
  readonly lanes: readonly SquareSymmetry[];
  /** Whether each lane's opposite, half a turn away, is the one after the next in its four: half of the copies is enough. */
  readonly isClosed: boolean;
  /** The view of each lane, or `NO_VIEW`. */
  readonly views: readonly number[];
  /** Whether the lane's channel k is the view's channel `mirror` − k. */
  readonly isBackwards: readonly boolean[];
}

export interface RayGroups {
  readonly groups: readonly RayGroup[];
  /** The sum of two channels whose rays mirror each other; 0 where that is asked of none. */
  readonly mirror: number;
}

/** What a view is of another: the symmetry, and whether its channels run the other way. */
interface Member {
  readonly view: number;
  readonly symmetry: SquareSymmetry;
  readonly isBackwards: boolean;
}

interface Orbit {
  readonly angleRad: number;
  readonly members: readonly Member[];
}

/** Angles closer than this are the same: far less than a position's last bit over the largest grid. */
const SAME_ANGLE_RAD = 1e-10;
/** How long eight lanes take beside four. */
const COST_OF_EIGHT = 1.5;
/** To lay copies out takes about as long as so many groups; fewer go with the copies of others. */
const GROUPS_PER_LAYOUT = 3;

const kept = new WeakMap<Scan, { readonly range: ViewRange; readonly groups: RayGroups }>();

/** The views of a range in groups; each is in one. Kept for the last range of each scan. */
export function rayGroups(scan: Scan, range: ViewRange): RayGroups {
  let last = kept.get(scan);
  if (last?.range.from !== range.from || last.range.to !== range.to) {
    last = { range: { ...range }, groups: groupsOf(scan, range) };
    kept.set(scan, last);
  }
  return last.groups;
}

function groupsOf(scan: Scan, range: ViewRange): RayGroups {
  const rays = channelRays(scan);
  const mirror = mirrorOf(rays, 2 * loweredScan(scan).detector.axisChannel);
  if (rays.fanAngleRad.every((angle) => angle === 0)) return parallelGroups(scan, range, mirror);
  const whole = { from: 0, to: scan.channels };
  const turned = laidOut(orbitsOf(scan, range, turnedBack, false), whole, true);
  if (mirror === null) return { groups: turned, mirror: 0 };
  const channels = { from: Math.min(0, mirror - scan.channels + 1), to: Math.max(scan.channels - 1, mirror) + 1 };
  const mirrored = laidOut(orbitsOf(scan, range, foldedAngle, true), channels, true);
  return costOf(mirrored) < costOf(turned) ? { groups: mirrored, mirror } : { groups: turned, mirror: 0 };
}

/** Parallel rays may be read from their other end, so that a view whose detector is symmetric is there twice. */
function parallelGroups(scan: Scan, range: ViewRange, mirror: number | null): RayGroups {
  const orbits = orbitsOf(scan, range, foldedAngle, false);
  if (mirror === null) return { groups: laidOut(orbits, { from: 0, to: scan.channels }, false), mirror: 0 };
  const both = orbits.flatMap(({ angleRad, members }) =>
    apart(members, ({ symmetry }) => symmetry & ~2).map((some) => ({
      angleRad,
      members: some.flatMap((member) => [
        member,
        { ...member, symmetry: oppositeOf(member.symmetry), isBackwards: true },
      ]),
    })),
  );
  const channels = { from: Math.ceil(mirror / 2), to: Math.max(scan.channels - 1, mirror) + 1 };
  return { groups: laidOut(both, channels, false), mirror };
}

/** The sum of two channels whose rays are mirror images, where half of them or more have one. */
function mirrorOf({ fanAngleRad, distanceMm }: ChannelRays, mirror: number): number | null {
  const { length } = distanceMm;
  if (!Number.isInteger(mirror) || Math.abs(mirror - (length - 1)) > length / 2) return null;
  for (let channel = Math.max(0, mirror - length + 1); channel <= Math.min(length - 1, mirror); channel++) {
    const other = mirror - channel;
    const isAsFar = Math.abs(distanceMm[channel]! + distanceMm[other]!) <= 1e-9 * Math.abs(distanceMm[0]!);
    if (!isAsFar || Math.abs(fanAngleRad[channel]! + fanAngleRad[other]!) > SAME_ANGLE_RAD) return null;
  }
  return mirror;
}

/** The views that symmetries make of one, by its angle. */
function orbitsOf(
  { anglesRad }: Scan,
  range: ViewRange,
  reduced: typeof foldedAngle,
  mirrorsChannels: boolean,
): Orbit[] {
  const orbits = new Map<number, { angleRad: number; members: Member[] }>();
  for (let view = range.from; view < range.to; view++) {
    const { angleRad, symmetry } = reduced(anglesRad[view]!);
    const key = Math.round(angleRad / SAME_ANGLE_RAD);
    // Rounding may have put it under the next key.
    let orbit = orbits.get(key) ?? orbits.get(key - 1) ?? orbits.get(key + 1);
    if (!orbit) {
      orbit = { angleRad, members: [] };
      orbits.set(key, orbit);
    }
    // The mirror image of the ray (β, γ) is the line of (180° − β, −γ), half a turn from (−β, −γ).
    const isBackwards = mirrorsChannels && isMirrored(symmetry);
    orbit.members.push({ view, symmetry: isBackwards ? oppositeOf(symmetry) : symmetry, isBackwards });
  }
  return [...orbits.values()].flatMap(({ angleRad, members }) =>
    apart(members, ({ symmetry }) => symmetry).map((some) => ({ angleRad, members: some })),
  );
}

/** Members in so many lists that none has two of the same kind. */
function apart(members: readonly Member[], kindOf: (member: Member) => number): Member[][] {
  const lists: Member[][] = [];
  for (const member of members) {
    const free = lists.find((list) => !list.some((other) => kindOf(other) === kindOf(member)));
    if (free) free.push(member);
    else lists.push([member]);
  }
  return lists;
}

/** Lanes that serve many groups, and whether they are closed. */
interface Layout {
  readonly lanes: readonly SquareSymmetry[];
  readonly isClosed: boolean;
}

const EIGHT: Layout = { lanes: [0, 1, 2, 3, 4, 5, 6, 7], isClosed: true };
const TURNS: Layout = { lanes: [0, 1, 2, 3], isClosed: true };

/** @param isTurning whether rays of one view may have to be turned by quarters before they are walked, and lanes with them */
function laidOut(given: readonly Orbit[], channels: RayGroup['channels'], isTurning: boolean): RayGroup[] {
  const orbits = isTurning ? given : given.map(simpler);
  const wanted = orbits.map(({ members }) => layoutOf(members, isTurning));
  const counts = new Map<string, { layout: Layout; count: number }>();
  for (const layout of wanted) {
    const known = counts.get(layout.lanes.join()) ?? { layout, count: 0 };
    known.count++;
    counts.set(layout.lanes.join(), known);
  }
  const common = [...counts.values()].sort((a, b) => b.count - a.count);
  const serves = ({ lanes }: Layout, members: readonly Member[]) =>
    members.every(({ symmetry }) => lanes.includes(symmetry));
  const groups = orbits.map(({ angleRad, members }, i): RayGroup => {
    const own = counts.get(wanted[i]!.lanes.join())!;
    const other =
      own.count < GROUPS_PER_LAYOUT && common.find(({ layout, count }) => count > own.count && serves(layout, members));
    const { lanes, isClosed } = (other || own).layout;
    const inLanes = lanes.map((symmetry) => members.find((member) => member.symmetry === symmetry));
    return {
      angleRad,
      channels,
      lanes,
      isClosed,
      views: inLanes.map((member) => member?.view ?? NO_VIEW),
      isBackwards: inLanes.map((member) => member?.isBackwards ?? false),
    };
  });
  // Those of one layout one after the other.
  const order = new Map(common.map(({ layout }, i) => [layout.lanes.join(), i]));
  return groups.sort((a, b) => order.get(a.lanes.join())! - order.get(b.lanes.join())!);
}

/** The same orbit, of a view or of its mirror image, whichever has the lanes that come first: so fewer layouts are needed. */
function simpler(orbit: Orbit): Orbit {
  const mirrored = {
    angleRad: -orbit.angleRad,
    members: orbit.members.map((member) => ({ ...member, symmetry: mirroredFirst(member.symmetry) })),
  };
  const key = ({ members }: Orbit) => layoutOf(members, false).lanes.join();
  return key(mirrored) < key(orbit) ? mirrored : orbit;
}

/** The fewest lanes that have all members of an orbit. */
function layoutOf(members: readonly Member[], isTurning: boolean): Layout {
  const symmetries = members.map(({ symmetry }) => symmetry);
  if (isTurning) return symmetries.some(isMirrored) ? EIGHT : TURNS;
  // Of each symmetry with its opposite.
  const pairs = [...new Set(symmetries.map((symmetry) => symmetry & ~2))].sort();
  if (pairs.length <= 2) {
    const [first = IDENTITY, second = first ^ 1] = pairs;
    return { lanes: [first, second, oppositeOf(first), oppositeOf(second)], isClosed: true };
  }
  if (new Set(symmetries).size > pairs.length) return EIGHT;
  const lanes = [0, 1, 4, 5].map((least) => symmetries.find((symmetry) => (symmetry & ~2) === least) ?? least);
  return { lanes, isClosed: false };
}

function costOf(groups: readonly RayGroup[]): number {
  return groups.reduce((sum, group) => sum + groupCost(group), 0);
}

/** How long a group takes, in steps of a ray in four lanes. */
export function groupCost({ lanes, channels }: RayGroup): number {
  return (channels.to - channels.from) * (lanes.length > 4 ? COST_OF_EIGHT : 1);
}

/** Readings of one view that lie one after the other, and the rays of a group that they belong to. */
export interface Segment {
  readonly lane: number;
  readonly view: number;
  /** Channels of the view. */
  readonly from: number;
  readonly to: number;
  /** Which of the group's rays the first of them is, and how far it is to the next: 1 or −1. */
  readonly firstRay: number;
  readonly rayStep: number;
}

const keptSegments = new WeakMap<
  RayGroup,
  { readonly mirror: number; readonly channels: number; readonly segments: readonly Segment[] }
>();

/** Everything that a group has of a scan, lane by lane; nothing twice. Kept for the last scan of each group. */
export function segmentsOf(group: RayGroup, mirror: number, channels: number): readonly Segment[] {
  let last = keptSegments.get(group);
  if (last?.mirror !== mirror || last.channels !== channels) {
    last = { mirror, channels, segments: madeSegments(group, mirror, channels) };
    keptSegments.set(group, last);
  }
  return last.segments;
}

function madeSegments({ channels, views, isBackwards }: RayGroup, mirror: number, detectorChannels: number): Segment[] {
  return views.flatMap((view, lane) => {
    if (view === NO_VIEW) return [];
    if (!isBackwards[lane]) {
      const from = Math.max(0, channels.from);
      const to = Math.min(detectorChannels, channels.to);
      return from < to ? [{ lane, view, from, to, firstRay: from - channels.from, rayStep: 1 }] : [];
    }
    // A view that is there both ways has the ray through the axis in both.
    const isTwice = 2 * channels.from === mirror && views.some((other, i) => other === view && !isBackwards[i]);
    const from = Math.max(0, mirror - channels.to + 1);
    const to = Math.min(detectorChannels, mirror - channels.from + (isTwice ? 0 : 1));
    return from < to ? [{ lane, view, from, to, firstRay: mirror - from - channels.from, rayStep: -1 }] : [];
  });
}
