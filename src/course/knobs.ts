import { CORRECTIONS } from '../corrections/registry.ts';
import { NUMBER_FIELDS } from '../experiment/number-fields.ts';

/** Controls of the page that turn something else than a number. */
const CHOICES = [
  ...['scan.geometry', 'acquisition.beam.kind', 'acquisition.noise', 'acquisition.motion.kind', 'seed'],
  ...['reconstruction.method', 'reconstruction.filter', 'reconstruction.interpolation', 'reconstruction.rebin'],
  ...['reconstruction.missingCone', 'display'],
];

/** Everything that a step may let a hand turn, by the path of what it turns. */
export const KNOBS: readonly string[] = [
  ...Object.keys(NUMBER_FIELDS),
  ...CHOICES,
  ...CORRECTIONS.names.map((name) => `corrections.${name}`),
];
