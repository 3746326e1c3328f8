import * as v from 'valibot';
import type { Geometry } from '../geometry/geometry.ts';
import type { CommonScanSettings } from '../geometry/geometry-settings.ts';
import { GEOMETRIES } from '../geometry/registry.ts';
import { geometryNamed, type ScanSettings } from '../geometry/scan.ts';
import { settingSchemas } from '../spec-settings.ts';
import { exactVariant, oneKindOf } from '../validation.ts';
import { numberAt } from './number-fields.ts';

/** What every geometry has. What is left out depends on the geometry, or is what a measurement brings. */
const common = {
  views: v.optional(numberAt('scan.views')),
  startDeg: v.optional(numberAt('scan.startDeg')),
  arcDeg: v.optional(
    v.pipe(
      numberAt('scan.arcDeg'),
      v.check((arc) => Math.abs(arc) >= 1e-3, 'must not be 0: the views need an arc to stand on'),
    ),
  ),
  channels: v.optional(numberAt('scan.channels')),
  channelSpacingMm: v.optional(numberAt('scan.channelSpacingMm')),
  // 0 where it is left out; of a measurement the page then searches for the axis.
  offset: v.optional(numberAt('scan.offset')),
};

const ofGeometries = GEOMETRIES.derive((geometries) =>
  v.pipe(
    oneKindOf(
      'geometry',
      geometries.map((geometry) => variantOf(geometry, geometries)) as unknown as v.VariantOptions<'geometry'>,
    ),
    v.check(
      (given) => whyWrong(given) === null,
      ({ input }) => whyWrong(input)!,
    ),
  ),
);

/** The settings of a scan as far as they are given; those of its geometry alone are filled in. */
type Given<Settings> = Settings extends CommonScanSettings
  ? Omit<Settings, keyof CommonScanSettings> & {
      [Key in keyof CommonScanSettings]?: CommonScanSettings[Key] | undefined;
    }
  : never;

/** The `scan` of an experiment, by its geometry. */
export const scanSchema = v.lazy(ofGeometries) as unknown as v.GenericSchema<unknown, Given<ScanSettings>>;

/** What an experiment may say of a scan in one geometry: its own keys, and those that all have. */
function variantOf({ name, settings, words }: Geometry, all: readonly Geometry[]) {
  const isUsual = name === all[0]!.name;
  const others = all.flatMap((other) =>
    Object.keys(other.settings.own)
      .filter((key) => !Object.hasOwn(settings.own, key))
      .map((key) => [
        key,
        `belongs to a ${other.words.noun}, and ${words.rays} have none; leave it out or set geometry to "${other.name}"`,
      ]),
  );
  return exactVariant(
    {
      geometry: isUsual ? v.optional(v.literal(name), name) : v.literal(name),
      ...settingSchemas(settings.own),
      ...common,
    },
    Object.fromEntries(others),
  );
}

function whyWrong(given: unknown): string | null {
  const own = given as Given<ScanSettings>;
  return geometryNamed(own.geometry).settings.whyWrong(own);
}
