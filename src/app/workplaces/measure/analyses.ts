import { Registry } from '../../../registry.ts';
import type { Analysis } from './analysis.ts';
import { closeness } from './closeness/spec.ts';
import { convergence, convergenceInTime } from './convergence/spec.ts';
import { detectabilityOfDisks } from './detectability/spec.ts';
import { filterCurve } from './filter-curve/spec.ts';
import { filteredView } from './filtered-view/spec.ts';
import { histogram } from './histogram/spec.ts';
import { mtfOfDisk, mtfOfDiskOfSeeds, mtfOfEdge, mtfOfPoint } from './mtf/spec.ts';
import { noisePower, noisePowerOfSeeds } from './noise-power/spec.ts';
import { profile } from './profile/spec.ts';
import { protocol } from './protocol/spec.ts';

/** Ways to measure a run, in the order in which they are offered; the first is chosen at first. */
export const ANALYSES = new Registry<Analysis>('analyses', [
  profile,
  histogram,
  closeness,
  convergence,
  convergenceInTime,
  mtfOfPoint,
  mtfOfEdge,
  mtfOfDisk,
  mtfOfDiskOfSeeds,
  noisePower,
  noisePowerOfSeeds,
  detectabilityOfDisks,
  filteredView,
  filterCurve,
  protocol,
]);
