import * as v from 'valibot';
import { GEOMETRIES } from '../geometry/registry.ts';
import { geometryNamed, type ScanSettings } from '../geometry/scan.ts';
import { parsePhantomFile } from '../phantom/phantom-file.ts';
import { isSolidFile, parseSolidFile } from '../phantom/solids/solid-file.ts';
import { exactly, parseInput, textUpTo, wholeNumberBetween } from '../validation.ts';
import { acquisitionSchema } from './acquisition-schema.ts';
import { stopsAtNoise } from './change-method.ts';
import { correctionListSchema, whyNotToMeasurement } from './correction-list.ts';
import { type ImagePhantomReference, imagePhantom } from './image-phantom-schema.ts';
import { measuredScan, whyNotSo } from './measured-geometry.ts';
import { measurementSchema } from './measurement-schema.ts';
import { numberAt } from './number-fields.ts';
import { photonsOf } from './physics-of.ts';
import { reconstructionSchema } from './reconstruction-schema.ts';
import { scanSchema } from './scan-schema.ts';
import { isVersion1 } from './version-1/is-version-1.ts';
import { migrated } from './version-1/migrate.ts';
import { version1Schema } from './version-1/schema.ts';

/** The version of experiments that this program writes and the newest that it reads. */
export const EXPERIMENT_VERSION = 2 as const;

type GeometryName = ScanSettings['geometry'];

const experiment = v.pipe(
  exactly({
    version: v.optional(
      v.pipe(
        wholeNumberBetween(1, 1_000_000),
        v.check(
          (version) => version <= EXPERIMENT_VERSION,
          (issue) =>
            `this experiment has version ${issue.input}, newer than version ${EXPERIMENT_VERSION}, which this program reads`,
        ),
      ),
      EXPERIMENT_VERSION,
    ),
    phantom: v.optional(v.unknown()),
    measurement: v.optional(measurementSchema),
    acquisition: v.optional(acquisitionSchema, {}),
    scan: v.optional(scanSchema, {}),
    corrections: v.optional(correctionListSchema, []),
    reconstruction: v.optional(reconstructionSchema, {}),
    display: v.optional(
      exactly({ width: v.optional(numberAt('display.width')), level: v.optional(numberAt('display.level')) }),
      {},
    ),
    seed: v.optional(numberAt('seed'), 1),
    $schema: v.optional(textUpTo(1000)),
  }),
  v.check(
    ({ scan, reconstruction }) =>
      geometryNamed(scan.geometry).rebinning !== null || !('rebin' in reconstruction) || !reconstruction.rebin,
    ({ input }) => cannotRebin(input.scan.geometry),
  ),
  v.check(
    ({ scan, acquisition }) =>
      geometryNamed(scan.geometry).source !== null || !('focalSpotMm' in acquisition) || !acquisition.focalSpotMm,
    ({ input }) => hasNoSpot(input.scan.geometry),
  ),
  v.check(
    ({ acquisition, reconstruction }) => !stopsAtNoise(reconstruction) || photonsOf(acquisition) !== undefined,
    'reconstruction.stop: "discrepancy" ends at the noise that counted photons make expect, and nothing counts them; set it to "iterations" or "change", or give acquisition.noise.photons',
  ),
  v.check(
    (given) => given.phantom === undefined || given.measurement === undefined,
    'give either a phantom or a measurement, not both',
  ),
  v.check(
    ({ measurement, scan }) => !measurement || whyNotSo(measurement, scan.geometry) === null,
    ({ input }) => whyNotSo(input.measurement!, input.scan.geometry)!,
  ),
  v.check(
    ({ acquisition, measurement }) => measurement === undefined || acquisition.beam.kind === 'exact',
    'acquisition.beam applies only to the scan of a phantom; measured data already contain their beam; leave it out',
  ),
  v.check(
    ({ acquisition, measurement }) => measurement === undefined || !acquisition.inverseCrime,
    'acquisition.inverseCrime says how a phantom is scanned, and measured data are a finished scan; leave it out',
  ),
  v.check(
    ({ measurement, corrections }) => !measurement || whyNotToMeasurement(corrections.map(({ kind }) => kind)) === null,
    ({ input }) => whyNotToMeasurement(input.corrections.map(({ kind }) => kind))!,
  ),
);

function cannotRebin(name: GeometryName): string {
  const those = GEOMETRIES.all.filter(({ rebinning }) => rebinning).map(({ words }) => `a ${words.noun}`);
  const { whyNotRebinned } = geometryNamed(name).words;
  return `reconstruction.rebin turns the rays of ${those.join(' or ')} into parallel rays, and these ${whyNotRebinned}; leave it out`;
}

function hasNoSpot(name: GeometryName): string {
  const those = GEOMETRIES.all.filter(({ source }) => source);
  const a = those.map(({ words }) => `a ${words.noun}’s`).join(' or ');
  const names = those.map((geometry) => `"${geometry.name}"`).join(' or ');
  const { rays } = geometryNamed(name).words;
  return `acquisition.focalSpotMm is the width of ${a} focal spot, and ${rays} have none; leave it out or set scan.geometry to ${names}`;
}

/** The schemas of experiments and of references to images, for the JSON Schema that is made from them. */
export const EXPERIMENT_SCHEMA: v.GenericSchema = experiment;
export const VERSION_1_SCHEMA: v.GenericSchema = version1Schema;
export const IMAGE_PHANTOM_SCHEMA: v.GenericSchema = imagePhantom;

/** An experiment, checked; what follows from files or from the phantom may still be open. `version` is the one written. */
export type ExperimentInput = v.InferOutput<typeof experiment>;

/**
 * Checks one experiment value of any version, without the files it names.
 *
 * @param where said before the path, for example a file's name
 * @throws InputError naming the path, as it was written, of the first thing that is wrong
 */
export function parseExperimentInput(json: unknown, where = ''): ExperimentInput {
  const input = isVersion1(json)
    ? { ...parseInput(experiment, migrated(parseInput(version1Schema, json, where)), where), version: 1 }
    : parseInput(experiment, json, where);
  if (input.measurement) input.scan = measuredScan(input.scan, (json as { scan?: unknown }).scan ?? {}, where);
  const { phantom } = input;
  if (phantom !== undefined && typeof phantom !== 'string') {
    const path = [where, 'phantom'].filter(Boolean).join(': ');
    if (isImageReference(phantom)) input.phantom = parseInput(imagePhantom, phantom, path);
    else if (isSolidFile(phantom)) input.phantom = parseSolidFile(phantom, path);
    else input.phantom = parsePhantomFile(phantom, path);
  }
  return input;
}

/** Whether a phantom in place refers to an image file. */
export function isImageReference(phantom: unknown): phantom is ImagePhantomReference {
  return typeof phantom === 'object' && phantom !== null && 'image' in phantom;
}
