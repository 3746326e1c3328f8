import { type GpuPart, table, uniform } from '../compute/gpu/gpu-kernel.ts';
import { AdjointParameters as Layout } from '../compute/gpu/struct-layouts.ts';
import type { AdjointParameters } from './adjoint-scan-image/plain.ts';
import { crossingsOf } from './channel-bins.ts';
import { channelTable, placedGridTable, viewTable } from './scan-tables.ts';

/** What shaders/common/gather-channels.wgsl is given, in the order of its bindings. */
export function gatheringBindings({ scan, grid, views }: AdjointParameters) {
  const { pencil, bins: placed } = crossingsOf(scan);
  const { sourceShiftMm, depthPerMm } = pencil;
  const { firstCrossingMm, binsPerMm, bins } = placed;
  return [
    uniform(Layout, (part) => ({
      ...viewsIn(part, views),
      firstCrossingMm,
      binsPerMm,
      bins,
      channels: scan.channels,
      firstImageRow: part.from,
      endImageRow: part.to,
      imageRow: part.bands.image!.firstRow,
      sourceShiftMm,
      depthPerMm,
    })),
    viewTable(scan),
    channelTable(scan),
    placedGridTable(grid),
    table('crossings of the channels', scan, () => Float32Array.from(pencil.crossingMm)),
    table('channels at crossings', scan, () => placed.channelsAt),
    'sinogram',
    'image',
  ] as const;
}

/** Workgroups of 16 × 16 pixels. */
export function perPixel({ columns, rows }: GpuPart): readonly [number, number] {
  return [Math.ceil(columns / 16), Math.ceil(rows / 16)];
}

/** Those of the views that are in the sinogram's bound buffer, perhaps none. */
function viewsIn({ bands }: GpuPart, { from, to }: AdjointParameters['views']) {
  const { firstRow, rows } = bands.sinogram!;
  return { firstView: Math.max(from, firstRow), endView: Math.min(to, firstRow + rows), firstRow };
}
