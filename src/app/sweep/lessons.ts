import projections from '../../../examples/sweeps/error-over-projections.json';
import voltage from '../../../examples/sweeps/iodine-over-voltage.json';
import dose from '../../../examples/sweeps/noise-over-dose.json';
import filters from '../../../examples/sweeps/sharpness-against-noise.json';

/** A sweep with an experiment of its own, as its file says it. */
export interface Lesson {
  readonly title: string;
}

/** What a lecture shows by sweeps (docs/sweeps.md). */
export const LESSONS: readonly Lesson[] = [dose, projections, filters, voltage];
