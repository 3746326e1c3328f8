import type { Geometry } from '../geometry/geometry.ts';
import { type GeometryChoice, usualStartDeg } from '../geometry/geometry-settings.ts';
import { GEOMETRIES } from '../geometry/registry.ts';
import { geometryNamed, hasDetectorRows } from '../geometry/scan.ts';
import { usualValues } from '../spec-settings.ts';
import type { ScanSettings } from './experiment.ts';
import { LIMITS } from './limits.ts';

/**
 * The geometries as a person chooses them for slices. A scan that volumes are made of has more to be settled than its
 * geometry; where there is one, it can be left from here.
 *
 * @param hasSolids whether the phantom has a height of its own, which some look through
 * @param hasRows whether there are the readings of several detector rows, which no scan of a slice has
 */
export function geometryChoices(present?: ScanSettings, hasSolids = true, hasRows = false): readonly GeometryChoice[] {
  const isVolume = present !== undefined && geometryNamed(present.geometry).makesVolumes;
  return GEOMETRIES.all
    .filter(
      ({ makesVolumes, focusing }) => (isVolume ? makesVolumes || !hasRows : !makesVolumes) && (hasSolids || !focusing),
    )
    .flatMap(({ settings }) => settings.choices);
}

/** The name of the choice that a scan is. */
export function geometryChoiceOf(scan: ScanSettings): string {
  const of: Readonly<Record<string, unknown>> = { ...scan };
  const { choices } = geometryNamed(scan.geometry).settings;
  const isOne = ({ settings }: GeometryChoice) => Object.entries(settings).every(([key, value]) => of[key] === value);
  return (choices.find(isOne) ?? choices[0]!).name;
}

/** How many times larger things are on the detector than at the axis. */
export function magnificationOf(scan: ScanSettings): number {
  const { source } = geometryNamed(scan.geometry);
  if (!source) return 1;
  const { sourceToIsocenterMm, sourceToDetectorMm } = source.distances(scan);
  return sourceToDetectorMm / sourceToIsocenterMm;
}

/**
 * The scan in another geometry, as like as can be: channels as wide at the axis as before, and views as far apart, over the
 * arc that is usual there. What a measurement brings, its views, stays.
 *
 * @param choice the name of one of {@link geometryChoices}
 */
export function inGeometry(scan: ScanSettings, choice: string, isMeasured: boolean): ScanSettings {
  if (choice === geometryChoiceOf(scan)) return scan;
  const geometry = GEOMETRIES.all.find(({ settings }) => settings.choices.some(({ name }) => name === choice))!;
  const chosen = geometry.settings.choices.find(({ name }) => name === choice)!.settings;
  if (geometry.name === scan.geometry) return { ...scan, ...chosen } as ScanSettings;
  const other = {
    ...withoutOwn(scan),
    ...usualValues(geometry.settings.own),
    ...chosen,
    geometry: geometry.name,
    ...overArc(scan, geometry, isMeasured),
  } as ScanSettings;
  const wider = magnificationOf(other) / magnificationOf(scan);
  const wide = { ...other, channelSpacingMm: spacing(scan.channelSpacingMm * wider) };
  return { ...wide, ...rowsBeside(scan, geometry, wider) } as ScanSettings;
}

/** The rows of a detector whose rays turn parallel, or are not any more: as high at the axis as before. */
function rowsBeside(scan: ScanSettings, { rowsApart, settings }: Geometry, wider: number): object {
  if (!hasDetectorRows(scan) || !Object.hasOwn(settings.own, 'rows')) return {};
  if (!rowsApart && !geometryNamed(scan.geometry).rowsApart) return {};
  const { rows, rowSpacingMm, rowOffset } = scan;
  return { rows, rowSpacingMm: spacing(rowSpacingMm * wider), rowOffset };
}

/** What a scan would have in another geometry too. */
function withoutOwn(scan: ScanSettings): object {
  const { own } = geometryNamed(scan.geometry).settings;
  return Object.fromEntries(Object.entries(scan).filter(([key]) => !Object.hasOwn(own, key)));
}

function overArc(scan: ScanSettings, { settings, focusing }: Geometry, isMeasured: boolean): ViewSettings {
  const { usual } = settings;
  const arcDeg = Math.sign(scan.arcDeg) * usual.arcDeg;
  const asFarApart = Math.round((scan.views * usual.arcDeg) / Math.abs(scan.arcDeg));
  // A short arc has few views, by which it goes.
  const few = focusing ? usual.views : asFarApart;
  const views = isMeasured ? scan.views : Math.min(LIMITS.views.most, Math.max(LIMITS.views.least, few));
  const leaves = geometryNamed(scan.geometry).settings;
  // An arc that is symmetric in one geometry means nothing in another.
  const isPlaced = usual.startDeg !== undefined || leaves.usual.startDeg !== undefined;
  return { views, arcDeg, startDeg: isPlaced ? usualStartDeg(settings, { views, arcDeg }) : scan.startDeg };
}

type ViewSettings = Pick<ScanSettings, 'views' | 'arcDeg' | 'startDeg'>;

/** The start that goes along with other views over another arc, where it is the usual one of the present ones. */
export function startGoingAlong(before: ScanSettings, after: ScanSettings): number {
  const { settings } = geometryNamed(before.geometry);
  const isUsual = Math.abs(before.startDeg - usualStartDeg(settings, before)) < 1e-6;
  const isOwn = settings.usual.startDeg === undefined || after.startDeg !== before.startDeg;
  return isOwn || !isUsual ? after.startDeg : usualStartDeg(settings, after);
}

/** With as many digits as somebody wants to read, and within bounds. */
function spacing(millimetres: number): number {
  const { least, most } = LIMITS.lengthMm;
  return Math.min(most, Math.max(least, Number(millimetres.toPrecision(4))));
}
