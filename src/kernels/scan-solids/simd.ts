import { type WasmKernels, wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { type LoweredRays, VIEW_VECTORS_LENGTH } from '../../geometry/lowered-rays.ts';
import { GRAZING, ON_EDGE_MM, PARALLEL } from '../../phantom/shape-intervals.ts';
import type { Solid } from '../../phantom/solids/solid.ts';
import { ROUND_FORMS } from '../../phantom/solids/solid-intervals.ts';
import { plain, type ScanSolidsParameters } from './plain.ts';
import { SeenChannels } from './seen-channels.ts';

// As wasm/scan-solids.ts lays them out.
const SOLID_BYTES = 152;
const PLANE_BYTES = 32;
const STRETCH_BYTES = 32;

/**
 * The same in WebAssembly, two rays at a time; where there is no SIMD the plain twin runs. Rows ask only the solids that
 * they may see, over the channels that may see them.
 */
export function simd(
  parameters: ScanSolidsParameters,
  arrays: Readonly<Record<'readings', HostRows>>,
  range: ViewRange,
): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, range);
    return;
  }
  const { phantom, rays } = parameters;
  const { solids } = phantom;
  const { rows, channels, axisRow, rowsPerUnit } = rays.detector;
  const planes = solids.reduce((sum, solid) => sum + solid.planes.length / 4, 0);
  const solidBytes = 2 * SOLID_BYTES + 2 * STRETCH_BYTES;
  // Everything but the planes is aligned on 16 bytes, and some room is left for that.
  kernels.begin(solidBytes * solids.length + PLANE_BYTES * planes + (2 * 8 + 4) * (channels + 2) + 256);
  const all = placeSolids(kernels, solids, planes);
  const seen = kernels.allocate(SOLID_BYTES * solids.length);
  const view = kernels.allocate(8 * VIEW_VECTORS_LENGTH);
  const [sines, cosines] = placeChannels(kernels, rays);
  const room = kernels.allocate(2 * STRETCH_BYTES * solids.length);
  const out = kernels.allocate(4 * (channels + 1));
  const memory = kernels.bytes(0, seen + SOLID_BYTES * solids.length);
  const readings = kernels.floats(out, channels);

  let ofView: SeenChannels | null = null;
  let lastView = -1;
  for (let row = range.from; row < range.to; row++) {
    const v = Math.floor(row / rows);
    if (v !== lastView) {
      lastView = v;
      ofView = new SeenChannels(rays, v);
      const at = VIEW_VECTORS_LENGTH * v;
      kernels.doubles(view, VIEW_VECTORS_LENGTH).set(rays.vectors.subarray(at, at + VIEW_VECTORS_LENGTH));
    }
    const t = ((row % rows) - axisRow) / rowsPerUnit;
    let count = 0;
    solids.forEach((solid, i) => {
      const channelsOf = ofView!.find(solid, t);
      if (!channelsOf) return;
      const at = seen + SOLID_BYTES * count++;
      memory.copyWithin(at, all + SOLID_BYTES * i, all + SOLID_BYTES * (i + 1));
      kernels.integers(at + 140, 2).set([channelsOf.from, channelsOf.to]);
    });
    kernels.run.scanSolids(
      seen,
      count,
      phantom.composition === 'replace',
      view,
      KINDS[rays.kind].isParallel,
      sines,
      cosines,
      t,
      channels,
      room,
      out,
      GRAZING,
      PARALLEL,
      ON_EDGE_MM,
    );
    arrays.readings.data.set(readings, (row - range.from) * channels);
  }
}

/** The factors of e₁ and e₃; lowered-rays.ts. */
const KINDS: Record<LoweredRays['kind'], { isParallel: boolean; factors(s: number): readonly [number, number] }> = {
  parallel: { isParallel: true, factors: (s) => [s, 0] },
  flat: { isParallel: false, factors: (s) => [s, 1] },
  arc: { isParallel: false, factors: (s) => [Math.sin(s), Math.cos(s)] },
};

function placeChannels(kernels: WasmKernels, { kind, detector, aside }: LoweredRays): readonly [number, number] {
  const { channels, axisChannel, channelsPerUnit } = detector;
  // Rays go in pairs: one more than there are.
  const addresses = [kernels.allocate(8 * (channels + 1)), kernels.allocate(8 * (channels + 1))] as const;
  const [sines, cosines] = addresses.map((address) => kernels.doubles(address, channels + 1)) as [
    Float64Array,
    Float64Array,
  ];
  for (let channel = 0; channel <= channels; channel++) {
    const [across, ahead] = KINDS[kind].factors((channel - axisChannel) / channelsPerUnit);
    sines[channel] = across - aside;
    cosines[channel] = ahead;
  }
  return addresses;
}

/** Lays the solids and their planes into the memory and gives the solids' address. */
function placeSolids(kernels: WasmKernels, solids: readonly Solid[], planeCount: number): number {
  const address = kernels.allocate(SOLID_BYTES * solids.length);
  let planesAddress = kernels.allocate(PLANE_BYTES * planeCount);
  solids.forEach((solid, i) => {
    const at = address + SOLID_BYTES * i;
    const { centreXMm: x, centreYMm: y, centreZMm: z } = solid;
    const { planes } = solid;
    const relative = planes.map((value, p) =>
      p % 4 === 3 ? value - (planes[p - 3]! * x + planes[p - 2]! * y + planes[p - 1]! * z) : value,
    );
    kernels.doubles(planesAddress, planes.length).set(relative);
    const isRound = solid.type !== 'polyhedron';
    const { sign, size } = isRound ? ROUND_FORMS[solid.type] : { sign: 0, size: 0 };
    const local = isRound ? solid.toLocal : new Float64Array(9);
    kernels.doubles(at, 16).set([x, y, z, solid.reachMm ** 2, ...local, solid.value, sign, size]);
    kernels.integers(at + 128, 3).set([planesAddress, planes.length / 4, isRound ? 1 : 0]);
    planesAddress += 8 * planes.length;
  });
  return address;
}
