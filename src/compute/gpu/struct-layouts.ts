// Written by `npm run layouts` from the structs of the shaders that are bound as buffers. Change those, and run it again.

import { StructLayout } from './struct-layout.ts';

/** In shaders/common/gather-channels.wgsl. */
export const AdjointParameters = new StructLayout('AdjointParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  firstImageRow: 'u32',
  endImageRow: 'u32',
  imageRow: 'u32',
  sourceShiftMm: 'f32',
  depthPerMm: 'f32',
  firstCrossingMm: 'f32',
  binsPerMm: 'f32',
  bins: 'u32',
});

/** In shaders/common/gather-rays.wgsl. */
export const AdjointVolumeParameters = new StructLayout('AdjointVolumeParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstReadingsRow: 'u32',
  endReadingsRow: 'u32',
  firstRow: 'u32',
  rowsBefore: 'u32',
  length: 'u32',
  rowLength: 'u32',
});

/** In shaders/common/gather-rays.wgsl. */
export const AdjointDetector = new StructLayout('AdjointDetector', {
  channels: 'u32',
  rows: 'u32',
  axisChannel: 'f32',
  axisRow: 'f32',
  channelsPerUnit: 'f32',
  rowsPerUnit: 'f32',
  unitMm: 'f32',
  diverges: 'u32',
  isArc: 'u32',
});

/** In shaders/common/grid.wgsl. */
export const GridParameters = new StructLayout('GridParameters', {
  rows: 'u32',
  columns: 'u32',
  pixelSizeMm: 'f32',
});

/** In shaders/common/gridrec.wgsl. */
export const GridrecParameters = new StructLayout('GridrecParameters', {
  firstView: 'u32',
  endView: 'u32',
  channels: 'u32',
  transformLength: 'u32',
  gridSize: 'u32',
  cellsPerSample: 'f32',
  rows: 'u32',
  columns: 'u32',
  imageRows: 'u32',
  imageColumns: 'u32',
  pixelSizeMm: 'f32',
  reachMm: 'f32',
  firstRow: 'u32',
  endRow: 'u32',
  firstAcross: 'u32',
  endAcross: 'u32',
});

/** In shaders/common/gridrec.wgsl. */
export const GridrecView = new StructLayout('GridrecView', {
  cosine: 'f32',
  sine: 'f32',
  foldedAngleRad: 'f32',
  weightRad: 'f32',
  row: 'u32',
});

/** In shaders/common/lowered-scan.wgsl. */
export const LoweredDetector = new StructLayout('LoweredDetector', {
  axisChannel: 'f32',
  channelsPerUnit: 'f32',
  weightDistance: 'f32',
  unitMm: 'f32',
});

/** In shaders/common/lowered-scan.wgsl. */
export const SliceView = new StructLayout('SliceView', {
  across: 'vec3f',
  weight: 'f32',
  depth: 'vec3f',
  leastDepth: 'f32',
});

/** In shaders/common/packed-layers.wgsl. */
export const PackedLayers = new StructLayout('PackedLayers', {
  firstLayer: 'u32',
  channels: 'u32',
  detectorRows: 'u32',
});

/** In shaders/common/packed-layers.wgsl. */
export const PackedLayer = new StructLayout('PackedLayer', {
  starts: 'vec4u',
  weights: 'vec4f',
  firstRow: 'f32',
});

/** In shaders/common/placed-grid.wgsl. */
export const PlacedGridParameters = new StructLayout('PlacedGridParameters', {
  rows: 'u32',
  columns: 'u32',
  pixelSizeMm: 'f32',
  centreXMm: 'f32',
  centreYMm: 'f32',
});

/** In shaders/common/rays-parameters.wgsl. */
export const RaysParameters = new StructLayout('RaysParameters', {
  firstRow: 'u32',
  rowsBefore: 'u32',
  length: 'u32',
  rowLength: 'u32',
  channels: 'u32',
  detectorRows: 'u32',
});

/** In shaders/common/scan.wgsl. */
export const ScanParameters = new StructLayout('ScanParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
});

/** In shaders/common/scan.wgsl. */
export const View = new StructLayout('View', {
  cosine: 'f32',
  sine: 'f32',
});

/** In shaders/common/scan.wgsl. */
export const ChannelRay = new StructLayout('ChannelRay', {
  cosine: 'f32',
  sine: 'f32',
  distanceMm: 'f32',
});

/** In shaders/common/shape-interval-double.wgsl. */
export const DoubleShape = new StructLayout('DoubleShape', {
  centreXMm: 'vec2f',
  centreYMm: 'vec2f',
  axisX: 'vec2f',
  axisY: 'vec2f',
  semiAxisXMm: 'vec2f',
  semiAxisYMm: 'vec2f',
  semiAxisProduct: 'vec2f',
  squareDifference: 'vec2f',
  value: 'vec2f',
  reachMm: 'f32',
  marginMm: 'f32',
  firstEdge: 'u32',
  edgeCount: 'u32',
  isEllipse: 'u32',
});

/** In shaders/common/shape-interval-double.wgsl. */
export const DoubleEdge = new StructLayout('DoubleEdge', {
  normalX: 'vec2f',
  normalY: 'vec2f',
  distanceMm: 'vec2f',
});

/** In shaders/common/shape-interval.wgsl. */
export const Shape = new StructLayout('Shape', {
  centreMm: 'vec2f',
  axis: 'vec2f',
  semiAxesMm: 'vec2f',
  value: 'f32',
  firstEdge: 'u32',
  edgeCount: 'u32',
  isEllipse: 'u32',
});

/** In shaders/common/solid-interval-double.wgsl. */
export const DoubleSolid = new StructLayout('DoubleSolid', {
  centreHighMm: 'vec3f',
  reachMm: 'f32',
  centreLowMm: 'vec3f',
  form: 'u32',
  local1High: 'vec3f',
  firstPlane: 'u32',
  local1Low: 'vec3f',
  planeCount: 'u32',
  local2High: 'vec3f',
  local2Low: 'vec3f',
  local3High: 'vec3f',
  local3Low: 'vec3f',
  value: 'vec2f',
});

/** In shaders/common/solid-interval-double.wgsl. */
export const DoublePlane = new StructLayout('DoublePlane', {
  normalHigh: 'vec3f',
  distanceHighMm: 'f32',
  normalLow: 'vec3f',
  distanceLowMm: 'f32',
});

/** In shaders/common/solid-interval.wgsl. */
export const Solid = new StructLayout('Solid', {
  centreMm: 'vec3f',
  reachMm: 'f32',
  local1: 'vec3f',
  form: 'u32',
  local2: 'vec3f',
  firstPlane: 'u32',
  local3: 'vec3f',
  planeCount: 'u32',
  value: 'f32',
});

/** In shaders/common/space-view.wgsl. */
export const SpaceView = new StructLayout('SpaceView', {
  middleMm: 'vec3f',
  depthMm: 'f32',
  across: 'vec3f',
  spread: 'f32',
  along: 'vec3f',
  ahead: 'vec3f',
});

/** In shaders/common/symmetric.wgsl. */
export const SymmetricParameters = new StructLayout('SymmetricParameters', {
  side: 'u32',
  firstGroup: 'u32',
  endGroup: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  channels: 'u32',
  unitsPerPixel: 'f32',
});

/** In shaders/common/symmetric.wgsl. */
export const ViewGroup = new StructLayout('ViewGroup', {
  views: 'vec4u',
  weights: 'vec4f',
});

/** In shaders/common/volume-band.wgsl. */
export const VolumeBand = new StructLayout('VolumeBand', {
  firstRow: 'u32',
  endRow: 'u32',
});

/** In shaders/common/volume-grid.wgsl. */
export const VolumeGrid = new StructLayout('VolumeGrid', {
  columns: 'u32',
  rows: 'u32',
  slices: 'u32',
  pixelSizeMm: 'f32',
  sliceSpacingMm: 'f32',
  centreXMm: 'f32',
  centreYMm: 'f32',
  centreZMm: 'f32',
});

/** In shaders/common/volume-layers.wgsl. */
export const LayersParameters = new StructLayout('LayersParameters', {
  layers: 'u32',
  firstSlice: 'u32',
  endSlice: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  volumeRow: 'u32',
  scale: 'f32',
});

/** In shaders/common/volume-layers.wgsl. */
export const VolumeLayer = new StructLayout('VolumeLayer', {
  across: 'vec4f',
  along: 'vec4f',
  depth: 'vec4f',
  weight: 'f32',
  leastDepth: 'f32',
  firstRow: 'f32',
});

/** In shaders/common/volume-place.wgsl. */
export const VolumeDetector = new StructLayout('VolumeDetector', {
  channels: 'u32',
  rows: 'u32',
  axisRow: 'f32',
  rowsPerUnit: 'f32',
});

/** In shaders/common/volume-view.wgsl. */
export const VolumeView = new StructLayout('VolumeView', {
  across: 'vec4f',
  along: 'vec4f',
  depth: 'vec4f',
  weight: 'f32',
  leastDepth: 'f32',
});

/** In shaders/apply-polynomial.wgsl. */
export const PolynomialParameters = new StructLayout('PolynomialParameters', {
  length: 'u32',
  rowLength: 'u32',
  coefficientCount: 'u32',
  most: 'f32',
});

/** In shaders/back-project-volume.wgsl. */
export const VolumeParameters = new StructLayout('VolumeParameters', {
  firstView: 'u32',
  endView: 'u32',
  readingsRow: 'u32',
  firstSlice: 'u32',
  endSlice: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  volumeRow: 'u32',
});

/** In shaders/bridge-trace.wgsl. */
export const ViewsParameters = new StructLayout('ViewsParameters', {
  views: 'u32',
  channels: 'u32',
  share: 'f32',
});

/** In shaders/complete-views.wgsl. */
export const CompletionParameters = new StructLayout('CompletionParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  measuredViews: 'u32',
  measuredChannels: 'u32',
  stops: 'u32',
  seenBeyondRad: 'f32',
  firstReadingRow: 'u32',
  endReadingRow: 'u32',
});

/** In shaders/complete-views.wgsl. */
export const CompletionView = new StructLayout('CompletionView', {
  elapsedRad: 'f32',
  turn: 'u32',
});

/** In shaders/complete-views.wgsl. */
export const CompletionStop = new StructLayout('CompletionStop', {
  elapsedRad: 'f32',
  first: 'u32',
  views: 'u32',
  isOpen: 'u32',
});

/** In shaders/complete-views.wgsl. */
export const CompletionChannel = new StructLayout('CompletionChannel', {
  across: 'vec2f',
  own: 'u32',
  fanAngleRad: 'f32',
  ownShare: 'f32',
  acrossShare: 'f32',
});

/** In shaders/detect.wgsl. */
export const DetectorParameters = new StructLayout('DetectorParameters', {
  firstRow: 'u32',
  rowsBefore: 'u32',
  channels: 'u32',
  detectorRows: 'u32',
  seed: 'u32',
  photons: 'f32',
  photonsInverse: 'f32',
  electronicNoise: 'f32',
  neighbourShare: 'f32',
  leastReading: 'f32',
  deadReading: 'f32',
  outputScale: 'f32',
  zero: 'u32',
});

/** In shaders/display.wgsl. */
export const DisplayParameters = new StructLayout('DisplayParameters', {
  visibleLeft: 'f32',
  visibleTop: 'f32',
  visibleWidth: 'f32',
  visibleHeight: 'f32',
  canvasWidth: 'f32',
  canvasHeight: 'f32',
  rows: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  columns: 'u32',
  black: 'f32',
  white: 'f32',
  inverted: 'u32',
});

/** In shaders/element-wise.wgsl. */
export const ElementWiseParameters = new StructLayout('ElementWiseParameters', {
  length: 'u32',
  rowLength: 'u32',
  first: 'f32',
  second: 'f32',
});

/** In shaders/extend-views.wgsl. */
export const ExtensionParameters = new StructLayout('ExtensionParameters', {
  views: 'u32',
  channels: 'u32',
  before: 'u32',
  after: 'u32',
  waterPerChannel: 'f32',
  fitted: 'u32',
  taperedPart: 'f32',
  firstSourceRow: 'u32',
  firstRow: 'u32',
});

/** In shaders/fold-symmetric.wgsl. */
export const FoldParameters = new StructLayout('FoldParameters', {
  side: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  isTurned: 'u32',
  isScaled: 'u32',
});

/** In shaders/fourier-step.wgsl. */
export const FourierStepParameters = new StructLayout('FourierStepParameters', {
  length: 'u32',
  stride: 'u32',
});

/** In shaders/gather-views.wgsl. */
export const GatherParameters = new StructLayout('GatherParameters', {
  firstGroup: 'u32',
  endGroup: 'u32',
  channels: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
});

/** In shaders/huber-prior.wgsl. */
export const HuberParameters = new StructLayout('HuberParameters', {
  side: 'f32',
  diagonal: 'f32',
  above: 'f32',
  sideAbove: 'f32',
  diagonalAbove: 'f32',
  columns: 'u32',
  sliceRows: 'u32',
  slices: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  writtenRow: 'u32',
  quantity: 'u32',
  threshold: 'f32',
});

/** In shaders/image-divergence.wgsl. */
export const DivergenceParameters = new StructLayout('DivergenceParameters', {
  columns: 'u32',
  sliceRows: 'u32',
  allRows: 'u32',
  components: 'u32',
  sliceSpacing: 'f32',
  firstRow: 'u32',
  endRow: 'u32',
  writtenRow: 'u32',
  firstReadRow: 'u32',
  endReadRow: 'u32',
});

/** In shaders/image-gradient.wgsl. */
export const GradientParameters = new StructLayout('GradientParameters', {
  columns: 'u32',
  sliceRows: 'u32',
  allRows: 'u32',
  components: 'u32',
  sliceSpacing: 'f32',
  firstRow: 'u32',
  endRow: 'u32',
  writtenRow: 'u32',
  firstReadRow: 'u32',
  endReadRow: 'u32',
});

/** In shaders/largest-magnitude.wgsl. */
export const MagnitudeParameters = new StructLayout('MagnitudeParameters', {
  length: 'u32',
  stride: 'u32',
});

/** In shaders/mean-deviation.wgsl. */
export const DeviationParameters = new StructLayout('DeviationParameters', {
  rows: 'u32',
  channels: 'u32',
  detectorRows: 'u32',
  firstDetectorRow: 'u32',
  reach: 'u32',
  most: 'f32',
  share: 'f32',
});

/** In shaders/mean-over-views.wgsl. */
export const PixelsParameters = new StructLayout('PixelsParameters', {
  rows: 'u32',
  channels: 'u32',
  detectorRows: 'u32',
  firstDetectorRow: 'u32',
  share: 'f32',
});

/** In shaders/mix-views.wgsl. */
export const MixParameters = new StructLayout('MixParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  firstReadingRow: 'u32',
  endReadingRow: 'u32',
});

/** In shaders/mix-views.wgsl. */
export const MixTerm = new StructLayout('MixTerm', {
  view: 'u32',
  share: 'f32',
});

/** In shaders/moments-of-views.wgsl. */
export const MomentsParameters = new StructLayout('MomentsParameters', {
  views: 'u32',
  channels: 'u32',
  firstView: 'u32',
});

/** In shaders/put-rows.wgsl. */
export const PutParameters = new StructLayout('PutParameters', {
  columns: 'u32',
  planeRow: 'u32',
  planeRows: 'u32',
  targetRow: 'u32',
  endRow: 'u32',
  step: 'u32',
});

/** In shaders/rebin.wgsl. */
export const RebinParameters = new StructLayout('RebinParameters', {
  viewsPerTurn: 'vec2f',
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  fanViews: 'u32',
  fanChannels: 'u32',
  stepRad: 'f32',
  halfExcessRad: 'f32',
  isShort: 'u32',
  interleaves: 'u32',
  firstReadingRow: 'u32',
  endReadingRow: 'u32',
});

/** In shaders/rebin.wgsl. */
export const RebinView = new StructLayout('RebinView', {
  direct: 'vec2f',
  opposite: 'vec2f',
});

/** In shaders/rebin.wgsl. */
export const RebinChannel = new StructLayout('RebinChannel', {
  direct: 'vec2f',
  opposite: 'vec2f',
  fanAngleRad: 'f32',
});

/** In shaders/reduce-rows.wgsl. */
export const ReduceParameters = new StructLayout('ReduceParameters', {
  rows: 'u32',
  columns: 'u32',
  rowsAbreast: 'u32',
  firstRow: 'u32',
});

/** In shaders/refine-views.wgsl. */
export const RefinementParameters = new StructLayout('RefinementParameters', {
  views: 'u32',
  channels: 'u32',
  firstSourceRow: 'u32',
  firstRow: 'u32',
});

/** In shaders/replace-where.wgsl. */
export const ReplaceParameters = new StructLayout('ReplaceParameters', {
  length: 'u32',
  rowLength: 'u32',
});

/** In shaders/rescale-field.wgsl. */
export const RescaleParameters = new StructLayout('RescaleParameters', {
  columns: 'u32',
  components: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  shortens: 'u32',
  length: 'f32',
});

/** In shaders/scan-shapes-double.wgsl. */
export const DoublePhantomParameters = new StructLayout('DoublePhantomParameters', {
  shapeCount: 'u32',
  replaces: 'u32',
  zero: 'u32',
});

/** In shaders/scan-shapes-double.wgsl. */
export const DoubleView = new StructLayout('DoubleView', {
  cosine: 'vec2f',
  sine: 'vec2f',
});

/** In shaders/scan-shapes-double.wgsl. */
export const DoubleChannelRay = new StructLayout('DoubleChannelRay', {
  cosine: 'vec2f',
  sine: 'vec2f',
  distanceMm: 'vec2f',
});

/** In shaders/scan-shapes.wgsl. */
export const PhantomParameters = new StructLayout('PhantomParameters', {
  shapeCount: 'u32',
  replaces: 'u32',
});

/** In shaders/scan-solids-double.wgsl. */
export const DoubleSolidPhantom = new StructLayout('DoubleSolidPhantom', {
  solidCount: 'u32',
  replaces: 'u32',
  zero: 'u32',
});

/** In shaders/scan-solids-double.wgsl. */
export const DoubleSpaceView = new StructLayout('DoubleSpaceView', {
  middleHighMm: 'vec3f',
  spread: 'f32',
  middleLowMm: 'vec3f',
  acrossHigh: 'vec3f',
  acrossLow: 'vec3f',
  alongHigh: 'vec3f',
  alongLow: 'vec3f',
  aheadHigh: 'vec3f',
  aheadLow: 'vec3f',
  depthMm: 'vec2f',
});

/** In shaders/scan-solids.wgsl. */
export const SolidPhantomParameters = new StructLayout('SolidPhantomParameters', {
  solidCount: 'u32',
  replaces: 'u32',
});

/** In shaders/scatter-of-rows.wgsl. */
export const ScatterSumParameters = new StructLayout('ScatterSumParameters', {
  firstRow: 'u32',
  rowsBefore: 'u32',
  channels: 'u32',
  zero: 'u32',
});

/** In shaders/smooth-starved.wgsl. */
export const SmoothParameters = new StructLayout('SmoothParameters', {
  views: 'u32',
  channels: 'u32',
  thresholdCount: 'u32',
});

/** In shaders/subtract-scatter.wgsl. */
export const ScatterParameters = new StructLayout('ScatterParameters', {
  views: 'u32',
  channels: 'u32',
  besideObject: 'u32',
  leastSignal: 'f32',
  resolution: 'f32',
  outputScale: 'f32',
});

/** In shaders/subtract.wgsl. */
export const SubtractParameters = new StructLayout('SubtractParameters', {
  length: 'u32',
  rowLength: 'u32',
});

/** In shaders/take-plane.wgsl. */
export const PlaneParameters = new StructLayout('PlaneParameters', {
  row: 'vec4u',
  column: 'vec4u',
  steps: 'u32',
  takesLargest: 'u32',
  share: 'f32',
  planeColumns: 'u32',
  firstPlaneRow: 'u32',
  endPlaneRow: 'u32',
  planeRow: 'u32',
  volumeColumns: 'u32',
  firstVolumeRow: 'u32',
  endVolumeRow: 'u32',
});

/** In shaders/threshold.wgsl. */
export const ThresholdParameters = new StructLayout('ThresholdParameters', {
  length: 'u32',
  rowLength: 'u32',
  above: 'f32',
});

/** In shaders/transmit.wgsl. */
export const TransmitParameters = new StructLayout('TransmitParameters', {
  firstView: 'u32',
  endView: 'u32',
  channels: 'u32',
  materials: 'u32',
  bins: 'u32',
  share: 'f32',
  zero: 'u32',
});

/** In shaders/variation.wgsl. */
export const VariationParameters = new StructLayout('VariationParameters', {
  columns: 'u32',
  sliceRows: 'u32',
  allRows: 'u32',
  sliceSpacing: 'f32',
  firstRow: 'u32',
  endRow: 'u32',
  writtenRow: 'u32',
});

/** In shaders/weight-readings.wgsl. */
export const WeightParameters = new StructLayout('WeightParameters', {
  leadChannels: 'u32',
  measuredChannels: 'u32',
  firstOutRow: 'u32',
  isShort: 'u32',
  halfExcessRad: 'f32',
  groups: 'u32',
  detectorRows: 'u32',
  isSquared: 'u32',
  isHelix: 'u32',
  sliceAtRad: 'f32',
  isSlanted: 'u32',
});

/** In shaders/weight-readings.wgsl. */
export const WeightedChannel = new StructLayout('WeightedChannel', {
  weight: 'f32',
  fanAngleRad: 'f32',
  steepness: 'f32',
  placeMm: 'f32',
});

/** In shaders/weight-readings.wgsl. */
export const SlantedView = new StructLayout('SlantedView', {
  footMm: 'f32',
  heightMm: 'f32',
  ahead: 'f32',
  across: 'f32',
});
