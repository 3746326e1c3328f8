import { type TableBinding, uniform, uniformTable, valuesOf } from '../compute/gpu/gpu-kernel.ts';
import { AdjointDetector, AdjointVolumeParameters as Layout } from '../compute/gpu/struct-layouts.ts';
import type { LoweredScan } from '../geometry/lowered-scan.ts';
import type { AdjointVolumeParameters } from './adjoint-scan-volume/plain.ts';
import { volumeGridTable } from './volume-grid-table.ts';
import { volumeViewTable } from './volume-view-table.ts';

/** What shaders/common/gather-rays.wgsl is given, in the order of its bindings. @param rays its views, channels and rows */
export function rayGatheringBindings(
  { grid, scan, views }: AdjointVolumeParameters,
  rays: readonly [TableBinding, TableBinding, TableBinding],
) {
  return [
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
    ...rays,
    volumeViewTable(scan),
    'readings',
    'volume',
  ] as const;
}

function packDetector({ detector, unitMm, diverges }: LoweredScan): ArrayBuffer {
  const isArc = detector.shape === 'arc' ? 1 : 0;
  return AdjointDetector.pack([{ ...detector, unitMm, diverges: diverges ? 1 : 0, isArc }]);
}
