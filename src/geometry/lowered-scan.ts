import { axisChannel, type DetectorRow } from './detector.ts';

/**
 * A scan as numbers alone: what every geometry hands to the kernels that back-project, which never ask for its name.
 *
 * For each view a projection matrix, as cone-beam reconstruction writes it (Rohkohl et al., RabbitCT, Med. Phys. 36:3940,
 * 2009, doi 10.1118/1.3180956): three linear functions of a place (x, y, z), `across` along the detector's channels, `along`
 * the axis, along the detector's rows, and `depth` from the source. They and x, y, z are counted in `unitMm`. With
 * a = across, b = along and d = depth, the place is seen at
 *
 *   channel = axisChannel + channelsPerUnit · a,  row = axisRow + rowsPerUnit · b        of parallel rays
 *   channel = axisChannel + channelsPerUnit · a/d,  row = axisRow + rowsPerUnit · b/d    on a flat panel
 *   channel = axisChannel + channelsPerUnit · atan(a/d),  row = axisRow + rowsPerUnit · b/√(a² + d²)    on an arc
 *
 * and its reading counts w · W in a back-projection, w the view's weight and W = 1 of parallel rays, (ℓ/d)² on a flat panel
 * and ℓ²/(a² + d²) on an arc, ℓ = `weightDistance` (Kak & Slaney 1988, ch. 3, eq. 84 and 132); with ℓ = 0 W = 1 there too.
 * Immutable.
 */
export interface LoweredScan {
  /** [views, 3, 4]: the rows across, along and depth of each view, the factors of x, y, z and 1. */
  readonly matrices: Float64Array;
  /** w of each view, [views]. */
  readonly viewWeights: Float64Array;
  readonly detector: LoweredDetector;
  /**
   * What x, y, z and the matrices' lengths are counted in. Parallel rays count in channels, so that `channelsPerUnit` is 1
   * and nothing is left to multiply.
   */
  readonly unitMm: number;
  /** Whether rays run apart: kernels divide by the depth. Where not, depth is 1 and `channelsPerUnit` is 1. */
  readonly diverges: boolean;
  /** ℓ, in units of length; 1 of parallel rays, which do without; 0 where readings count alike at any depth. */
  readonly weightDistance: number;
  /**
   * Where all views are turns of one, the angle in radians by which each is turned about the axis, [views]: at 0 across is x
   * and depth D + y, or 1 of parallel rays. `null` otherwise. Views that a square's symmetries carry into each other are
   * back-projected together.
   */
  readonly turnsRad: Float64Array | null;
  /** Where the source really stands beside its place: scanning goes by it, back-projection does not know. */
  readonly aside?: SourceAside;
}

/** How far a source stands from its place along the detector's channels, and how far its detector is away, in mm. */
export interface SourceAside {
  readonly shiftMm: number;
  readonly detectorDistanceMm: number;
}

/** A detector of `channels` × `rows`, evenly apart along a line or along an arc about the source. */
export interface LoweredDetector {
  readonly shape: 'flat' | 'arc';
  readonly channels: number;
  readonly rows: number;
  /** The fractional channel and row on which a place with across = along = 0 is seen. */
  readonly axisChannel: number;
  readonly axisRow: number;
  /** Of parallel rays per unit of length; otherwise per unit of the slope on a flat panel, per radian on an arc. */
  readonly channelsPerUnit: number;
  readonly rowsPerUnit: number;
}

/** Numbers of one view's matrix. */
export const MATRIX_LENGTH = 12;

/**
 * Nothing is back-projected onto pixels whose depth is less than this part of the axis's: their weight would grow without
 * bounds, and no patient is there.
 */
export const LEAST_DEPTH = 1 / 64;

/** The linear functions of one view over the slice z = 0. */
export interface SliceView {
  /** The factors of x, y and 1. */
  readonly across: readonly [number, number, number];
  readonly depth: readonly [number, number, number];
  /** Less than this depth nothing is back-projected. */
  readonly leastDepth: number;
  readonly weight: number;
}

export function sliceView({ matrices, viewWeights }: LoweredScan, view: number): SliceView {
  const at = MATRIX_LENGTH * view;
  return {
    across: [matrices[at]!, matrices[at + 1]!, matrices[at + 3]!],
    depth: [matrices[at + 8]!, matrices[at + 9]!, matrices[at + 11]!],
    leastDepth: LEAST_DEPTH * matrices[at + 11]!,
    weight: viewWeights[view]!,
  };
}

/** The linear functions of one view over a volume. */
export interface VolumeView {
  /** The factors of x, y, z and 1. */
  readonly across: readonly [number, number, number, number];
  readonly along: readonly [number, number, number, number];
  readonly depth: readonly [number, number, number, number];
  readonly leastDepth: number;
  readonly weight: number;
}

export function volumeView({ matrices, viewWeights }: LoweredScan, view: number): VolumeView {
  const at = MATRIX_LENGTH * view;
  const row = (first: number) =>
    [matrices[first]!, matrices[first + 1]!, matrices[first + 2]!, matrices[first + 3]!] as const;
  const depth = row(at + 8);
  return { across: row(at), along: row(at + 4), depth, leastDepth: LEAST_DEPTH * depth[3], weight: viewWeights[view]! };
}

/**
 * Whether channel and depth are the same all along the axis, and the row is linear in z: the detector's rows run along the
 * axis, as on a circle and on a helix.
 */
export function isUpright(
  { matrices }: LoweredScan,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  for (let view = from; view < to; view++) {
    const at = MATRIX_LENGTH * view;
    const [acrossZ, alongX, alongY, depthZ] = [2, 4, 5, 10].map((i) => matrices[at + i]!);
    if (acrossZ !== 0 || alongX !== 0 || alongY !== 0 || depthZ !== 0) return false;
  }
  return true;
}

/** How many views a lowered scan has. */
export function viewsOf({ viewWeights }: LoweredScan): number {
  return viewWeights.length;
}

/** Some views of a scan, in the order given, as a scan of their own. */
export function withViews(scan: LoweredScan, members: readonly number[]): LoweredScan {
  const matrices = new Float64Array(MATRIX_LENGTH * members.length);
  members.forEach((view, i) => {
    matrices.set(scan.matrices.subarray(MATRIX_LENGTH * view, MATRIX_LENGTH * (view + 1)), MATRIX_LENGTH * i);
  });
  const { turnsRad } = scan;
  return {
    ...scan,
    matrices,
    viewWeights: Float64Array.from(members, (view) => scan.viewWeights[view]!),
    turnsRad: turnsRad && Float64Array.from(members, (view) => turnsRad[view]!),
  };
}

/** The fractional channel and row that see a place, maybe beyond the detector; `NaN` where the source looks another way. */
export function seenAt(
  { matrices, detector, unitMm, diverges }: LoweredScan,
  view: number,
  { xMm, yMm, zMm = 0 }: { readonly xMm: number; readonly yMm: number; readonly zMm?: number },
): { readonly channel: number; readonly row: number } {
  const [x, y, z] = [xMm / unitMm, yMm / unitMm, zMm / unitMm];
  const [across, along, depth] = [0, 4, 8].map((row) => {
    const at = MATRIX_LENGTH * view + row;
    return x * matrices[at]! + y * matrices[at + 1]! + z * matrices[at + 2]! + matrices[at + 3]!;
  }) as [number, number, number];
  const { shape, axisChannel: channel0, axisRow, channelsPerUnit, rowsPerUnit } = detector;
  const at = (alongChannels: number, alongRows: number) => ({
    channel: channel0 + channelsPerUnit * alongChannels,
    row: axisRow + rowsPerUnit * alongRows,
  });
  if (!diverges) return at(across, along);
  if (depth <= 0) return at(Number.NaN, Number.NaN);
  return shape === 'arc'
    ? at(Math.atan2(across, depth), along / Math.hypot(across, depth))
    : at(across / depth, along / depth);
}

/** One row of channels about the plane z = 0, as that of every scan of a slice. */
export function loweredRow(
  row: DetectorRow,
  shape: LoweredDetector['shape'],
  channelsPerUnit: number,
): LoweredDetector {
  const { channels } = row;
  const along = { rows: 1, axisRow: 0, rowsPerUnit: channelsPerUnit };
  return { shape, channels, axisChannel: axisChannel(row), channelsPerUnit, ...along };
}

/**
 * The matrices of views that a source and a detector make which turn about the axis: across = x·cosβ + y·sinβ, along = z, and
 * depth = D − x·sinβ + y·cosβ.
 *
 * @param sourceDistance D; `null` where rays are parallel, whose depth is 1
 */
export function turnedMatrices(anglesRad: Float64Array, sourceDistance: number | null): Float64Array {
  const matrices = new Float64Array(MATRIX_LENGTH * anglesRad.length);
  anglesRad.forEach((angle, view) => {
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const depth = sourceDistance === null ? [0, 0, 0, 1] : [-sine, cosine, 0, sourceDistance];
    matrices.set([cosine, sine, 0, 0, 0, 0, 1, 0, ...depth], MATRIX_LENGTH * view);
  });
  return matrices;
}
