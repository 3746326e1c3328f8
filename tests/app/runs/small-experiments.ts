import { type Experiment, resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';

const input = parseExperimentInput({ phantom: 'water-disk' });
export const subject = await loadSubject(input, () => Promise.reject(new Error('there are no files')));

/** What a machine makes in a frame, by its number of views. */
export const quick = (views: number) => experimentOf({ scan: { views, channels: 16 }, reconstruction: { pixels: 16 } });

/** What takes it seconds. */
export const slow = (views: number) => experimentOf({ scan: { views }, reconstruction: { pixels: 2048 } });

export function experimentOf(parts: object): Experiment {
  return resolveExperiment(parseExperimentInput({ phantom: 'water-disk', ...parts }), subject);
}
