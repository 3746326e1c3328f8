import { perValue, uniform, uniformTable, valuesOf } from '../../compute/gpu/gpu-kernel.ts';
import { AdjointDetector, AdjointVolumeParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { loweredRays } from '../../geometry/lowered-rays.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import { spaceRayTables } from '../pack-space-rays.ts';
import { volumeGridTable } from '../volume-grid-table.ts';
import { volumeViewTable } from '../volume-view-table.ts';
import type { AdjointVolumeParameters } from './plain.ts';

/** volume += the transpose of Joseph's projector in space, applied to some views of a scan. */
export const adjointScanVolume = kernel({
  name: 'adjoint-scan-volume',
  arrays: { readings: 'in-by-band', volume: 'in-out' },
  takesRange: false,
  split: 'rows',
  gpu: ({ grid, scan, views }: AdjointVolumeParameters) => ({
    shader: 'adjoint-scan-volume',
    bindings: [
      uniform(Layout, (part) => {
        const { firstRow, rows } = part.bands.readings!;
        return {
          firstView: Math.max(views.from, Math.floor(firstRow / scan.detector.rows)),
          endView: Math.min(views.to, Math.ceil((firstRow + rows) / scan.detector.rows)),
          firstReadingsRow: firstRow,
          endReadingsRow: firstRow + rows,
          firstRow: part.from,
          rowsBefore: part.from - part.bands.volume!.firstRow,
          ...valuesOf(part),
        };
      }),
      uniformTable('detector of a volume that is scanned', scan, () => packDetector(scan)),
      volumeGridTable(grid),
      ...spaceRayTables(loweredRays(scan)),
      volumeViewTable(scan),
      'readings',
      'volume',
    ],
    workgroups: perValue,
  }),
  // Places in single precision are known to some 10⁻⁵ of a voxel.
  agreement: 1e-5,
});

function packDetector({ detector, unitMm, diverges }: LoweredScan): ArrayBuffer {
  const isArc = detector.shape === 'arc' ? 1 : 0;
  return AdjointDetector.pack([{ ...detector, unitMm, diverges: diverges ? 1 : 0, isArc }]);
}
