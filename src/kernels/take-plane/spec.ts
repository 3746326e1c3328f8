import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { PlaneParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain } from './plain.ts';
import type { PlaneCut, PlaneIndex } from './plane-cut.ts';

/** A plane may go through all buffers of a volume: each adds what it holds of it. */
export const takePlane = kernel({
  name: 'take-plane',
  arrays: { volume: 'in-by-band', plane: 'out' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: (cut: PlaneCut) => ({
    shader: 'take-plane',
    bindings: [
      uniform(PlaneParameters, ({ from, to, bands }) => ({
        row: packed(cut.row),
        column: packed(cut.column),
        steps: cut.steps,
        takesLargest: cut.reduce === 'max' ? 1 : 0,
        share: 1 / cut.steps,
        planeColumns: cut.columns,
        firstPlaneRow: from,
        endPlaneRow: to,
        planeRow: bands.plane!.firstRow,
        volumeColumns: cut.volumeColumns,
        firstVolumeRow: bands.volume!.firstRow,
        endVolumeRow: bands.volume!.firstRow + bands.volume!.rows,
      })),
      'volume',
      'plane',
    ],
  }),
  // A mean is summed in single precision.
  agreement: 1e-6,
});

/** A shader's whole numbers have no sign here, and wrap around, so that −1 is 2³² − 1. */
function packed({ start, perRow, perColumn, perStep }: PlaneIndex): [number, number, number, number] {
  return [start >>> 0, perRow >>> 0, perColumn >>> 0, perStep >>> 0];
}
