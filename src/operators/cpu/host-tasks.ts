import { measureClock } from '../../compute/cpu/measure-clock.ts';
import { compareImages } from '../../measure/compare-images.ts';
import { regionQuality } from '../../measure/region-quality.ts';
import { similarityPicture } from '../../measure/similarity-picture.ts';
import { volumeTexels } from '../../measure/volume-texels.ts';
import { rasterImage } from '../../phantom/raster-image.ts';
import { rasterSolids } from '../../phantom/solids/raster-solids.ts';
import { withPhaseRetrieved } from '../../readings/phase-retrieval.ts';
import { withoutSortedStripes } from '../../readings/sorted-stripes.ts';
import { withoutWaveletStripes } from '../../readings/wavelet-stripes.ts';
import { withoutZingers } from '../../readings/zingers.ts';
import { rangeOfImage, rangeOfSolids } from './further-ranges.ts';

/** What the host has its lanes do besides operators, whichever device computes: pictures of phantoms, readings made anew, figures, the clock. */
export const hostTasks = {
  rasterSolids,
  rasterImage,
  rangeOfImage,
  rangeOfSolids,
  regionQuality,
  similarityPicture,
  compareImages,
  volumeTexels,
  withoutZingers,
  withoutSortedStripes,
  withoutWaveletStripes,
  withPhaseRetrieved,
  measureClock,
};
