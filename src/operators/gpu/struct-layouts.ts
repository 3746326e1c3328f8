import { StructLayout } from './struct-layout.ts';

/**
 * Every struct shared with the shaders, once. A test holds the WGSL against these.
 */
export const ScanParameters = new StructLayout('ScanParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  axisChannel: 'f32',
  channelSpacingMm: 'f32',
});

export const View = new StructLayout('View', { cosine: 'f32', sine: 'f32', weightRad: 'f32', unused: 'f32' });

export const ChannelRay = new StructLayout('ChannelRay', { cosine: 'f32', sine: 'f32', distanceMm: 'f32' });

export const FanParameters = new StructLayout('FanParameters', {
  sourceToIsocenterMm: 'f32',
  leastDepthMm: 'f32',
  channelsPerUnit: 'f32',
  isArc: 'u32',
});

export const WeightParameters = new StructLayout('WeightParameters', {
  isShort: 'u32',
  halfExcessRad: 'f32',
  groups: 'u32',
});

export const WeightedChannel = new StructLayout('WeightedChannel', { weight: 'f32', fanAngleRad: 'f32' });

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

export const RebinView = new StructLayout('RebinView', { direct: 'vec2f', opposite: 'vec2f' });

export const RebinChannel = new StructLayout('RebinChannel', {
  direct: 'vec2f',
  opposite: 'vec2f',
  fanAngleRad: 'f32',
});

export const MixParameters = new StructLayout('MixParameters', {
  firstView: 'u32',
  endView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  firstReadingRow: 'u32',
  endReadingRow: 'u32',
});

export const MixTerm = new StructLayout('MixTerm', { view: 'u32', share: 'f32' });

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

export const CompletionView = new StructLayout('CompletionView', { elapsedRad: 'f32', turn: 'u32' });

export const CompletionStop = new StructLayout('CompletionStop', {
  elapsedRad: 'f32',
  first: 'u32',
  views: 'u32',
  isOpen: 'u32',
});

export const CompletionChannel = new StructLayout('CompletionChannel', {
  across: 'vec2f',
  own: 'u32',
  fanAngleRad: 'f32',
  ownShare: 'f32',
  acrossShare: 'f32',
});

export const GridParameters = new StructLayout('GridParameters', { rows: 'u32', columns: 'u32', pixelSizeMm: 'f32' });

export const PlacedGridParameters = new StructLayout('PlacedGridParameters', {
  rows: 'u32',
  columns: 'u32',
  pixelSizeMm: 'f32',
  centreXMm: 'f32',
  centreYMm: 'f32',
});

export const PhantomParameters = new StructLayout('PhantomParameters', { shapeCount: 'u32', replaces: 'u32' });

export const Shape = new StructLayout('Shape', {
  centreMm: 'vec2f',
  axis: 'vec2f',
  semiAxesMm: 'vec2f',
  value: 'f32',
  firstEdge: 'u32',
  edgeCount: 'u32',
  isEllipse: 'u32',
});

export const DoublePhantomParameters = new StructLayout('DoublePhantomParameters', {
  shapeCount: 'u32',
  replaces: 'u32',
  zero: 'u32',
});

export const DoubleView = new StructLayout('DoubleView', { cosine: 'vec2f', sine: 'vec2f' });

export const DoubleChannelRay = new StructLayout('DoubleChannelRay', {
  cosine: 'vec2f',
  sine: 'vec2f',
  distanceMm: 'vec2f',
});

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

export const DoubleEdge = new StructLayout('DoubleEdge', {
  normalX: 'vec2f',
  normalY: 'vec2f',
  distanceMm: 'vec2f',
});

export const SymmetricParameters = new StructLayout('SymmetricParameters', {
  side: 'u32',
  firstGroup: 'u32',
  endGroup: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  channels: 'u32',
  axisChannel: 'f32',
  channelsPerPixel: 'f32',
  pixelSizeMm: 'f32',
});

export const ViewGroup = new StructLayout('ViewGroup', {
  views: 'vec4u',
  weights: 'vec4f',
  cosine: 'f32',
  sine: 'f32',
});

export const MagnitudeParameters = new StructLayout('MagnitudeParameters', { length: 'u32', stride: 'u32' });

export const GatherParameters = new StructLayout('GatherParameters', {
  firstGroup: 'u32',
  endGroup: 'u32',
  channels: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
});

export const FoldParameters = new StructLayout('FoldParameters', {
  side: 'u32',
  firstRow: 'u32',
  endRow: 'u32',
  isTurned: 'u32',
  isScaled: 'u32',
});

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

export const GridrecView = new StructLayout('GridrecView', {
  cosine: 'f32',
  sine: 'f32',
  foldedAngleRad: 'f32',
  weightRad: 'f32',
  row: 'u32',
});

export const FourierStepParameters = new StructLayout('FourierStepParameters', { length: 'u32', stride: 'u32' });

export const SubtractParameters = new StructLayout('SubtractParameters', { length: 'u32', rowLength: 'u32' });

export const TransmitParameters = new StructLayout('TransmitParameters', {
  firstView: 'u32',
  endView: 'u32',
  channels: 'u32',
  materials: 'u32',
  bins: 'u32',
  share: 'f32',
  zero: 'u32',
});

export const DetectorParameters = new StructLayout('DetectorParameters', {
  firstView: 'u32',
  firstRow: 'u32',
  channels: 'u32',
  seed: 'u32',
  photons: 'f32',
  photonsInverse: 'f32',
  electronicNoise: 'f32',
  neighbourShare: 'f32',
  scatterScale: 'f32',
  leastReading: 'f32',
  deadReading: 'f32',
  outputScale: 'f32',
  zero: 'u32',
});

export const PolynomialParameters = new StructLayout('PolynomialParameters', {
  length: 'u32',
  rowLength: 'u32',
  coefficientCount: 'u32',
  most: 'f32',
});

export const SmoothParameters = new StructLayout('SmoothParameters', {
  views: 'u32',
  channels: 'u32',
  thresholdCount: 'u32',
});

export const ViewsParameters = new StructLayout('ViewsParameters', { views: 'u32', channels: 'u32', share: 'f32' });

export const DeviationParameters = new StructLayout('DeviationParameters', {
  views: 'u32',
  channels: 'u32',
  reach: 'u32',
  most: 'f32',
  share: 'f32',
});

export const ScatterParameters = new StructLayout('ScatterParameters', {
  views: 'u32',
  channels: 'u32',
  besideObject: 'u32',
  leastSignal: 'f32',
  resolution: 'f32',
  outputScale: 'f32',
});

export const MomentsParameters = new StructLayout('MomentsParameters', {
  views: 'u32',
  channels: 'u32',
  firstView: 'u32',
});

export const ExtensionParameters = new StructLayout('ExtensionParameters', {
  views: 'u32',
  channels: 'u32',
  before: 'u32',
  after: 'u32',
  waterPerChannel: 'f32',
  fitted: 'u32',
  firstSourceRow: 'u32',
  firstRow: 'u32',
});

export const RefinementParameters = new StructLayout('RefinementParameters', {
  views: 'u32',
  channels: 'u32',
  firstSourceRow: 'u32',
  firstRow: 'u32',
});

export const ThresholdParameters = new StructLayout('ThresholdParameters', {
  length: 'u32',
  rowLength: 'u32',
  above: 'f32',
});

export const ReplaceParameters = new StructLayout('ReplaceParameters', { length: 'u32', rowLength: 'u32' });

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
