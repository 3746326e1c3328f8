import { firstWasmKernels } from '../../compute/cpu/first-wasm-kernels.ts';
import type { KernelMemory } from '../../compute/cpu/kernel-memory.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Shape, ShapePhantom } from '../../phantom/phantom.ts';
import { GRAZING, ON_EDGE_MM, PARALLEL } from '../../phantom/shape-intervals.ts';
import { rayTable } from '../ray-table.ts';
import { lineIntegrals } from './plain.ts';

// As wasm/line-integrals.ts lays them out.
const SHAPE_BYTES = 80;
const EDGE_BYTES = 24;
const STRETCH_BYTES = 32;

/** Rays that pass an ellipse by this much more than its longer half are not asked further; no rounding is as large. */
const WIDE = 1.001;

const NO_EDGES = new Float64Array(0);

/**
 * Exact line integrals of a phantom of any shapes, [range, channels], two rays at a time in WebAssembly, bit by bit those
 * of the plain twin, which runs where there is no SIMD.
 */
export function fastLineIntegrals(phantom: ShapePhantom, scan: Scan, range: ViewRange): Float64Array<ArrayBuffer> {
  const kernels = firstWasmKernels();
  if (!kernels) return lineIntegrals(phantom, scan, range);
  const { shapes } = phantom;
  const { channels } = scan;
  const edges = shapes.reduce((count, shape) => count + edgesOf(shape).length / 3, 0);
  const shapeBytes = SHAPE_BYTES + 2 * STRETCH_BYTES;
  kernels.begin(shapeBytes * shapes.length + EDGE_BYTES * edges + 4 * 8 * channels);
  const shapesAddress = placeShapes(kernels, shapes, edges);
  const rays = rayTable(scan);
  const place = (values: Float64Array) => {
    const address = kernels.allocate(8 * channels);
    kernels.doubles(address, channels).set(values);
    return address;
  };
  const [cosines, sines, distances] = [place(rays.cosine), place(rays.sine), place(rays.distanceMm)];
  const room = kernels.allocate(2 * STRETCH_BYTES * shapes.length);
  const rowAddress = kernels.allocate(8 * channels);
  const row = kernels.doubles(rowAddress, channels);
  const views = new Float64Array((range.to - range.from) * channels);
  for (let view = range.from; view < range.to; view++) {
    kernels.run.lineIntegrals(
      shapesAddress,
      shapes.length,
      phantom.composition === 'replace',
      cosines,
      sines,
      distances,
      channels,
      room,
      rowAddress,
      Math.cos(scan.anglesRad[view]!),
      Math.sin(scan.anglesRad[view]!),
      GRAZING,
      PARALLEL,
      ON_EDGE_MM,
    );
    views.set(row, (view - range.from) * channels);
  }
  return views;
}

/** Half-planes as phantoms hold them, [edges × 3]. */
function edgesOf(shape: Shape): Float64Array {
  return (shape.type === 'ellipse' ? shape.clip : shape.edges) ?? NO_EDGES;
}

/** Lays the shapes and their edges into the memory and gives the shapes' address. */
function placeShapes(kernels: KernelMemory, shapes: readonly Shape[], edgeCount: number): number {
  const address = kernels.allocate(SHAPE_BYTES * shapes.length);
  let edgesAddress = kernels.allocate(EDGE_BYTES * edgeCount);
  shapes.forEach((shape, i) => {
    const at = address + SHAPE_BYTES * i;
    const edges = edgesOf(shape);
    kernels.doubles(edgesAddress, edges.length).set(edges);
    const axes =
      shape.type === 'ellipse' ? [shape.cosine, shape.sine, shape.semiAxisXMm, shape.semiAxisYMm] : [1, 0, 1, 1];
    const reachMm = shape.type === 'ellipse' ? WIDE * Math.max(shape.semiAxisXMm, shape.semiAxisYMm) : shape.reachMm;
    kernels.doubles(at, 8).set([shape.centreXMm, shape.centreYMm, ...axes, reachMm, shape.value]);
    kernels.integers(at + 8 * 8, 3).set([edgesAddress, edges.length / 3, shape.type === 'ellipse' ? 1 : 0]);
    edgesAddress += 8 * edges.length;
  });
  return address;
}
