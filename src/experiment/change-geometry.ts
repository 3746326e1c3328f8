import type { GeometryChoice } from '../geometry/geometry-settings.ts';
import { GEOMETRIES } from '../geometry/registry.ts';
import { geometryNamed } from '../geometry/scan.ts';
import { usualValues } from '../spec-settings.ts';
import type { ScanSettings } from './experiment.ts';
import { LIMITS } from './limits.ts';

/** The geometries as a person chooses them. */
export function geometryChoices(): readonly GeometryChoice[] {
  return GEOMETRIES.all.flatMap(({ settings }) => settings.choices);
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
    ...overArc(scan, geometry.settings.usual.arcDeg, isMeasured),
  } as ScanSettings;
  const wider = magnificationOf(other) / magnificationOf(scan);
  return { ...other, channelSpacingMm: spacing(scan.channelSpacingMm * wider) };
}

/** What a scan would have in another geometry too. */
function withoutOwn(scan: ScanSettings): object {
  const { own } = geometryNamed(scan.geometry).settings;
  return Object.fromEntries(Object.entries(scan).filter(([key]) => !Object.hasOwn(own, key)));
}

function overArc(scan: ScanSettings, arcDeg: number, isMeasured: boolean): Pick<ScanSettings, 'views' | 'arcDeg'> {
  const views = Math.round((scan.views * arcDeg) / Math.abs(scan.arcDeg));
  return {
    views: isMeasured ? scan.views : Math.min(LIMITS.views.most, Math.max(LIMITS.views.least, views)),
    arcDeg: Math.sign(scan.arcDeg) * arcDeg,
  };
}

/** With as many digits as somebody wants to read, and within bounds. */
function spacing(millimetres: number): number {
  const { least, most } = LIMITS.lengthMm;
  return Math.min(most, Math.max(least, Number(millimetres.toPrecision(4))));
}
