import { loweredRays, VIEW_VECTORS_LENGTH } from '../../../geometry/lowered-rays.ts';
import { type LoweredScan, viewsOf } from '../../../geometry/lowered-scan.ts';
import { vec3 } from './double-matrices.ts';

/** A place in mm: x to the right and y up in a slice, z along the axis of rotation. */
export type Place = readonly [xMm: number, yMm: number, zMm: number];

/** A scan, as the scene needs it. */
export interface SceneScan {
  readonly lowered: LoweredScan;
  readonly channelSpacingMm: number;
}

/** Where source and detector stand in one view, in mm. */
export interface ScannerPose {
  /** The focal spot; `null` of parallel rays, which come from none. */
  readonly source: Place | null;
  /**
   * The detector's surface, from the outer edge of channel 0 to that of the last one, at places evenly apart in channels: two
   * of a flat panel, more along an arc.
   */
  readonly detector: readonly DetectorEdge[];
  /** Where the beam's outermost rays begin, one for each end of the first and of the last edge: first low and high, last low and high. */
  readonly beamFrom: readonly [Place, Place, Place, Place];
}

/** A line on the detector across all of its rows. */
export interface DetectorEdge {
  /** At the lower edge of row 0. */
  readonly low: Place;
  /** At the upper edge of the last row. */
  readonly high: Place;
}

/** An arc is drawn as so many straight pieces. */
const ARC_PIECES = 48;

/**
 * Source and detector of one view, from the numbers that scans are computed with (`lowered-rays.ts`), so that what is shown
 * is what is computed. The detector stands where its channels are as far apart as the scan says.
 *
 * @param channelSpacingMm from channel to channel, on the detector
 * @param reachMm how far a parallel beam, which has no ends of its own, is drawn to either side of the axis
 */
export function scannerPose(scan: LoweredScan, channelSpacingMm: number, view: number, reachMm: number): ScannerPose {
  const { channels, rows, shape } = scan.detector;
  const place = placing(scan, channelSpacingMm, view, reachMm);
  const pieces = scan.diverges && shape === 'arc' ? ARC_PIECES : 1;
  const edge = (piece: number) => {
    const channel = -0.5 + (piece / pieces) * channels;
    return { low: place.at(channel, -0.5), high: place.at(channel, rows - 0.5) };
  };
  const detector = Array.from({ length: pieces + 1 }, (_, piece) => edge(piece));
  const from = (channel: number, row: number) => place.from(channel, row);
  return {
    source: scan.diverges ? place.from(0, 0) : null,
    detector,
    beamFrom: [from(-0.5, -0.5), from(-0.5, rows - 0.5), from(channels - 0.5, -0.5), from(channels - 0.5, rows - 0.5)],
  };
}

/** The ray of a detector's pixel in one view, from where it begins to the pixel; fractional channels and rows are allowed. */
export function pixelRay(
  scan: LoweredScan,
  channelSpacingMm: number,
  view: number,
  { channel, row }: { readonly channel: number; readonly row: number },
  reachMm: number,
): readonly [from: Place, to: Place] {
  const place = placing(scan, channelSpacingMm, view, reachMm);
  return [place.from(channel, row), place.at(channel, row)];
}

/** The way of the source, [views] places, and whether it comes back to where it began; `null` of parallel rays. */
export function sourcePath(
  scan: LoweredScan,
): { readonly places: readonly Place[]; readonly isClosed: boolean } | null {
  if (!scan.diverges) return null;
  const { vectors } = loweredRays(scan);
  const places = Array.from({ length: viewsOf(scan) }, (_, view) => placeIn(vectors, VIEW_VECTORS_LENGTH * view));
  const steps = places.slice(1).map((place, i) => vec3.distance(place, places[i]!));
  const gap = vec3.distance(places[0]!, places.at(-1)!);
  // The end of a whole turn is not a view: from the last one it is one step to the first.
  return { places, isClosed: steps.length > 1 && gap < 1.5 * Math.max(...steps) };
}

/** Where channels and rows of a view are, and where their rays begin. */
function placing(scan: LoweredScan, channelSpacingMm: number, view: number, reachMm: number) {
  const { kind, vectors, detector } = loweredRays(scan);
  const at = VIEW_VECTORS_LENGTH * view;
  const [origin, across, along, depth] = [0, 3, 6, 9].map((i) => placeIn(vectors, at + i)) as [
    Place,
    Place,
    Place,
    Place,
  ];
  const slopes = (channel: number, row: number) => ({
    s: (channel - detector.axisChannel) / detector.channelsPerUnit,
    t: (row - detector.axisRow) / detector.rowsPerUnit,
  });
  const sum = (from: Place, ...parts: readonly (readonly [factor: number, direction: Place])[]): Place => {
    const place = vec3.clone(from);
    for (const [factor, direction] of parts) vec3.scaleAndAdd(place, place, direction, factor);
    return [place[0], place[1], place[2]];
  };
  if (!scan.diverges) {
    const inPlane = (channel: number, row: number, reach: number) => {
      const { s, t } = slopes(channel, row);
      return sum(origin, [s, across], [t, along], [reach, depth]);
    };
    return {
      at: (channel: number, row: number) => inPlane(channel, row, reachMm),
      from: (channel: number, row: number) => inPlane(channel, row, -reachMm),
    };
  }
  // At the distance d from the source a channel is d·|e₁|/channelsPerUnit wide.
  const distanceMm = (channelSpacingMm * detector.channelsPerUnit) / vec3.length(across);
  return {
    at(channel: number, row: number) {
      const { s, t } = slopes(channel, row);
      const [c1, c3] = kind === 'arc' ? [Math.sin(s), Math.cos(s)] : [s, 1];
      return sum(origin, [distanceMm * c1, across], [distanceMm * t, along], [distanceMm * c3, depth]);
    },
    from: () => origin,
  };
}

function placeIn(vectors: Float64Array, at: number): Place {
  return [vectors[at]!, vectors[at + 1]!, vectors[at + 2]!];
}
