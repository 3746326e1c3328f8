import { InputError } from '../../errors.ts';
import type { GeometryFile } from './geometry-file.ts';

/** Of each view ray or source, the middle of the detector, and its steps, two or three numbers each. */
export interface AstraVectors {
  readonly geometry: 'parallel' | 'fan' | 'cone';
  /** Whether the first of them is a source, and not the way of rays. */
  readonly hasSource: boolean;
  /** Whether they have three numbers each, and rows a step of their own. */
  readonly isSpatial: boolean;
  readonly vectors: readonly Float64Array[];
  readonly channels: number;
  readonly rows: number;
}

/** What differs by less, as a part of it, is the same. */
const ROUNDING = 1e-4;
const DEGREES = 180 / Math.PI;

/** One view by the sandbox’s numbers. */
interface View {
  readonly angle: number;
  readonly toAxis: number;
  readonly toDetector: number;
  readonly spacing: number;
  readonly rowSpacing: number;
  /** Of the detector’s middle from the axis, and from the source’s plane. */
  readonly aside: number;
  readonly above: number;
  readonly sourceZ: number;
}

/** @throws InputError where a view is none of a scan of the sandbox, or views differ in more than their angles */
export function fromVectors(given: AstraVectors, name: string): GeometryFile {
  const { geometry, hasSource, isSpatial, vectors, channels, rows } = given;
  const refuse = (why: string): never => {
    throw new InputError(`${name}: ${why}`);
  };
  const views = vectors.map((numbers, view) => viewOf(given, numbers, (why) => refuse(`in view ${view} ${why}`)));
  const first = views[0]!;
  const scale = hasSource ? first.toDetector : first.spacing;
  const same = (key: keyof View, words: string): number => {
    const other = views.findIndex((view) => Math.abs(view[key] - first[key]) > ROUNDING * scale);
    if (other > 0) refuse(`${words} differs between views 0 and ${other}, and scans here have one for all`);
    return first[key];
  };
  const spacing = same('spacing', 'the channels’ width');
  const aside = same('aside', 'the detector’s place along its channels');
  const sourced = hasSource && {
    detector: 'flat' as const,
    sourceToIsocenterMm: same('toAxis', 'the distance from source to axis'),
    sourceToDetectorMm: same('toDetector', 'the distance from source to detector'),
  };
  const spatial = isSpatial && {
    ...{ rows, rowSpacingMm: same('rowSpacing', 'the rows’ height') },
    startZMm: same('sourceZ', 'the height of the source'),
  };
  return {
    phrase: 'a geometry of the ASTRA Toolbox',
    scan: { geometry, channels, channelSpacingMm: spacing, ...sourced, ...spatial },
    anglesDeg: Float64Array.from(views, ({ angle }) => angle * DEGREES),
    axisMm: -aside,
    planeMm: isSpatial ? -same('above', 'the detector’s place along its rows') : 0,
    measurement: isSpatial ? { axes: 'rows-views-channels', firstRow: 'lowest' } : {},
    remarks: [],
  };
}

function viewOf({ hasSource, isSpatial }: AstraVectors, numbers: Float64Array, refuse: (why: string) => never): View {
  const size = isSpatial ? 3 : 2;
  const vector = (at: number) =>
    [numbers[size * at]!, numbers[size * at + 1]!, isSpatial ? numbers[size * at + 2]! : 0] as const;
  const [from, middle, u] = [vector(0), vector(1), vector(2)];
  const v = isSpatial ? vector(3) : ([0, 0, 1] as const);
  const spacing = Math.hypot(u[0], u[1]);
  if (!(spacing > 0)) return refuse('its channels have no width');
  const flat = ROUNDING * spacing;
  if (Math.abs(u[2]) > flat || Math.hypot(v[0], v[1]) > ROUNDING * Math.abs(v[2]) || !(v[2] > 0)) {
    return refuse('the detector is tilted or upside down, and here its rows lie along the axis of rotation');
  }
  // Along the channels, and from the source to the axis.
  const [cos, sin] = [u[0] / spacing, u[1] / spacing];
  const across = (place: readonly number[]) => place[0]! * cos + place[1]! * sin;
  const along = (place: readonly number[]) => -place[0]! * sin + place[1]! * cos;
  const angle = Math.atan2(sin, cos);
  const common = { angle, spacing, rowSpacing: v[2], aside: across(middle) };
  if (!hasSource) {
    if (Math.abs(across(from)) > ROUNDING * Math.hypot(from[0], from[1])) {
      return refuse('the rays do not meet the detector upright');
    }
    return { ...common, toAxis: 0, toDetector: 0, above: 0, sourceZ: 0 };
  }
  const toAxis = -along(from);
  const toDetector = toAxis + along(middle);
  if (!(toAxis > 0 && toDetector > toAxis)) {
    return refuse('the channels run the other way round, or the detector is not beyond the axis');
  }
  if (Math.abs(across(from)) > ROUNDING * toAxis) {
    return refuse('the detector does not stand across the line from the source to the axis');
  }
  return { ...common, toAxis, toDetector, above: middle[2] - from[2], sourceZ: from[2] };
}
