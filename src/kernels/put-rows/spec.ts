import { type GpuPart, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { PutParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { firstRowPut, plain, type RowPlaces } from './plain.ts';

/** A slice into its volume, or the sinogram of a detector row among the readings of all rows: what `take-plane` took goes back. */
export const putRows = kernel({
  name: 'put-rows',
  arrays: { plane: 'in-whole', target: 'in-out' },
  takesRange: true,
  split: 'rows',
  here: plain,
  gpu: (places: RowPlaces) => ({
    shader: 'put-rows',
    bindings: [
      uniform(PutParameters, ({ from, to, columns, bands }) => ({
        columns,
        planeRow: firstRowPut(places, from),
        planeRows: places.count,
        targetRow: places.first + firstRowPut(places, from) * places.step - bands.target!.firstRow,
        endRow: to - bands.target!.firstRow,
        step: places.step,
      })),
      'plane',
      'target',
    ],
    workgroups: ({ columns, rows }: GpuPart) => [Math.ceil(columns / 64), Math.ceil(rows / places.step)],
  }),
  agreement: 'bits',
});
