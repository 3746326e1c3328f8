import type { Band, GpuArray } from '../../src/compute/gpu/gpu-array.ts';
import type { Operators } from '../../src/operators/contract.ts';
import type { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';

/** Which arguments of the operators are sinograms, by place. */
const SINOGRAMS: Readonly<Record<string, readonly number[]>> = {
  scanShapes: [2],
  scanSolids: [2],
  scanImage: [3],
  scanVolume: [0, 3],
  weightReadings: [1, 2],
  rebin: [1, 2],
  refineViews: [0, 1],
  completeViews: [1, 2],
  mixViews: [1, 2],
  filterViews: [1, 2],
  backProject: [0],
  backProjectVolume: [0, 3],
  reconstructFourier: [1],
};

/**
 * The operators of a GPU, every sinogram of theirs cut into bands of so many rows, whatever the device would hold in one
 * piece: copied into bands before the operation, and back after it.
 */
export function inManyBands(gpu: GpuOperators, rowsPerBand: number): Operators<GpuArray> {
  return new Proxy(gpu as Operators<GpuArray>, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const places = SINOGRAMS[String(name)];
        return places ? inBands(given, places) : value.apply(target, given);

        async function inBands(args: unknown[], places: readonly number[]) {
          const whole = places.map((place) => args[place] as GpuArray);
          const cut = whole.map((array) => cutUp(gpu.device, array, rowsPerBand));
          await value.apply(
            target,
            args.map((argument, i) => cut[places.indexOf(i)] ?? argument),
          );
          for (const [i, array] of whole.entries()) copy(gpu.device, cut[i]!, array);
          for (const { bands } of cut) for (const { buffer } of bands) buffer.destroy();
        }
      };
    },
  });
}

function cutUp(device: GPUDevice, array: GpuArray, rowsPerBand: number): GpuArray {
  const { rows, columns } = array;
  const bands: Band[] = [];
  for (let firstRow = 0; firstRow < rows; firstRow += rowsPerBand) {
    const rowsHere = Math.min(rowsPerBand, rows - firstRow);
    const buffer = device.createBuffer({
      label: 'a band of a test',
      size: rowsHere * columns * 4,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    bands.push({ buffer, firstRow, rows: rowsHere });
  }
  const cut = { rows, columns, bands };
  copy(device, array, cut);
  return cut;
}

/** One of the two in one band. */
function copy(device: GPUDevice, from: GpuArray, to: GpuArray): void {
  const encoder = device.createCommandEncoder();
  const bytesPerRow = 4 * from.columns;
  for (const band of from.bands.length > 1 ? from.bands : to.bands) {
    const place = band.firstRow * bytesPerRow;
    const size = band.rows * bytesPerRow;
    if (from.bands.length > 1) encoder.copyBufferToBuffer(band.buffer, 0, to.bands[0]!.buffer, place, size);
    else encoder.copyBufferToBuffer(from.bands[0]!.buffer, place, band.buffer, 0, size);
  }
  device.queue.submit([encoder.finish()]);
}
