import { photonsOf } from '../../../../experiment/physics-of.ts';
import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis } from '../analysis.ts';
import { diskOf } from './marked-disk.ts';

/** How well disks can be seen in noise. */
export const detectabilityOfDisks: Analysis = {
  name: 'detectability',
  title: 'Detectability (d′)',
  hint: 'how well disks of the marked one’s contrast stand out of the noise, by model observers',
  whyNot(context) {
    if (!diskOf(context)) {
      return 'Draw a circle about a disk on the slice, as large as the disk; the phantoms “CT-number module” and “Low contrast” have several.';
    }
    const { subject, experiment } = context;
    return subject.kind !== 'measurement' && photonsOf(experiment.acquisition) === undefined
      ? 'Without noise everything can be seen: choose a monochromatic beam with noise, under Beam and detector.'
      : null;
  },
  measure: async (context) => {
    const { measureDetectability } = await fetchedPart(() => import('./measure.ts'));
    return measureDetectability(context);
  },
};
