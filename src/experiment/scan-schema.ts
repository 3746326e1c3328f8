import * as v from 'valibot';
import { FAN_DETECTORS } from '../geometry/fan/fan-scan.ts';
import { exactVariant, oneKindOf, oneOf } from '../validation.ts';
import { FAN_DEFAULTS } from './choices.ts';
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

const OF_A_FAN = 'belongs to a fan, and parallel rays have none; leave it out or set geometry to "fan"';

/** The `scan` of an experiment, by its geometry. */
export const scanSchema = v.pipe(
  oneKindOf('geometry', [
    exactVariant(
      { geometry: v.optional(v.literal('parallel'), 'parallel'), ...common },
      { detector: OF_A_FAN, sourceToIsocenterMm: OF_A_FAN, sourceToDetectorMm: OF_A_FAN },
    ),
    exactVariant({
      geometry: v.literal('fan'),
      detector: v.optional(oneOf(FAN_DETECTORS), FAN_DEFAULTS.detector),
      sourceToIsocenterMm: v.optional(numberAt('scan.sourceToIsocenterMm'), FAN_DEFAULTS.sourceToIsocenterMm),
      sourceToDetectorMm: v.optional(numberAt('scan.sourceToDetectorMm'), FAN_DEFAULTS.sourceToDetectorMm),
      ...common,
    }),
  ]),
  v.check(
    (given) => given.geometry !== 'fan' || given.sourceToDetectorMm > given.sourceToIsocenterMm,
    (issue) => {
      const { sourceToIsocenterMm, sourceToDetectorMm } = issue.input as typeof FAN_DEFAULTS;
      return `the detector must stand beyond the axis, so sourceToDetectorMm, ${sourceToDetectorMm}, must be more than sourceToIsocenterMm, ${sourceToIsocenterMm}`;
    },
  ),
);
