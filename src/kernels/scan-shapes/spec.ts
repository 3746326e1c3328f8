import { type GpuKernel, table, uniformTable } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { channelTable, viewTable } from '../scan-tables.ts';
import { viewsUniform } from '../views-uniform.ts';
import { packDoublePhantom, packDoubleRays, packDoubleViews } from './pack-double-scan.ts';
import { packPhantom } from './pack-phantom.ts';
import type { ScanShapesParameters } from './plain.ts';

export const scanShapes = kernel({
  name: 'scan-shapes',
  arrays: { sinogram: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (parameters: ScanShapesParameters) =>
    parameters.precision === 'double' ? inDouble(parameters) : inSingle(parameters),
  // Chords of float32 near the edge of a shape, where they are roots of small differences.
  agreement: 1e-4,
});

function inSingle({ phantom, scan }: ScanShapesParameters): GpuKernel<'sinogram'> {
  return {
    shader: 'scan-shapes',
    bindings: [
      viewsUniform('sinogram'),
      viewTable(scan),
      channelTable(scan),
      uniformTable('phantom', phantom, () => packPhantom(phantom).parameters),
      table('shapes', phantom, () => packPhantom(phantom).shapes),
      table('edges', phantom, () => packPhantom(phantom).edges),
      'sinogram',
    ],
  };
}

function inDouble({ phantom, scan }: ScanShapesParameters): GpuKernel<'sinogram'> {
  return {
    shader: 'scan-shapes-double',
    bindings: [
      viewsUniform('sinogram'),
      table('views in double', scan, () => packDoubleViews(scan)),
      table('rays of the channels in double', scan, () => packDoubleRays(scan)),
      uniformTable('phantom in double', phantom, () => packDoublePhantom(phantom).parameters),
      table('shapes in double', phantom, () => packDoublePhantom(phantom).shapes),
      table('edges in double', phantom, () => packDoublePhantom(phantom).edges),
      'sinogram',
    ],
  };
}
