import adjointDistanceDrivenImage from '../../../shaders/adjoint-distance-driven-image.wgsl?raw';
import adjointDistanceDrivenVolume from '../../../shaders/adjoint-distance-driven-volume.wgsl?raw';
import adjointScanImage from '../../../shaders/adjoint-scan-image.wgsl?raw';
import adjointScanVolume from '../../../shaders/adjoint-scan-volume.wgsl?raw';
import applyPolynomial from '../../../shaders/apply-polynomial.wgsl?raw';
import backProjectVolume from '../../../shaders/back-project-volume.wgsl?raw';
import backProjectVolumeTexture from '../../../shaders/back-project-volume-texture.wgsl?raw';
import backProjectVolumeTurned from '../../../shaders/back-project-volume-turned.wgsl?raw';
import bridgeTrace from '../../../shaders/bridge-trace.wgsl?raw';
import arcTangent from '../../../shaders/common/arc-tangent.wgsl?raw';
import cellBeam from '../../../shaders/common/cell-beam.wgsl?raw';
import complex from '../../../shaders/common/complex.wgsl?raw';
import covered from '../../../shaders/common/covered.wgsl?raw';
import doubleSingle from '../../../shaders/common/double-single.wgsl?raw';
import exactArithmetic from '../../../shaders/common/exact-arithmetic.wgsl?raw';
import gatherChannels from '../../../shaders/common/gather-channels.wgsl?raw';
import gatherRays from '../../../shaders/common/gather-rays.wgsl?raw';
import gridrec from '../../../shaders/common/gridrec.wgsl?raw';
import joseph from '../../../shaders/common/joseph.wgsl?raw';
import lineIntegralDouble from '../../../shaders/common/line-integral-double.wgsl?raw';
import loweredScan from '../../../shaders/common/lowered-scan.wgsl?raw';
import packedLayers from '../../../shaders/common/packed-layers.wgsl?raw';
import philox from '../../../shaders/common/philox.wgsl?raw';
import placedGrid from '../../../shaders/common/placed-grid.wgsl?raw';
import randomQuantiles from '../../../shaders/common/random-quantiles.wgsl?raw';
import raysParameters from '../../../shaders/common/rays-parameters.wgsl?raw';
import raysToReadings from '../../../shaders/common/rays-to-readings.wgsl?raw';
import redundancy from '../../../shaders/common/redundancy.wgsl?raw';
import scan from '../../../shaders/common/scan.wgsl?raw';
import shapeIntervalDouble from '../../../shaders/common/shape-interval-double.wgsl?raw';
import solidInterval from '../../../shaders/common/solid-interval.wgsl?raw';
import solidIntervalDouble from '../../../shaders/common/solid-interval-double.wgsl?raw';
import spaceView from '../../../shaders/common/space-view.wgsl?raw';
import strip from '../../../shaders/common/strip.wgsl?raw';
import volumeBand from '../../../shaders/common/volume-band.wgsl?raw';
import volumeGrid from '../../../shaders/common/volume-grid.wgsl?raw';
import volumeLayers from '../../../shaders/common/volume-layers.wgsl?raw';
import volumePlace from '../../../shaders/common/volume-place.wgsl?raw';
import volumeView from '../../../shaders/common/volume-view.wgsl?raw';
import voxelRay from '../../../shaders/common/voxel-ray.wgsl?raw';
import completeViews from '../../../shaders/complete-views.wgsl?raw';
import detect from '../../../shaders/detect.wgsl?raw';
import distanceDrivenImage from '../../../shaders/distance-driven-image.wgsl?raw';
import distanceDrivenVolume from '../../../shaders/distance-driven-volume.wgsl?raw';
import extendViews from '../../../shaders/extend-views.wgsl?raw';
import fourierStep from '../../../shaders/fourier-step.wgsl?raw';
import fourierTransform from '../../../shaders/fourier-transform.wgsl?raw';
import gridrecGather from '../../../shaders/gridrec-gather.wgsl?raw';
import gridrecImage from '../../../shaders/gridrec-image.wgsl?raw';
import gridrecLoad from '../../../shaders/gridrec-load.wgsl?raw';
import gridrecRows from '../../../shaders/gridrec-rows.wgsl?raw';
import gridrecSamples from '../../../shaders/gridrec-samples.wgsl?raw';
import huberPrior from '../../../shaders/huber-prior.wgsl?raw';
import imageDivergence from '../../../shaders/image-divergence.wgsl?raw';
import imageGradient from '../../../shaders/image-gradient.wgsl?raw';
import layerGroups from '../../../shaders/layer-groups.wgsl?raw';
import layerViews from '../../../shaders/layer-views.wgsl?raw';
import meanDeviation from '../../../shaders/mean-deviation.wgsl?raw';
import meanOverViews from '../../../shaders/mean-over-views.wgsl?raw';
import mixViews from '../../../shaders/mix-views.wgsl?raw';
import momentsOfViews from '../../../shaders/moments-of-views.wgsl?raw';
import putRows from '../../../shaders/put-rows.wgsl?raw';
import rebin from '../../../shaders/rebin.wgsl?raw';
import replaceWhere from '../../../shaders/replace-where.wgsl?raw';
import rescaleField from '../../../shaders/rescale-field.wgsl?raw';
import scanImage from '../../../shaders/scan-image.wgsl?raw';
import scanShapesDouble from '../../../shaders/scan-shapes-double.wgsl?raw';
import scanSolids from '../../../shaders/scan-solids.wgsl?raw';
import scanSolidsDouble from '../../../shaders/scan-solids-double.wgsl?raw';
import scanVolume from '../../../shaders/scan-volume.wgsl?raw';
import scatterOfRows from '../../../shaders/scatter-of-rows.wgsl?raw';
import smoothStarved from '../../../shaders/smooth-starved.wgsl?raw';
import subtractRow from '../../../shaders/subtract-row.wgsl?raw';
import subtractScatter from '../../../shaders/subtract-scatter.wgsl?raw';
import takePlane from '../../../shaders/take-plane.wgsl?raw';
import threshold from '../../../shaders/threshold.wgsl?raw';
import transmit from '../../../shaders/transmit.wgsl?raw';
import variation from '../../../shaders/variation.wgsl?raw';
import weightReadings from '../../../shaders/weight-readings.wgsl?raw';

const beams = [spaceView, volumeGrid, voxelRay, covered, cellBeam];
const columnsOfVoxels = [arcTangent, loweredScan, volumeGrid, volumePlace];

/** The complete text of all other shaders: the shared pieces it names, then the kernel. Fetched when the first of them is asked for. */
export const furtherShaders = {
  'scan-solids': [raysParameters, raysToReadings, spaceView, solidInterval, scanSolids].join('\n'),
  'scan-volume': [raysParameters, raysToReadings, spaceView, volumeGrid, volumeBand, voxelRay, scanVolume].join('\n'),
  'scan-shapes-double': [scan, doubleSingle, shapeIntervalDouble, lineIntegralDouble, scanShapesDouble].join('\n'),
  'scan-solids-double': [
    raysParameters,
    raysToReadings,
    doubleSingle,
    solidIntervalDouble,
    lineIntegralDouble,
    scanSolidsDouble,
  ].join('\n'),
  'scan-image': [scan, placedGrid, joseph, scanImage].join('\n'),
  'adjoint-scan-image': [scan, placedGrid, joseph, gatherChannels, adjointScanImage].join('\n'),
  'distance-driven-image': [scan, placedGrid, covered, strip, distanceDrivenImage].join('\n'),
  'adjoint-distance-driven-image': [scan, placedGrid, covered, strip, gatherChannels, adjointDistanceDrivenImage].join(
    '\n',
  ),
  'adjoint-scan-volume': [spaceView, volumeGrid, volumeView, voxelRay, gatherRays, adjointScanVolume].join('\n'),
  'distance-driven-volume': [...beams, raysParameters, volumeBand, distanceDrivenVolume].join('\n'),
  'adjoint-distance-driven-volume': [...beams, volumeView, gatherRays, adjointDistanceDrivenVolume].join('\n'),
  'back-project-volume': [...columnsOfVoxels, volumeView, backProjectVolume].join('\n'),
  'back-project-volume-texture': [...columnsOfVoxels, volumeLayers, backProjectVolumeTexture].join('\n'),
  'back-project-volume-turned': [...columnsOfVoxels, volumeLayers, backProjectVolumeTurned].join('\n'),
  'layer-views': [packedLayers, layerViews].join('\n'),
  'layer-groups': [packedLayers, layerGroups].join('\n'),
  'complete-views': completeViews,
  'weight-readings': [scan, redundancy, weightReadings].join('\n'),
  'mix-views': mixViews,
  rebin: [redundancy, rebin].join('\n'),
  'fourier-transform': [complex, fourierTransform].join('\n'),
  'fourier-step': [complex, fourierStep].join('\n'),
  'gridrec-load': [gridrec, gridrecLoad].join('\n'),
  'gridrec-samples': [complex, gridrec, gridrecSamples].join('\n'),
  'gridrec-gather': [complex, gridrec, gridrecGather].join('\n'),
  'gridrec-rows': [complex, gridrec, gridrecRows].join('\n'),
  'gridrec-image': [gridrec, gridrecImage].join('\n'),
  transmit: [exactArithmetic, transmit].join('\n'),
  'scatter-of-rows': [exactArithmetic, scatterOfRows].join('\n'),
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
  threshold,
  'replace-where': replaceWhere,
  'take-plane': takePlane,
  'put-rows': putRows,
  'huber-prior': huberPrior,
  'image-gradient': imageGradient,
  'image-divergence': imageDivergence,
  'rescale-field': rescaleField,
  variation,
} as const;
