import { InputError } from '../../errors.ts';
import type { GeometryFile } from './geometry-file.ts';

/** What a projection may have, and what it is where it is left out. */
const PARAMETERS = {
  SourceToIsocenterDistance: 0,
  SourceToDetectorDistance: 0,
  GantryAngle: 0,
  ProjectionOffsetX: 0,
  ProjectionOffsetY: 0,
  SourceOffsetX: 0,
  SourceOffsetY: 0,
  InPlaneAngle: 0,
  OutOfPlaneAngle: 0,
  RadiusCylindricalDetector: 0,
} as const;
type Parameter = keyof typeof PARAMETERS;

/** What no scan of the sandbox has, and what that is. */
const NOT_HERE: readonly (readonly [Parameter, string])[] = [
  ['OutOfPlaneAngle', 'tilts the detector out of its plane'],
  ['InPlaneAngle', 'turns the detector in its plane'],
  ['SourceOffsetX', 'moves the source aside'],
];

const MOST_ANGLE_DEG = 0.02;
/** What varies by less, in mm, is taken to be its mean. */
const MOST_VARIATION_MM = 0.1;
const MOST_VIEWS = 16384;

/**
 * The Reconstruction Toolkit’s ThreeDCircularProjectionGeometry, version 3 or 2 (documentation/docs/Geometry.md of RTK): its
 * axis is y. With x as it is, y here RTK’s −z and z here RTK’s y, the source at gantry angle g stands at (SID·sin g, −SID·cos g),
 * and u and v are those of the sandbox. A value that stands before the projections holds for all that do not say otherwise.
 *
 * @throws InputError where it is no such file, or says what no scan of the sandbox has
 */
export function readRtk(text: string, name: string): GeometryFile {
  const refuse = (why: string): never => {
    throw new InputError(`${name}: ${why}`);
  };
  const present: Record<Parameter, number> = { ...PARAMETERS };
  const views: Record<Parameter, number>[] = [];
  // Elements without attributes and without children but in Projection.
  const tags = /<(\/?)([A-Za-z]+)(?:\s[^<>]*)?>([^<>]*)/g;
  for (const [, isEnd, tag, content] of text.matchAll(tags)) {
    if (isEnd && tag === 'Projection') {
      if (views.length === MOST_VIEWS) refuse(`has more than ${MOST_VIEWS} projections`);
      views.push({ ...present });
    }
    const parameter = tag === 'Angle' ? 'GantryAngle' : (tag as Parameter);
    if (isEnd || !Object.hasOwn(PARAMETERS, parameter)) continue;
    const value = Number(content!.trim() === '' ? Number.NaN : content);
    present[parameter] = Number.isFinite(value) ? value : refuse(`${tag} is no number`);
  }
  const [first] = views;
  if (!first) return refuse('has no projections');
  for (const [parameter, what] of NOT_HERE) {
    const most = parameter.endsWith('Angle') ? MOST_ANGLE_DEG : MOST_VARIATION_MM;
    const view = views.findIndex((of) => Math.abs(foldedDeg(of[parameter], parameter)) > most);
    if (view >= 0) {
      refuse(`${parameter} of view ${view} is ${views[view]![parameter]}, which ${what}, and no scan here does`);
    }
  }
  const remarks: string[] = [];
  const same = (parameter: Parameter): number => {
    const values = views.map((view) => view[parameter]);
    const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    if (most - least > MOST_VARIATION_MM) {
      refuse(`${parameter} varies from view to view, from ${least} to ${most} mm, and scans here have one for all`);
    }
    if (most > least)
      remarks.push(`${name}: ${parameter} varies by ${(most - least).toPrecision(2)} mm, and its mean is taken.`);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const toDetector = same('SourceToDetectorDistance');
  const toAxis = same('SourceToIsocenterDistance');
  const isParallel = toDetector === 0;
  if (!isParallel && !(toAxis > 0 && toDetector > toAxis)) {
    refuse('the detector must be beyond the axis as seen from the source');
  }
  const radius = same('RadiusCylindricalDetector');
  if (radius !== 0 && Math.abs(radius - toDetector) > MOST_VARIATION_MM) {
    refuse(`its detector is a cylinder of ${radius} mm, and those here are about the source, or flat`);
  }
  const sourceZ = same('SourceOffsetY');
  return {
    phrase: 'an RTK geometry',
    scan: isParallel
      ? { geometry: 'parallel' }
      : {
          ...{ geometry: 'cone', detector: radius === 0 ? 'flat' : 'arc' },
          ...{ sourceToIsocenterMm: toAxis, sourceToDetectorMm: toDetector },
          ...(sourceZ !== 0 && { startZMm: sourceZ }),
        },
    anglesDeg: Float64Array.from(views, (view) => view.GantryAngle),
    axisMm: -same('ProjectionOffsetX'),
    planeMm: isParallel ? 0 : sourceZ - same('ProjectionOffsetY'),
    measurement: isParallel ? {} : { firstRow: 'lowest' },
    remarks,
  };
}

/** An angle about 0; what is none stays. */
function foldedDeg(value: number, parameter: Parameter): number {
  return parameter.endsWith('Angle') ? value - 360 * Math.round(value / 360) : value;
}
