import type { DetectorRow } from './detector.ts';
import type { DetectorRamp } from './detector-ramp.ts';
import type { AnyScanSettings, GeometrySettings } from './geometry-settings.ts';
import type { Helix } from './helix.ts';
import type { LoweredScan } from './lowered-scan.ts';
import type { RaySource } from './ray-source.ts';
import type { ReadingWeights } from './reading-weights.ts';
import type { Rebinning } from './rebinning.ts';
import type { TangentPlanes } from './tangent-planes.ts';

/** What every scan says of itself, whatever its geometry. Immutable: operators keep what they derive from it. */
export interface ScanOfAnyGeometry extends DetectorRow {
  /** The name of its geometry's spec. */
  readonly geometry: string;
  /** Angle of each view in radians, counter-clockwise, [views]. */
  readonly anglesRad: Float64Array;
  /** How much each view counts in a back-projection, in radians, [views]. */
  readonly viewWeightsRad: Float64Array;
}

/** A point in the slice plane, in mm. */
export interface PointMm {
  readonly xMm: number;
  readonly yMm: number;
}

/** What one ray runs from and to. */
export interface RayEnds {
  readonly from: PointMm;
  readonly to: PointMm;
}

/** Where the channels of a scan look, the same in every view. */
export interface ChannelRays {
  /** γ of each channel in radians, [channels]; 0 for parallel rays. */
  readonly fanAngleRad: Float64Array;
  /** Distance u of each channel's ray from the axis in mm, with its sign, [channels]. */
  readonly distanceMm: Float64Array;
}

/**
 * One way for rays to run: all that the rest of the program knows of it. In each the ray of view β and channel k is the
 * parallel ray θ = β − γ_k at the distance u_k from the axis, the line x·cosθ + y·sinθ = u. Another geometry is a folder
 * that exports such a spec, an entry in `registry.ts`, and its kinds of scan and of settings in `scan.ts`.
 */
export interface Geometry<
  S extends ScanOfAnyGeometry = ScanOfAnyGeometry,
  Settings extends AnyScanSettings = AnyScanSettings,
> {
  /** In files and links. */
  readonly name: S['geometry'];
  /** What can be set of its scans. */
  readonly settings: GeometrySettings<S, Settings>;
  /** Whether its detector has several rows, so that volumes are made of its scans; others make slices. */
  readonly makesVolumes: boolean;
  /**
   * Of a source that moves above the slices and not about them: each slice can be brought into focus, what lies above and below
   * it is blurred and not gone, and values are relative. What is said below of the plane that rays lie in, and of the axis, is
   * then about a plane across the slices. Left out where the source turns about the axis.
   */
  readonly focusing?: SliceFocusing<S, Settings>;
  /** Of rays that stay in planes across the axis, so that each row of the detector sees a slice alone; left out where they leave it. */
  readonly rowsApart?: RowsApart<S>;
  /** What its rays come from; `null` where they come from no source. */
  readonly source: RaySource<Settings> | null;
  /** After this angle views look along the same lines again: half a turn of parallel rays, a whole one of others. */
  readonly periodRad: number;
  /** Fan angle γ of a channel's centre in radians; fractional channels are allowed. */
  fanAngleRad(scan: S, channel: number): number;
  /** Distance of a channel's ray from the axis in mm, with its sign; fractional channels are allowed. */
  rayDistanceMm(scan: S, channel: number): number;
  /** The rays of all channels, from where the source stands in truth. */
  channelRays(scan: S): ChannelRays;
  /** The largest fan angle to either side, in radians. */
  halfFanAngleRad(scan: S): number;
  /** What a channel is wide at the isocentre, near the central ray, in mm. */
  isocenterSpacingMm(scan: S): number;
  /** The radius of the circle that the source runs along, in mm; infinite where rays come from no source. */
  sourceRadiusMm(scan: S): number;
  /** +1 where views follow each other counter-clockwise, −1 where clockwise, as far as that matters. */
  direction(scan: S): number;
  /** The part of the circle that the views stand for, in radians, each with its own step, up to one period. */
  coveredArcRad(scan: S): number;
  /** The same scan from a focal spot beside its place, along the direction of u; without a spot the same scan. */
  withSourceShift(scan: S, shiftMm: number): S;
  /**
   * The same scan with views added until every line is seen from one side at least, or the same where nothing is missing
   * that views of it could show.
   *
   * @param mostViews how many there may be in all
   */
  withMissingViews(scan: S, mostViews: number): S;
  /** What readings are multiplied with before they are back-projected; `null` where they are taken as they are. */
  readonly weighting: ReadingWeighting<S> | null;
  /** What the ramp filter is on its detector. */
  ramp(scan: S): DetectorRamp;
  /** How its lines become those of parallel rays; `null` where they are parallel already, or cannot. */
  readonly rebinning: Rebinning<S> | null;
  /** How its source rises while it turns; `null` where it does not, and left out where none of its sources does. */
  helix?(scan: S): Helix<S> | null;
  /** What it measures at the edge of what a circle leaves out; `null` where it does not, left out where none of its scans does. */
  tangentPlanes?(scan: S): TangentPlanes<S> | null;
  /** The ends of a ray. @param reachMm how far it is drawn to either side of the axis where it has no ends of its own */
  rayEnds(scan: S, view: number, channel: number, reachMm: number): RayEnds;
  /** The scan as numbers alone, which back-projection is written over; see lowered-scan.ts. */
  lower(scan: S): LoweredScan;
  /** How channels stand along the detector, for an axis: `radiusMm` of the arc about the source, `null` where flat. */
  detectorRadiusMm(scan: S): number | null;
  readonly words: GeometryWords;
  /** In a few words what kind of scan it is, for a person: `Parallel beam`. */
  describe(scan: S): string;
}

export interface RowsApart<S extends ScanOfAnyGeometry = ScanOfAnyGeometry> {
  /** What one row measures, as a scan of a slice; the same of every row. */
  scanOfRow(scan: S): ScanOfAnyGeometry;
}

export interface ReadingWeighting<S extends ScanOfAnyGeometry = ScanOfAnyGeometry> {
  /** @param isPlain for plain back-projection, which leaves the ramp out; otherwise for what the ramp is filtered of */
  weights(scan: S, isPlain: boolean): ReadingWeights;
  /**
   * The scan that the weighted readings are of: of a detector that stands to one side, one as long to its short side, whose
   * added channels read nothing, since filtered views go on there. The same scan where nothing is added.
   */
  weighted?(scan: S): S;
}

export interface SliceFocusing<
  S extends ScanOfAnyGeometry = ScanOfAnyGeometry,
  Settings extends AnyScanSettings = AnyScanSettings,
> {
  /**
   * What shift-and-add is: the mean over the views of what each shows of a place, as it is.
   *
   * @param heightMm of the volume; a slab parallel to the slices that fills it comes out as it is
   * @returns the weights of readings, and the scan that they are back-projected as
   */
  shiftAndAdd(scan: S, heightMm: number): { readonly weights: ReadingWeights; readonly scan: S };
  /**
   * The ends of a ray in the plane that the source swings in, as that is drawn: x to the right, and the height z as `yMm`. Rows
   * lie one behind the other there.
   */
  raySeenFromFront(scan: S, view: number, channel: number): RayEnds;
  /** How far source and panel must be from the pivot at least, for a cylinder to stand between them in every view. */
  roomFor(settings: Settings, cylinder: CylinderMm): { readonly sourceMm: number; readonly panelMm: number };
}

/** A cylinder about z. */
export interface CylinderMm {
  readonly radiusMm: number;
  readonly zMinMm: number;
  readonly zMaxMm: number;
}

/** Parts of sentences. */
export interface GeometryWords {
  /** Behind an article, "a" or "the": `fan`. */
  readonly noun: string;
  /** What it consists of: `parallel rays`. */
  readonly rays: string;
  /** Why there is nothing to rebin, about "these": `are parallel already`; `null` where there is. */
  readonly whyNotRebinned: string | null;
  /** What its views have to cover beyond half a turn, before "across the object"; `null` where half a turn sees every line. */
  readonly opening: string | null;
  /** By which rule so many views are enough, behind "the rule of". */
  readonly ruleOfViews: string;
}

/** Across the central ray and along it, from the axis, turned into the slice plane by the view's angle. */
export function turnedPoint(angleRad: number, acrossMm: number, alongMm: number): PointMm {
  const [cosine, sine] = [Math.cos(angleRad), Math.sin(angleRad)];
  return { xMm: acrossMm * cosine - alongMm * sine, yMm: acrossMm * sine + alongMm * cosine };
}
