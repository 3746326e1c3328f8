import * as v from 'valibot';
import { CORRECTIONS } from '../corrections/registry.ts';
import { FAN_DETECTORS } from '../geometry/fan/fan-scan.ts';
import { filterIsMissing } from '../methods/method.ts';
import { DEFAULT_METHOD, METHODS, type MethodName } from '../methods/registry.ts';
import { INTERPOLATIONS, type Interpolation } from '../operators/interpolation.ts';
import { parsePhantomFile } from '../phantom/phantom-file.ts';
import { RAMP_WINDOWS, type RampWindow } from '../reconstruction/ramp-windows.ts';
import { exactly, numberBetween, oneOf, parseInput, shown, textUpTo, wholeNumberBetween } from '../validation.ts';
import type { AngleUnit } from './guess-angles.ts';
import type { ReadingsKind } from './guess-readings.ts';
import { IMAGE_VALUES } from './image-values.ts';
import { LIMITS } from './limits.ts';
import { numberAt } from './number-fields.ts';
import { correctionsSchema, madeCorrections, physicsSchema } from './physics-schema.ts';

/** The version of experiments that this program writes and the newest that it reads. */
export const EXPERIMENT_VERSION = 1;

export { LIMITS } from './limits.ts';

/** The filters an experiment may name; `none` is plain back-projection. */
export const FILTERS: readonly (RampWindow | 'none')[] = [...RAMP_WINDOWS, 'none'];
export type FilterName = (typeof FILTERS)[number];

/** Parallel rays, or a fan from a point. */
export const GEOMETRIES = ['parallel', 'fan'] as const;
export type GeometryName = (typeof GEOMETRIES)[number];

/** The distances of a clinical scanner, for a fan that does not say. */
export const FAN_DEFAULTS = { detector: 'arc', sourceToIsocenterMm: 570, sourceToDetectorMm: 1040 } as const;
const FAN_KEYS = ['detector', 'sourceToIsocenterMm', 'sourceToDetectorMm'] as const;

const fileName = v.pipe(textUpTo(1000), v.minLength(1, 'must be the name of a file'));
const lengthMm = numberBetween(LIMITS.lengthMm.least, LIMITS.lengthMm.most);

const trueOrFalse = v.boolean((issue) => `must be true or false, got ${shown(issue.input)}`);

const scan = v.pipe(
  exactly({
    geometry: v.optional(oneOf(GEOMETRIES), 'parallel'),
    detector: v.optional(oneOf(FAN_DETECTORS)),
    sourceToIsocenterMm: v.optional(numberAt('scan.sourceToIsocenterMm')),
    sourceToDetectorMm: v.optional(numberAt('scan.sourceToDetectorMm')),
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
  }),
  v.check(
    (given) => given.geometry === 'fan' || FAN_KEYS.every((key) => given[key] === undefined),
    (issue) => {
      const given = issue.input as Record<string, unknown>;
      const key = FAN_KEYS.find((name) => given[name] !== undefined);
      return `${key} belongs to a fan, and parallel rays have none; leave it out or set geometry to "fan"`;
    },
  ),
  v.check(
    (given) => {
      const { sourceToIsocenterMm, sourceToDetectorMm } = distancesOf(given);
      return given.geometry !== 'fan' || sourceToDetectorMm > sourceToIsocenterMm;
    },
    (issue) => {
      const { sourceToIsocenterMm, sourceToDetectorMm } = distancesOf(issue.input);
      return `the detector must stand beyond the axis, so sourceToDetectorMm, ${sourceToDetectorMm}, must be more than sourceToIsocenterMm, ${sourceToIsocenterMm}`;
    },
  ),
);

function distancesOf(given: { sourceToIsocenterMm?: number | undefined; sourceToDetectorMm?: number | undefined }) {
  const { sourceToIsocenterMm, sourceToDetectorMm } = FAN_DEFAULTS;
  return {
    sourceToIsocenterMm: given.sourceToIsocenterMm ?? sourceToIsocenterMm,
    sourceToDetectorMm: given.sourceToDetectorMm ?? sourceToDetectorMm,
  };
}

/** What the readings of a measurement may be: −ln(I/I₀), readings I of a detector, line integrals in a unit of their own. */
export const READINGS_KINDS = [
  'line-integrals',
  'transmission',
  'arbitrary',
] as const satisfies readonly ReadingsKind[];
export const ANGLE_UNITS = ['degrees', 'radians'] as const satisfies readonly AngleUnit[];

/** Readings without the object or without the beam: a file of them, or one number for all channels. */
const plainReading = v.union(
  [fileName, numberBetween(-1e12, 1e12)],
  (issue) => `must be the name of a file or a number, got ${shown(issue.input)}`,
);

const measurement = v.pipe(
  exactly({
    sinogram: fileName,
    kind: v.optional(oneOf(READINGS_KINDS)),
    white: v.optional(plainReading),
    dark: v.optional(plainReading),
    scale: v.optional(
      v.pipe(
        numberBetween(-1e12, 1e12),
        v.check((scale) => scale !== 0, 'must not be 0: nothing would be left of the readings'),
      ),
    ),
    transpose: v.optional(trueOrFalse),
    anglesDeg: v.optional(fileName),
    angleUnit: v.optional(oneOf(ANGLE_UNITS)),
  }),
  // A number stands for a detector that is even already, and reads nothing without a beam unless it is said.
  v.check(
    (given) =>
      given.kind !== 'transmission' ||
      (given.white !== undefined && (given.dark !== undefined || typeof given.white === 'number')),
    'kind "transmission" needs both "white" and "dark" readings',
  ),
  v.check(
    (given) => given.kind === 'transmission' || (given.white === undefined && given.dark === undefined),
    '"white" and "dark" belong to kind "transmission"; line integrals need neither',
  ),
  v.check(
    (given) => given.kind !== 'transmission' || given.scale === undefined,
    '"scale" is for line integrals; those of kind "transmission" come from "white" and "dark"',
  ),
  v.check(
    (given) => given.angleUnit === undefined || given.anglesDeg !== undefined,
    '"angleUnit" is the unit of the angles in the file "anglesDeg", and there is none',
  ),
);

/** An image file as a phantom: what its values mean, and its pixel size where the file does not say. */
const imagePhantom = exactly({
  image: fileName,
  values: v.optional(oneOf(IMAGE_VALUES)),
  pixelSizeMm: v.optional(lengthMm),
});
export type ImagePhantomReference = v.InferOutput<typeof imagePhantom>;

/** How a slice is made; settings of a method's own beside those that all have. */
interface ReconstructionInput {
  readonly method: MethodName;
  readonly filter: FilterName;
  readonly cutoff: number;
  readonly pixels: number;
  readonly pixelSizeMm: number;
  readonly interpolation?: Interpolation | undefined;
  readonly rebin?: boolean | undefined;
}

const reconstructionOf = METHODS.derive((methods) => {
  const own = methods.flatMap(({ settings }) => Object.entries(settings));
  return v.pipe(
    exactly({
      method: v.optional(oneOf(methods.map(({ name }) => name)), DEFAULT_METHOD),
      filter: v.optional(oneOf(FILTERS), 'ram-lak'),
      cutoff: v.optional(numberAt('reconstruction.cutoff'), 1),
      pixels: v.optional(numberAt('reconstruction.grid.pixels'), 512),
      pixelSizeMm: v.optional(numberAt('reconstruction.grid.pixelSizeMm'), 0.5),
      interpolation: v.optional(oneOf(INTERPOLATIONS)),
      rebin: v.optional(trueOrFalse),
      ...Object.fromEntries(own.map(([key, schema]) => [key, v.optional(schema)])),
    }),
    v.check(
      (given) => given.filter !== 'none' || !METHODS.get(given.method).needsFilter,
      (issue) => filterIsMissing((issue.input as ReconstructionInput).method),
    ),
    v.check(
      (given) => strangeSetting(given) === undefined,
      (issue) => `${strangeSetting(issue.input)} is no setting of ${(issue.input as ReconstructionInput).method}`,
    ),
  );
});
const reconstruction = v.lazy(reconstructionOf) as unknown as v.GenericSchema<unknown, ReconstructionInput>;

/** A setting of another method. */
function strangeSetting(given: unknown): string | undefined {
  const { method } = given as ReconstructionInput;
  const others = METHODS.all.flatMap(({ settings }) => Object.keys(settings));
  const own = METHODS.get(method).settings;
  return others.find((key) => !(key in own) && (given as Record<string, unknown>)[key] !== undefined);
}

const experiment = v.pipe(
  exactly({
    version: v.optional(
      v.pipe(
        wholeNumberBetween(1, 1_000_000),
        v.check(
          (version) => version <= EXPERIMENT_VERSION,
          (issue) =>
            `this experiment is of version ${issue.input}, newer than the ${EXPERIMENT_VERSION} this program reads`,
        ),
      ),
      EXPERIMENT_VERSION,
    ),
    phantom: v.optional(v.unknown()),
    measurement: v.optional(measurement),
    scan: v.optional(scan, {}),
    physics: v.optional(physicsSchema),
    corrections: v.optional(correctionsSchema),
    reconstruction: v.optional(reconstruction, {}),
    display: v.optional(
      exactly({
        width: v.optional(numberAt('display.width')),
        level: v.optional(numberAt('display.level')),
      }),
      {},
    ),
    seed: v.optional(numberAt('seed'), 1),
    $schema: v.optional(textUpTo(1000)),
  }),
  v.check(
    (given) => given.scan.geometry === 'fan' || !given.reconstruction.rebin,
    'reconstruction.rebin makes parallel rays of a fan, and these are parallel already; leave it out',
  ),
  v.check(
    (given) => given.scan.geometry === 'fan' || !given.physics?.focalSpotMm,
    'physics.focalSpotMm is the width of a fan’s focal spot, and parallel rays come from no spot; leave it out or set scan.geometry to "fan"',
  ),
  v.check(
    (given) => given.phantom === undefined || given.measurement === undefined,
    'an experiment has a phantom or a measurement, not both',
  ),
  v.check(
    (given) => given.physics === undefined || given.measurement === undefined,
    'physics belongs to the scan of a phantom; a measurement has been through its own',
  ),
  v.check(
    ({ measurement: measured, corrections }) =>
      !measured || madeCorrections(corrections).every((name) => CORRECTIONS.get(name).suitsMeasurements),
    () => {
      const suitable = CORRECTIONS.all.filter(({ suitsMeasurements }) => suitsMeasurements);
      const names = suitable.map(({ name }) => `"${name}"`).join(' and ');
      return `of the corrections only ${names} can be made to a measurement, whose spectrum, photons and unit are unknown`;
    },
  ),
);

/** The schemas of experiments and of references to images, for the JSON Schema that is made from them. */
export const EXPERIMENT_SCHEMA: v.GenericSchema = experiment;
export const IMAGE_PHANTOM_SCHEMA: v.GenericSchema = imagePhantom;

/** An experiment as JSON carries it, checked; what follows from files or from the phantom may still be open. */
export type ExperimentInput = v.InferOutput<typeof experiment>;
export type MeasurementReference = v.InferOutput<typeof measurement>;

/**
 * Checks one experiment value, without the files it names.
 *
 * @param where said before the path, for example a file's name
 * @throws InputError naming the path of the first thing that is wrong
 */
export function parseExperimentInput(json: unknown, where = ''): ExperimentInput {
  const input = parseInput(experiment, json, where);
  const { phantom } = input;
  if (phantom !== undefined && typeof phantom !== 'string') {
    const path = [where, 'phantom'].filter(Boolean).join(': ');
    if (isImageReference(phantom)) input.phantom = parseInput(imagePhantom, phantom, path);
    else input.phantom = parsePhantomFile(phantom, path);
  }
  return input;
}

/** Whether a phantom in place refers to an image file. */
export function isImageReference(phantom: unknown): phantom is ImagePhantomReference {
  return typeof phantom === 'object' && phantom !== null && 'image' in phantom;
}
