import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { Layout, Slot } from '../../stage/layout.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Analysis } from './analysis.ts';

const OF_SLICE = ['slice', 'phantom', 'sinogram'];
const OF_VOLUME = ['axial', 'coronal', 'sagittal'];

/**
 * The pictures that stand beside an analysis: those of the present experiment, and, where it compares what was kept, the
 * slices of that in the place of what is last.
 *
 * @param compared beside the present experiment
 */
export function measuredPictures({ views }: Analysis, isVolume: boolean, compared: readonly Lane[]): Layout {
  const names = views ?? (isVolume ? OF_VOLUME : OF_SLICE);
  const pictures = names.map((name): Slot => ({ view: VIEWS.get(name), lane: PRESENT }));
  if (isVolume) return pictures;
  const slices = compared.map((lane): Slot => ({ view: VIEWS.get('slice'), lane }));
  return [...pictures.slice(0, 1), ...slices, ...pictures.slice(1)].slice(0, names.length);
}
