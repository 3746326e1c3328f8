import { type WasmKernels, wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import { axisChannel, channelCentreMm } from '../../geometry/detector.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Ellipse, Shape, ShapePhantom } from '../../phantom/phantom.ts';
import { GRAZING } from '../../phantom/shape-intervals.ts';
import { fastLineIntegrals } from './fast-line-integrals.ts';
import { lineIntegrals } from './plain.ts';

/**
 * Exact line integrals of a phantom of shapes along parallel rays, float32 [range, channels]. Whole ellipses whose values add up cast their
 * shadows one by one, over the channels that they cover; every other shape is walked through.
 *
 * @param views is written over and returned
 */
export function fastScanShapes(
  phantom: ShapePhantom,
  scan: Scan,
  range: ViewRange,
  views: Float32Array = new Float32Array((range.to - range.from) * scan.channels),
): Float32Array {
  const kernels = wasmKernels();
  const ellipses = phantom.shapes.filter(isWholeEllipse);
  if (!kernels) {
    views.set(lineIntegrals(phantom, scan, range));
    return views;
  }
  if (phantom.composition === 'replace' || ellipses.length === 0) {
    views.set(fastLineIntegrals(phantom, scan, range));
    return views;
  }
  const others = { ...phantom, shapes: phantom.shapes.filter((shape) => !isWholeEllipse(shape)) };
  const ofOthers = others.shapes.length > 0 ? fastLineIntegrals(others, scan, range) : null;

  kernels.begin(8 * scan.channels + 64);
  const rowAddress = kernels.allocate(8 * scan.channels);
  const row = kernels.doubles(rowAddress, scan.channels);
  for (let view = range.from; view < range.to; view++) {
    const offset = (view - range.from) * scan.channels;
    if (ofOthers) row.set(ofOthers.subarray(offset, offset + scan.channels));
    else row.fill(0);
    for (const ellipse of ellipses) castShadow(kernels, rowAddress, ellipse, scan, scan.anglesRad[view]!);
    views.set(row, offset);
  }
  return views;
}

/** Whether a shape's shadow is that of an ellipse that nothing cuts. */
export function isWholeEllipse(shape: Shape): shape is Ellipse {
  return shape.type === 'ellipse' && !shape.clip;
}

function castShadow(kernels: WasmKernels, row: number, ellipse: Ellipse, scan: Scan, angleRad: number): void {
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  const alongX = cosine * ellipse.cosine + sine * ellipse.sine;
  const alongY = sine * ellipse.cosine - cosine * ellipse.sine;
  const halfShadow = Math.hypot(ellipse.semiAxisXMm * alongX, ellipse.semiAxisYMm * alongY);
  const centreU = ellipse.centreXMm * cosine + ellipse.centreYMm * sine;
  const spacing = scan.channelSpacingMm;
  const from = Math.max(0, Math.ceil((centreU - halfShadow) / spacing + axisChannel(scan)));
  const to = Math.min(scan.channels, Math.floor((centreU + halfShadow) / spacing + axisChannel(scan)) + 1);
  if (to <= from) return;
  const amplitude = (ellipse.value * 2 * ellipse.semiAxisXMm * ellipse.semiAxisYMm) / (halfShadow * halfShadow);
  const firstU = channelCentreMm(scan, 0) - centreU;
  kernels.run.addEllipseChords(row, from, to, firstU, spacing, halfShadow, amplitude, GRAZING);
}
