import { beforeAll, describe, test } from 'vitest';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { seededRandom } from '../support/random.ts';
import { expectAgreement, plainlyWritten, writtenOn } from './run-twins.ts';
import { samples } from './samples.ts';
import { rangeFor, sizesFor, wholeRange } from './sizes.ts';

/** A device that holds an array in one piece, and one that holds some rows of it at a time. */
let inOnePiece: GpuOperators;
let inBands: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  inOnePiece = await GpuOperators.create({ device, description });
  // Thirteen rows of 131 readings.
  const bytes = 13 * 131 * Float32Array.BYTES_PER_ELEMENT;
  inBands = await GpuOperators.create(
    { device, description },
    { maxStorageBufferBindingSize: bytes, maxBufferSize: bytes },
  );
});

describe.each(Object.entries(samples))('%s on the GPU', (_, make) => {
  test.each(sizesFor(make))('is what the plain twin says of $views × $channels readings, $rows rows', async (size) => {
    const sample = make({ ...size, random: seededRandom(31 * size.views + size.channels) });
    const range = rangeFor(sample, size);
    const expected = plainlyWritten(sample, range ?? wholeRange(sample));
    expectAgreement(sample, await writtenOn(inOnePiece, sample, range), expected);
    expectAgreement(sample, await writtenOn(inBands, sample, range), expected);
  });
});
