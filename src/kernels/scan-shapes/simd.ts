import { firstWasmKernels } from '../../compute/cpu/first-wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { channelRays } from '../../geometry/scan.ts';
import type { Ellipse, Shape } from '../../phantom/phantom.ts';
import { ViewRays } from '../view-rays.ts';
import { FanShadows } from './fan-shadows.ts';
import { fastLineIntegrals } from './fast-line-integrals.ts';
import { ParallelShadows } from './parallel-shadows.ts';
import { plain, type ScanShapesParameters } from './plain.ts';

/**
 * In WebAssembly, two rays at a time; where there is no SIMD the plain twin runs. Whole ellipses whose values add up cast
 * their shadows one by one, over the channels that they cover; every other shape is walked through.
 */
export function simd(
  parameters: ScanShapesParameters,
  arrays: Readonly<Record<'sinogram', HostRows>>,
  range: ViewRange,
): void {
  const kernels = firstWasmKernels();
  if (!kernels) {
    plain(parameters, arrays, range);
    return;
  }
  const { phantom, scan } = parameters;
  const { channels } = scan;
  const views = arrays.sinogram.data;
  const ellipses = phantom.composition === 'replace' ? [] : phantom.shapes.filter(isWholeEllipse);
  if (ellipses.length === 0) {
    views.set(fastLineIntegrals(phantom, scan, range));
    return;
  }
  const others = { ...phantom, shapes: phantom.shapes.filter((shape) => !isWholeEllipse(shape)) };
  // In its own turn: it begins with the memory anew.
  const ofOthers = others.shapes.length > 0 ? fastLineIntegrals(others, scan, range) : null;

  kernels.begin((8 + ViewRays.BYTES_PER_CHANNEL) * channels);
  const rowAddress = kernels.allocate(8 * channels);
  const row = kernels.doubles(rowAddress, channels);
  const isParallel = channelRays(scan).fanAngleRad.every((angle) => angle === 0);
  const shadows = isParallel ? new ParallelShadows(kernels, scan) : new FanShadows(kernels, scan);
  for (let view = range.from; view < range.to; view++) {
    const offset = (view - range.from) * channels;
    if (ofOthers) row.set(ofOthers.subarray(offset, offset + channels));
    else row.fill(0);
    shadows.begin(view);
    for (const ellipse of ellipses) shadows.add(ellipse, rowAddress);
    views.set(row, offset);
  }
}

/** Whether a shape's shadow is that of an ellipse that nothing cuts. */
function isWholeEllipse(shape: Shape): shape is Ellipse {
  return shape.type === 'ellipse' && !shape.clip;
}
