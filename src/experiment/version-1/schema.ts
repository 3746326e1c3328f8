import * as v from 'valibot';
import { CLINICAL_DISTANCES } from '../../geometry/ray-source.ts';
import { filterIsMissing } from '../../methods/method.ts';
import { exactly, oneOf, textUpTo, trueOrFalse } from '../../validation.ts';
import { sinogramSchema } from '../measurement-schema.ts';
import { numberAt } from '../number-fields.ts';
import { correctionsSchema, madeCorrections, physicsSchema } from './physics-schema.ts';

// What version 1 knew: nothing that has come since is said there.
const METHODS = ['fbp', 'gridrec'] as const;
const GEOMETRIES = ['parallel', 'fan'] as const;
const FAN_DETECTORS = ['arc', 'flat'] as const;
const FILTERS = ['ram-lak', 'shepp-logan', 'cosine', 'hamming', 'hann', 'none'] as const;
const INTERPOLATIONS = ['linear', 'smooth'] as const;
const FOR_MEASUREMENTS: readonly string[] = ['rings', 'axis'];
const FAN_KEYS = ['detector', 'sourceToIsocenterMm', 'sourceToDetectorMm'] as const;

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
        v.check((arc) => Math.abs(arc) >= 1e-3, 'must not be 0: the views must cover an arc'),
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
      return `the detector must be beyond the axis, so sourceToDetectorMm, ${sourceToDetectorMm}, must be greater than sourceToIsocenterMm, ${sourceToIsocenterMm}`;
    },
  ),
);

function distancesOf(given: { sourceToIsocenterMm?: number | undefined; sourceToDetectorMm?: number | undefined }) {
  const { sourceToIsocenterMm, sourceToDetectorMm } = CLINICAL_DISTANCES;
  return {
    sourceToIsocenterMm: given.sourceToIsocenterMm ?? sourceToIsocenterMm,
    sourceToDetectorMm: given.sourceToDetectorMm ?? sourceToDetectorMm,
  };
}

/**
 * An experiment as version 1 had it, before acquisition, scan and reconstruction became variants. What links and files of
 * that version say is checked as it was then, so that sentences name the paths that were written.
 */
export const version1Schema = v.pipe(
  exactly({
    version: v.optional(v.literal(1), 1),
    phantom: v.optional(v.unknown()),
    measurement: v.optional(sinogramSchema),
    scan: v.optional(scan, {}),
    physics: v.optional(physicsSchema),
    corrections: v.optional(correctionsSchema),
    reconstruction: v.optional(
      v.pipe(
        exactly({
          method: v.optional(oneOf(METHODS), 'fbp'),
          filter: v.optional(oneOf(FILTERS), 'ram-lak'),
          cutoff: v.optional(numberAt('reconstruction.cutoff'), 1),
          pixels: v.optional(numberAt('reconstruction.grid.pixels'), 512),
          pixelSizeMm: v.optional(numberAt('reconstruction.grid.pixelSizeMm'), 0.5),
          interpolation: v.optional(oneOf(INTERPOLATIONS)),
          rebin: v.optional(trueOrFalse),
        }),
        v.check((given) => given.method !== 'gridrec' || given.filter !== 'none', filterIsMissing('gridrec')),
      ),
      {},
    ),
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
    'reconstruction.rebin turns the rays of a fan into parallel rays, and these are parallel already; leave it out',
  ),
  v.check(
    (given) => given.scan.geometry === 'fan' || !given.physics?.focalSpotMm,
    'physics.focalSpotMm is the width of a fan’s focal spot, and parallel rays have none; leave it out or set scan.geometry to "fan"',
  ),
  v.check(
    (given) => given.phantom === undefined || given.measurement === undefined,
    'give either a phantom or a measurement, not both',
  ),
  v.check(
    (given) => given.physics === undefined || given.measurement === undefined,
    'physics applies only to the scan of a phantom; measured data already contain theirs; leave it out',
  ),
  v.check(
    ({ measurement, corrections }) =>
      !measurement || madeCorrections(corrections).every((name) => FOR_MEASUREMENTS.includes(name)),
    'only the corrections "rings" and "axis" can be applied to a measurement, whose spectrum, photons and unit are unknown',
  ),
);

/** An experiment of version 1, checked; what follows from files or from the phantom may still be open. */
export type Version1Experiment = v.InferOutput<typeof version1Schema>;
