import { kernel } from '../../compute/kernel.ts';
import { channelTable, placedGridTable, viewTable } from '../scan-tables.ts';
import { viewsUniform } from '../views-uniform.ts';
import type { ScanImageParameters } from './plain.ts';

export const scanImage = kernel({
  name: 'scan-image',
  arrays: { image: 'in-whole', sinogram: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: ({ grid, scan }: ScanImageParameters) => ({
    shader: 'scan-image',
    bindings: [
      viewsUniform('sinogram'),
      viewTable(scan),
      channelTable(scan),
      placedGridTable(grid),
      'image',
      'sinogram',
    ],
  }),
  agreement: 1e-4,
});
