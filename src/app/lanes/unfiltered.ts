import { changedReconstruction } from '../../experiment/change-method.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import type { Lane } from './lane.ts';

/** The same scan, back-projected as it is. */
export const UNFILTERED: Lane = {
  name: 'unfiltered',
  label: 'Unfiltered',
  pair: ({ experiment, subject }) => ({ experiment: unfiltered(experiment), subject }),
  isPlayed: true,
};

function unfiltered(experiment: Experiment): Experiment {
  const { reconstruction, scan } = experiment;
  const canRebin = geometryNamed(scan.geometry).rebinning !== null;
  const plain = { method: 'fbp', filter: 'none' } as const;
  return { ...experiment, reconstruction: changedReconstruction(reconstruction, plain, canRebin) };
}
