import { kernel } from '../../compute/kernel.ts';
import type { ScanImageParameters } from '../scan-image/plain.ts';
import { channelEdgeTable, channelTable, placedGridTable, viewTable } from '../scan-tables.ts';
import { viewsUniform } from '../views-uniform.ts';

export const distanceDrivenImage = kernel({
  name: 'distance-driven-image',
  arrays: { image: 'in-whole', sinogram: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: ({ grid, scan }: ScanImageParameters) => ({
    shader: 'distance-driven-image',
    bindings: [
      viewsUniform('sinogram'),
      viewTable(scan),
      channelTable(scan),
      placedGridTable(grid),
      'image',
      'sinogram',
      channelEdgeTable(scan),
    ],
  }),
  agreement: 1e-4,
});
