import type { Slab } from './hdf5-file.ts';

/**
 * The parts of an array, in order, that hold the values from one to before another, as they follow each other with the last
 * axis fastest: as few as there can be of an array of few axes.
 */
export function slabsOf(shape: readonly number[], from: number, to: number): Slab[] {
  if (to <= from) return [];
  if (shape.length === 0) return [{ offset: [], count: [] }];
  const [, ...rest] = shape;
  const step = rest.reduce((product, length) => product * length, 1);
  const [first, last] = [Math.ceil(from / step), Math.floor(to / step)];
  const within = (index: number, start: number, end: number) =>
    slabsOf(rest, start, end).map(({ offset, count }) => ({ offset: [index, ...offset], count: [1, ...count] }));
  if (first > last) return within(last, from - last * step, to - last * step);
  const whole = { offset: [first, ...rest.map(() => 0)], count: [last - first, ...rest] };
  return [
    ...(from < first * step ? within(first - 1, from - (first - 1) * step, step) : []),
    ...(last > first ? [whole] : []),
    ...(to > last * step ? within(last, 0, to - last * step) : []),
  ];
}

/** A part as long as the pieces of storage that it touches. */
export function wholeChunks({ offset, count }: Slab, shape: readonly number[], chunks: readonly number[]): Slab {
  const start = offset.map((at, axis) => Math.floor(at / chunks[axis]!) * chunks[axis]!);
  const end = offset.map((at, axis) =>
    Math.min(shape[axis]!, Math.ceil((at + count[axis]!) / chunks[axis]!) * chunks[axis]!),
  );
  return { offset: start, count: end.map((behind, axis) => behind - start[axis]!) };
}

export function includes(outer: Slab, inner: Slab): boolean {
  return outer.offset.every(
    (at, axis) => at <= inner.offset[axis]! && inner.offset[axis]! + inner.count[axis]! <= at + outer.count[axis]!,
  );
}

/** The bytes of a part of a part. */
export function partOf(bytes: Uint8Array, outer: Slab, inner: Slab, valueBytes: number): Uint8Array {
  const axes = outer.count.length;
  if (axes === 0) return bytes;
  const runBytes = inner.count[axes - 1]! * valueBytes;
  const runs = inner.count.slice(0, -1).reduce((product, length) => product * length, 1);
  const part = new Uint8Array(runs * runBytes);
  for (let run = 0; run < runs; run++) {
    let [left, place, step] = [run, inner.offset[axes - 1]! - outer.offset[axes - 1]!, outer.count[axes - 1]!];
    for (let axis = axes - 2; axis >= 0; axis--) {
      place += ((left % inner.count[axis]!) + inner.offset[axis]! - outer.offset[axis]!) * step;
      left = Math.floor(left / inner.count[axis]!);
      step *= outer.count[axis]!;
    }
    part.set(bytes.subarray(place * valueBytes, place * valueBytes + runBytes), run * runBytes);
  }
  return part;
}
