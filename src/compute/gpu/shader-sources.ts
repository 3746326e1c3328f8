import adjointScanImage from '../../../shaders/adjoint-scan-image.wgsl?raw';
import applyPolynomial from '../../../shaders/apply-polynomial.wgsl?raw';
import backProject from '../../../shaders/back-project.wgsl?raw';
import backProjectTexture from '../../../shaders/back-project-texture.wgsl?raw';
import backProjectTile from '../../../shaders/back-project-tile.wgsl?raw';
import bridgeTrace from '../../../shaders/bridge-trace.wgsl?raw';
import arcTangent from '../../../shaders/common/arc-tangent.wgsl?raw';
import complex from '../../../shaders/common/complex.wgsl?raw';
import doubleSingle from '../../../shaders/common/double-single.wgsl?raw';
import exactArithmetic from '../../../shaders/common/exact-arithmetic.wgsl?raw';
import grid from '../../../shaders/common/grid.wgsl?raw';
import gridrec from '../../../shaders/common/gridrec.wgsl?raw';
import joseph from '../../../shaders/common/joseph.wgsl?raw';
import loweredScan from '../../../shaders/common/lowered-scan.wgsl?raw';
import philox from '../../../shaders/common/philox.wgsl?raw';
import pixelColumn from '../../../shaders/common/pixel-column.wgsl?raw';
import pixelTile from '../../../shaders/common/pixel-tile.wgsl?raw';
import randomQuantiles from '../../../shaders/common/random-quantiles.wgsl?raw';
import redundancy from '../../../shaders/common/redundancy.wgsl?raw';
import scan from '../../../shaders/common/scan.wgsl?raw';
import shapeInterval from '../../../shaders/common/shape-interval.wgsl?raw';
import shapeIntervalDouble from '../../../shaders/common/shape-interval-double.wgsl?raw';
import symmetric from '../../../shaders/common/symmetric.wgsl?raw';
import completeViews from '../../../shaders/complete-views.wgsl?raw';
import detect from '../../../shaders/detect.wgsl?raw';
import display from '../../../shaders/display.wgsl?raw';
import extendViews from '../../../shaders/extend-views.wgsl?raw';
import filterConvolution from '../../../shaders/filter-convolution.wgsl?raw';
import filterTransform from '../../../shaders/filter-transform.wgsl?raw';
import foldSymmetric from '../../../shaders/fold-symmetric.wgsl?raw';
import fourierStep from '../../../shaders/fourier-step.wgsl?raw';
import fourierTransform from '../../../shaders/fourier-transform.wgsl?raw';
import gatherViews from '../../../shaders/gather-views.wgsl?raw';
import gridrecGather from '../../../shaders/gridrec-gather.wgsl?raw';
import gridrecImage from '../../../shaders/gridrec-image.wgsl?raw';
import gridrecLoad from '../../../shaders/gridrec-load.wgsl?raw';
import gridrecRows from '../../../shaders/gridrec-rows.wgsl?raw';
import gridrecSamples from '../../../shaders/gridrec-samples.wgsl?raw';
import interleaveViews from '../../../shaders/interleave-views.wgsl?raw';
import largestMagnitude from '../../../shaders/largest-magnitude.wgsl?raw';
import meanDeviation from '../../../shaders/mean-deviation.wgsl?raw';
import meanOverViews from '../../../shaders/mean-over-views.wgsl?raw';
import mixViews from '../../../shaders/mix-views.wgsl?raw';
import momentsOfViews from '../../../shaders/moments-of-views.wgsl?raw';
import rebin from '../../../shaders/rebin.wgsl?raw';
import refineViews from '../../../shaders/refine-views.wgsl?raw';
import replaceWhere from '../../../shaders/replace-where.wgsl?raw';
import scanImage from '../../../shaders/scan-image.wgsl?raw';
import scanShapes from '../../../shaders/scan-shapes.wgsl?raw';
import scanShapesDouble from '../../../shaders/scan-shapes-double.wgsl?raw';
import smoothStarved from '../../../shaders/smooth-starved.wgsl?raw';
import subtract from '../../../shaders/subtract.wgsl?raw';
import subtractRow from '../../../shaders/subtract-row.wgsl?raw';
import subtractScatter from '../../../shaders/subtract-scatter.wgsl?raw';
import threshold from '../../../shaders/threshold.wgsl?raw';
import transmit from '../../../shaders/transmit.wgsl?raw';
import weightReadings from '../../../shaders/weight-readings.wgsl?raw';

/** The complete text of every shader: the shared pieces it names, then the kernel. */
export const shaderSources = {
  'scan-shapes': [scan, shapeInterval, scanShapes].join('\n'),
  'scan-shapes-double': [scan, doubleSingle, shapeIntervalDouble, scanShapesDouble].join('\n'),
  'scan-image': [scan, joseph, scanImage].join('\n'),
  'adjoint-scan-image': [scan, joseph, adjointScanImage].join('\n'),
  'filter-transform': [scan, complex, filterTransform].join('\n'),
  'filter-convolution': [scan, filterConvolution].join('\n'),
  'back-project': [scan, grid, arcTangent, loweredScan, backProject].join('\n'),
  'weight-readings': [scan, redundancy, weightReadings].join('\n'),
  'complete-views': completeViews,
  rebin: [redundancy, rebin].join('\n'),
  'mix-views': mixViews,
  'largest-magnitude': largestMagnitude,
  'gather-views': [symmetric, gatherViews].join('\n'),
  'interleave-views': [symmetric, interleaveViews].join('\n'),
  'back-project-texture': [symmetric, pixelColumn, arcTangent, loweredScan, backProjectTexture].join('\n'),
  'back-project-tile': [symmetric, pixelTile, arcTangent, loweredScan, backProjectTile].join('\n'),
  'fold-symmetric': [symmetric, foldSymmetric].join('\n'),
  'fourier-transform': [complex, fourierTransform].join('\n'),
  'fourier-step': [complex, fourierStep].join('\n'),
  'gridrec-load': [gridrec, gridrecLoad].join('\n'),
  'gridrec-samples': [complex, gridrec, gridrecSamples].join('\n'),
  'gridrec-gather': [complex, gridrec, gridrecGather].join('\n'),
  'gridrec-rows': [complex, gridrec, gridrecRows].join('\n'),
  'gridrec-image': [gridrec, gridrecImage].join('\n'),
  transmit: [exactArithmetic, transmit].join('\n'),
  detect: [exactArithmetic, philox, randomQuantiles, detect].join('\n'),
  'apply-polynomial': applyPolynomial,
  'smooth-starved': smoothStarved,
  'mean-over-views': meanOverViews,
  'mean-deviation': meanDeviation,
  'subtract-row': subtractRow,
  'subtract-scatter': subtractScatter,
  'bridge-trace': bridgeTrace,
  'moments-of-views': momentsOfViews,
  'extend-views': extendViews,
  'refine-views': refineViews,
  threshold,
  'replace-where': replaceWhere,
  subtract,
  display,
} as const;

export type ShaderName = keyof typeof shaderSources;
