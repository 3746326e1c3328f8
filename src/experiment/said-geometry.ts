import { InputError } from '../errors.ts';
import type { GeometryFile } from '../files/geometry/geometry-file.ts';
import { geometryNamed, type Scan } from '../geometry/scan.ts';

type Keys = { readonly [key: string]: unknown };

/**
 * An experiment as written, with what a file says of how its measurement was set up. What is written goes before what the file
 * says; angles that are not even stand in the file, which the experiment then names.
 *
 * @param file what experiments call it
 * @throws InputError where there is no measurement, or the spacing that the file counts on is not written
 */
export function withGeometry(json: unknown, geometry: GeometryFile, file: string): Keys {
  const written = keysOf(json) ?? {};
  const measurement = keysOf(written.measurement);
  if (!measurement) throw new InputError(`${file}: says how a measurement was set up, and the experiment has none`);
  const ofScan = keysOf(written.scan) ?? {};
  const name = (typeof ofScan.geometry === 'string' ? ofScan.geometry : geometry.scan.geometry) as Scan['geometry'];
  const own = geometryNamed(name).settings.own as Keys;
  const hasOwnAngles = measurement.anglesDeg !== undefined;
  const said = Object.entries(geometry.scan).filter(
    ([key]) => (!OF_SOME.has(key) || Object.hasOwn(own, key)) && !(hasOwnAngles && OF_ANGLES.has(key)),
  );
  const scan: Keys = { ...Object.fromEntries(said), ...ofScan };
  const saysAngles = ['startDeg', 'arcDeg'].some((key) => ofScan[key] !== undefined) || 'startDeg' in geometry.scan;
  const { axes, firstRow, kind, white } = geometry.measurement;
  const isVolume = Object.hasOwn(own, 'rows');
  return {
    ...written,
    measurement: {
      ...(kind && measurement.kind === undefined && { kind, white }),
      ...(isVolume && { ...(axes && { axes }), ...(firstRow && { firstRow }) }),
      ...(!saysAngles && { anglesDeg: file }),
      ...measurement,
    },
    scan: {
      ...offset('offset', geometry.axisMm, scan.channelSpacingMm, 'channelSpacingMm', file),
      ...(isVolume && offset('rowOffset', geometry.planeMm, scan.rowSpacingMm, 'rowSpacingMm', file)),
      ...scan,
    },
  };
}

/** Keys that only some geometries have. */
const OF_SOME = new Set([
  ...['detector', 'sourceToIsocenterMm', 'sourceToDetectorMm'],
  ...['rows', 'rowSpacingMm', 'pitchMm', 'startZMm'],
]);

/** What the angles in a file say instead. */
const OF_ANGLES = new Set(['startDeg', 'arcDeg']);

function offset(key: string, mm: number, spacing: unknown, needed: string, file: string): Keys {
  if (mm === 0) return {};
  if (typeof spacing !== 'number' || !(spacing > 0)) {
    throw new InputError(`${file}: says in mm where the axis is on the detector, so scan.${needed} is needed too`);
  }
  return { [key]: Number((mm / spacing).toPrecision(12)) };
}

function keysOf(value: unknown): Keys | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Keys) : null;
}
