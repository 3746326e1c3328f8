import type { DeviceArray } from '../compute/device.ts';
import { detectorRowsOf } from '../geometry/scan.ts';
import type { CorrectedSinogram, CorrectionContext } from './correction.ts';

/**
 * Makes a sinogram anew on the host, one detector row after the other.
 *
 * @param ofRow is given the readings of a row in all views, float32 [views × channels], and gives back as many
 */
export async function onHost<A extends DeviceArray>(
  { sinogram, scan }: CorrectedSinogram<A>,
  { operators, adopt, signal, tell }: Pick<CorrectionContext<A>, 'operators' | 'adopt' | 'signal' | 'tell'>,
  ofRow: (readings: Float32Array) => Promise<Float32Array>,
): Promise<A> {
  const [rows, channels] = [detectorRowsOf(scan), sinogram.columns];
  const readings = await operators.read(sinogram);
  if (rows === 1) return adopt(await operators.upload(await ofRow(readings), sinogram.rows, channels));
  const views = sinogram.rows / rows;
  const row = new Float32Array(views * channels);
  for (let r = 0; r < rows; r++) {
    signal?.throwIfAborted();
    const at = (view: number) => (view * rows + r) * channels;
    for (let view = 0; view < views; view++) row.set(readings.subarray(at(view), at(view) + channels), view * channels);
    const made = await ofRow(row);
    for (let view = 0; view < views; view++) {
      readings.set(made.subarray(view * channels, (view + 1) * channels), at(view));
    }
    tell?.((r + 1) / rows);
  }
  return adopt(await operators.upload(readings, sinogram.rows, channels));
}
