import { kernelTasks } from '../compute/cpu/lane-task.ts';
import { plain as adjointDistanceDrivenImage } from './adjoint-distance-driven-image/plain.ts';
import { simd as adjointDistanceDrivenImageSimd } from './adjoint-distance-driven-image/simd.ts';
import { plain as adjointDistanceDrivenVolume } from './adjoint-distance-driven-volume/plain.ts';
import { plain as adjointScanImage } from './adjoint-scan-image/plain.ts';
import { simd as adjointScanImageSimd } from './adjoint-scan-image/simd.ts';
import { plain as adjointScanVolume } from './adjoint-scan-volume/plain.ts';
import { simd as adjointScanVolumeSimd } from './adjoint-scan-volume/simd.ts';
import { plain as applyPolynomial } from './apply-polynomial/plain.ts';
import { plain as bridgeTrace } from './bridge-trace/plain.ts';
import { plain as completeViews } from './complete-views/plain.ts';
import { plain as detect } from './detect/plain.ts';
import { simd as detectSimd } from './detect/simd.ts';
import { plain as distanceDrivenImage } from './distance-driven-image/plain.ts';
import { simd as distanceDrivenImageSimd } from './distance-driven-image/simd.ts';
import { plain as distanceDrivenVolume } from './distance-driven-volume/plain.ts';
import { plain as extendViews } from './extend-views/plain.ts';
import { firstKernels } from './first-kernels.ts';
import { plain as huberPrior } from './huber-prior/plain.ts';
import { simd as huberPriorSimd } from './huber-prior/simd.ts';
import { plain as meanDeviation } from './mean-deviation/plain.ts';
import { simd as meanDeviationSimd } from './mean-deviation/simd.ts';
import { plain as mixViews } from './mix-views/plain.ts';
import { plain as rebin } from './rebin/plain.ts';
import { plain as scanImage } from './scan-image/plain.ts';
import { simd as scanImageSimd } from './scan-image/simd.ts';
import { plain as scanSolids } from './scan-solids/plain.ts';
import { simd as scanSolidsSimd } from './scan-solids/simd.ts';
import { plain as scanVolume } from './scan-volume/plain.ts';
import { simd as scanVolumeSimd } from './scan-volume/simd.ts';
import { plain as scatterOfRows } from './scatter-of-rows/plain.ts';
import { simd as scatterOfRowsSimd } from './scatter-of-rows/simd.ts';
import { plain as smoothStarved } from './smooth-starved/plain.ts';
import { plain as subtractScatter } from './subtract-scatter/plain.ts';
import { plain as transmit } from './transmit/plain.ts';
import { simd as transmitSimd } from './transmit/simd.ts';
import { plain as weightReadings } from './weight-readings/plain.ts';

/** The twins of every kernel that lanes of the CPU run, by its name. */
export const kernels = {
  ...firstKernels,
  'adjoint-distance-driven-image': { plain: adjointDistanceDrivenImage, simd: adjointDistanceDrivenImageSimd },
  'adjoint-distance-driven-volume': { plain: adjointDistanceDrivenVolume },
  'adjoint-scan-image': { plain: adjointScanImage, simd: adjointScanImageSimd },
  'adjoint-scan-volume': { plain: adjointScanVolume, simd: adjointScanVolumeSimd },
  'apply-polynomial': { plain: applyPolynomial },
  'bridge-trace': { plain: bridgeTrace },
  'complete-views': { plain: completeViews },
  detect: { plain: detect, simd: detectSimd },
  'distance-driven-image': { plain: distanceDrivenImage, simd: distanceDrivenImageSimd },
  'distance-driven-volume': { plain: distanceDrivenVolume },
  'extend-views': { plain: extendViews },
  'huber-prior': { plain: huberPrior, simd: huberPriorSimd },
  'mean-deviation': { plain: meanDeviation, simd: meanDeviationSimd },
  'mix-views': { plain: mixViews },
  rebin: { plain: rebin },
  'scan-image': { plain: scanImage, simd: scanImageSimd },
  'scan-solids': { plain: scanSolids, simd: scanSolidsSimd },
  'scan-volume': { plain: scanVolume, simd: scanVolumeSimd },
  'scatter-of-rows': { plain: scatterOfRows, simd: scatterOfRowsSimd },
  'smooth-starved': { plain: smoothStarved },
  'subtract-scatter': { plain: subtractScatter },
  transmit: { plain: transmit, simd: transmitSimd },
  'weight-readings': { plain: weightReadings },
};

/** What a lane runs of them. */
export const tasksOfKernels = kernelTasks(kernels);
