import type { BackendDescription } from '../compute/device.ts';
import { geometryNamed } from '../geometry/scan.ts';
import type { Experiment } from './experiment.ts';

/** What runs an experiment: of one that makes a volume, with the kernel that back-projects volumes. */
export function descriptionFor({ scan }: Experiment, description: BackendDescription): BackendDescription {
  if (!geometryNamed(scan.geometry).makesVolumes) return description;
  const { backProjection: _, approximation: __, ofVolumes, ...others } = description;
  return { ...others, ...ofVolumes };
}
