import { CORRECTIONS } from '../corrections/registry.ts';
import { NUMBER_FIELDS } from '../experiment/number-fields.ts';
import { METHODS } from '../methods/registry.ts';

/** Controls of the page that turn something else than a number. */
const CHOICES = [
  ...['scan.geometry', 'acquisition.beam.kind', 'acquisition.noise', 'acquisition.motion.kind', 'seed'],
  ...['reconstruction.method', 'reconstruction.filter', 'reconstruction.interpolation', 'reconstruction.rebin'],
  ...['acquisition.inverseCrime', 'display'],
];

/** What can be set of methods, of whichever. */
const OF_METHODS = METHODS.all.flatMap(({ settings }) => Object.keys(settings).map((key) => `reconstruction.${key}`));

/** Everything that a step may let a hand turn, by the path of what it turns. */
export const KNOBS: readonly string[] = [
  ...new Set([
    ...Object.keys(NUMBER_FIELDS),
    ...CHOICES,
    ...OF_METHODS,
    ...CORRECTIONS.names.map((name) => `corrections.${name}`),
  ]),
];
