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
      v.check((arc) => Math.abs(arc) >= 1e-3, 'must not be 0: the views must cover an arc'),
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

/**
 * The settings of a scan as far as they are given; those of its geometry alone are filled in, but for the detector's rows,
 * which a measurement brings.
 */
type Given<Settings> = Settings extends CommonScanSettings
  ? Omit<Settings, keyof CommonScanSettings | 'rows'> & {
      [Key in keyof CommonScanSettings]?: CommonScanSettings[Key] | undefined;
    } & (Settings extends { readonly rows: number } ? { rows?: number } : unknown)
  : never;

export type GivenScan = Given<ScanSettings>;

/** The `scan` of an experiment, by its geometry. */
export const scanSchema = v.lazy(ofGeometries) as unknown as v.GenericSchema<unknown, GivenScan>;

/** What an experiment may say of a scan in one geometry: its own keys, and those that all have. */
function variantOf({ name, settings, words }: Geometry, all: readonly Geometry[]) {
  const isUsual = name === all[0]!.name;
  const others = new Set(all.flatMap((other) => Object.keys(other.settings.own)));
  const sentences = [...others]
    .filter((key) => !Object.hasOwn(settings.own, key))
    .map((key) => {
      const having = all.filter((other) => Object.hasOwn(other.settings.own, key));
      const nouns = having.map((other) => `a ${other.words.noun}`).join(' or ');
      const names = having.map((other) => `"${other.name}"`).join(' or ');
      return [key, `belongs to ${nouns}, and ${words.rays} have none; leave it out or set geometry to ${names}`];
    });
  return exactVariant(
    {
      geometry: isUsual ? v.optional(v.literal(name), name) : v.literal(name),
      ...settingSchemas(settings.own),
      ...common,
    },
    Object.fromEntries(sentences),
  );
}

function whyWrong(given: unknown): string | null {
  const own = given as Given<ScanSettings>;
  return geometryNamed(own.geometry).settings.whyWrong(own);
}
