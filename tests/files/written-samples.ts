import { uidOf } from '../../src/files/dicom/uid.ts';
import type { WritingNow, WrittenArray } from '../../src/files/writing/written-array.ts';

/** Values that repeat in no simple way, about water in 1/mm. */
const values = (count: number) => Float32Array.from({ length: count }, (_, i) => 0.02 + ((i * 7919) % 1009) / 40_000);

const WORDS = { title: 'Shepp–Logan – a “head”', description: 'Parallel beam; FBP.', origin: 'phantom' } as const;
const HU = { unit: 'HU', of: (value: number) => (1000 * (value - 0.02)) / 0.02 };
const WINDOW = { width: 400, level: 40 };
const axial = (originMm: readonly [number, number, number], pixelMm: number, sliceMm: number) => ({
  originMm,
  ...({ columnStepMm: [pixelMm, 0, 0], rowStepMm: [0, -pixelMm, 0], planeStepMm: [0, 0, sliceMm] } as const),
});

const sliceValues = values(6 * 8);
export const SLICE: WrittenArray = {
  ...{ ...WORDS, name: 'reconstruction', shape: [6, 8], quantity: 'attenuation', unit: '1/mm', shown: HU },
  ...{ place: axial([-2.45, 1.75, 3.5], 0.7, 0.7), window: WINDOW, filter: 'ram-lak' },
  planes: () => [sliceValues],
};

const volumeValues = values(5 * 6 * 8);
/** Slabs that end with no slice in particular. */
export const VOLUME: WrittenArray = {
  ...{ ...SLICE, shape: [5, 6, 8], place: axial([-2.45, 1.75, -2.5], 0.7, 1.25) },
  planes: () => [volumeValues.subarray(0, 3 * 48), volumeValues.subarray(3 * 48)],
};

/** y = 7 mm: columns along x, rows down z, which are not as far apart. */
export const CORONAL: WrittenArray = {
  ...SLICE,
  name: 'coronal',
  place: {
    originMm: [-2.45, 7, 6.25],
    columnStepMm: [0.7, 0, 0],
    rowStepMm: [0, 0, -1.25],
    planeStepMm: [0, 0.7, 0],
  },
};

export const SINOGRAM: WrittenArray = {
  ...{ ...WORDS, name: 'sinogram', shape: [6, 8], quantity: 'readings', unit: 'line integral' },
  ...{ shown: { unit: 'line integral', of: (value) => value }, place: null, window: null },
  axes: ['rows: view angle', 'columns: detector u in mm'],
  planes: () => [sliceValues],
};

/** What a flat detector has read, of square pixels. */
export const RADIOGRAPH: WrittenArray = { ...SINOGRAM, name: 'projection', pixelMm: { width: 0.4, height: 0.4 } };

export const STACK: WrittenArray = { ...SINOGRAM, shape: [5, 6, 8], planes: () => [volumeValues] };

export const DIFFERENCE: WrittenArray = {
  ...{ ...SLICE, name: 'difference', quantity: 'difference' },
  shown: { unit: 'HU', of: (value) => (1000 * value) / 0.02 },
};

export const MU: WrittenArray = { ...SLICE, shown: { unit: '1/mm', of: (value) => value }, window: null };

let uids = 0;
export const NOW: WritingNow = {
  date: new Date(2026, 10, 30, 9, 5, 7),
  newUid: () => uidOf(Uint8Array.of(...new Array(15).fill(0), ++uids)),
};

export async function joinedPieces(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return new Uint8Array(Buffer.concat(parts));
}

/** All values of an array in the unit that is shown, as float32. */
export function shownValues({ planes, shown }: WrittenArray): number[] {
  return [...(planes() as Iterable<Float32Array>)].flatMap((some) =>
    [...some].map((value) => Math.fround(shown.of(value))),
  );
}
