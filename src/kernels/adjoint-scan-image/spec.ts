import { type GpuPart, table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { AdjointParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { channelTable, placedGridTable, viewTable } from '../scan-tables.ts';
import { crossingsOf } from './channel-bins.ts';
import type { AdjointParameters } from './plain.ts';

/** image += the transpose of Joseph's projector, applied to some views of a sinogram. */
export const adjointScanImage = kernel({
  name: 'adjoint-scan-image',
  arrays: { sinogram: 'in-by-band', image: 'in-out' },
  takesRange: false,
  split: 'rows',
  gpu: ({ scan, grid, views }: AdjointParameters) => {
    const { pencil, bins: placed } = crossingsOf(scan);
    const { sourceShiftMm, depthPerMm } = pencil;
    const { firstCrossingMm, binsPerMm, bins } = placed;
    return {
      shader: 'adjoint-scan-image',
      bindings: [
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
      ],
      workgroups: ({ columns, rows }) => [Math.ceil(columns / 16), Math.ceil(rows / 16)],
    };
  },
  // Places in single precision are known to some 10⁻⁵ of a pixel.
  agreement: 1e-5,
});

/** Those of the views that are in the sinogram's bound buffer, perhaps none. */
function viewsIn({ bands }: GpuPart, { from, to }: AdjointParameters['views']) {
  const { firstRow, rows } = bands.sinogram!;
  return { firstView: Math.max(from, firstRow), endView: Math.min(to, firstRow + rows), firstRow };
}
