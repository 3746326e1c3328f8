import { InputError } from '../../errors.ts';
import { byteLength, type GpuArray } from './gpu-array.ts';
import type { KernelRunner } from './kernel-runner.ts';
import { mapToRead } from './map-to-read.ts';

/**
 * Copies an array to the host as it is now: whatever is done to it later, or it being given back, does not show.
 *
 * @throws InputError where the device has no memory for the copy
 */
export async function readBack(kernels: KernelRunner, array: GpuArray): Promise<Float32Array> {
  const { device } = kernels;
  const { columns } = array;
  // A copy into a buffer that could not be made is itself refused, and both are the same news.
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const copies = array.bands.map(({ buffer, firstRow, rows }) => {
    const size = byteLength({ rows, columns });
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    return { buffer, firstRow, size, staging: device.createBuffer({ label: 'readback', size, usage }) };
  });
  try {
    kernels.submit('readback', (encoder) => {
      for (const { buffer, staging, size } of copies) encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
    });
    kernels.sendOff();
    const [noMemory, refused] = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
    if (noMemory) {
      throw new InputError(`Reading ${array.rows} × ${columns} values back: this GPU has no memory left for the copy`);
    }
    if (refused) throw new Error(refused.message);
    const values = new Float32Array(array.rows * columns);
    for (const { staging, firstRow } of copies) {
      await kernels.clock.toldAt(mapToRead(device, staging));
      values.set(new Float32Array(staging.getMappedRange()), firstRow * columns);
      staging.destroy();
    }
    return values;
  } finally {
    for (const { staging } of copies) staging.destroy();
  }
}
