import { type ConeScan, coneArcScan } from '../../geometry/cone/cone-scan.ts';
import { type Grid, squareGrid } from '../../geometry/grid.ts';

export const FIELD_MM = 256;
/** Of a medical scanner, rounded. */
export const SOURCE_TO_ISOCENTER_MM = 570;
export const SOURCE_TO_DETECTOR_MM = 1040;

/** A volume of half as many voxels each way as a slice has pixels, up to 256, and a full turn of a cone onto a flat panel. */
export interface BenchmarkCone {
  readonly scan: ConeScan;
  readonly grid: Grid & { readonly slices: number };
  /** The slice that is compared: off the plane of the source, where rows and channels both count. */
  readonly judgedSlice: number;
}

/** 256³ voxels have 360 views of 256 rows and 368 channels, as wide at the axis as voxels: a multiple of four views. */
export function benchmarkCone(side: number): BenchmarkCone {
  const spacingMm = FIELD_MM / side;
  const onDetectorMm = (spacingMm * SOURCE_TO_DETECTOR_MM) / SOURCE_TO_ISOCENTER_MM;
  const scan = coneArcScan(
    { views: 4 * Math.round((side * 45) / 128), startRad: 0, arcRad: 2 * Math.PI },
    {
      detector: 'flat',
      sourceToIsocenterMm: SOURCE_TO_ISOCENTER_MM,
      sourceToDetectorMm: SOURCE_TO_DETECTOR_MM,
      channels: Math.round((side * 23) / 16),
      channelSpacingMm: onDetectorMm,
      offset: 0,
      rows: side,
      rowSpacingMm: onDetectorMm,
      rowOffset: 0,
      pitchMm: 0,
      startZMm: 0,
    },
  );
  return { scan, grid: { ...squareGrid(side, spacingMm), slices: side }, judgedSlice: (3 * side) >> 2 };
}
