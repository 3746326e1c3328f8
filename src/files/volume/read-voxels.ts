import { InputError } from '../../errors.ts';
import { VALUE_TYPES, valuesOf } from '../number-types.ts';
import type { ByteStream } from './byte-stream.ts';
import type { PlacedVolume } from './placed-volume.ts';

/** How a file stores its voxels. */
export interface StoredVoxels {
  /** Along the file's axes, the fastest first. */
  readonly counts: readonly [number, number, number];
  /** Code of a number's type, as in `VALUE_TYPES`. */
  readonly type: string;
  readonly littleEndian: boolean;
  /** A value is slope · stored + intercept. */
  readonly slope: number;
  readonly intercept: number;
  /** How many stored numbers make a voxel, 1 unless told otherwise, and what is made of those that begin at an index. */
  readonly perVoxel?: number;
  readonly make?: (numbers: ArrayLike<number>, at: number) => number;
}

/**
 * The voxels that come next in a stream, each where it belongs: float32 [slices × rows × columns].
 *
 * @throws InputError (rejects) where the stream ends too soon, and for values that are no finite number
 */
export async function readVoxels(
  stream: ByteStream,
  { counts, type, littleEndian, slope, intercept, perVoxel = 1, make }: StoredVoxels,
  { first, strides }: PlacedVolume,
  name: string,
): Promise<Float32Array<ArrayBuffer>> {
  const valueType = VALUE_TYPES.get(type)!;
  const [perLine, lines, planes] = counts;
  const count = perLine * lines * planes;
  const data = new Float32Array(count);
  let index = 0;
  const voxelBytes = perVoxel * valueType.sizeBytes;
  const take = (numbers: ArrayLike<number>) => {
    const values = make
      ? Float64Array.from({ length: numbers.length / perVoxel }, (_, i) => make(numbers, perVoxel * i))
      : numbers;
    for (let i = 0; i < values.length; ) {
      const inLine = index % perLine;
      const line = Math.floor(index / perLine);
      const run = Math.min(perLine - inLine, values.length - i);
      let place = first + inLine * strides[0] + (line % lines) * strides[1] + Math.floor(line / lines) * strides[2];
      for (const end = i + run; i < end; i++, place += strides[0]) {
        data[place] = slope * values[i]! + intercept;
        if (!Number.isFinite(data[place])) throw badValue(values[i]!, index + run - (end - i), counts, name);
      }
      index += run;
    }
  };
  // A value may begin in one piece and end in the next.
  let begun: Uint8Array = new Uint8Array(0);
  for await (const piece of stream.next(count * voxelBytes)) {
    const bytes = begun.length > 0 ? joined(begun, piece) : piece;
    const whole = bytes.length - (bytes.length % voxelBytes);
    if (whole > 0) take(valuesOf(bytes.subarray(0, whole), valueType, littleEndian));
    begun = bytes.slice(whole);
  }
  if (index < count) {
    throw new InputError(
      `${name}: it should hold ${counts.join(' × ')} voxels of ${voxelBytes} byte${voxelBytes === 1 ? '' : 's'}, but ends after ${index} of them`,
    );
  }
  return data;
}

function badValue(value: number, index: number, [perLine, lines]: StoredVoxels['counts'], name: string): InputError {
  const at = [index % perLine, Math.floor(index / perLine) % lines, Math.floor(index / perLine / lines)];
  const what = Number.isFinite(value) ? `${value}, too large for single precision` : `${value}`;
  return new InputError(
    `${name}: the voxel [${at.join(', ')}] (counting from 0) is ${what}, but only finite numbers can be used`,
  );
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
