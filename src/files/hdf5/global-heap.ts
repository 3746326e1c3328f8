/** Objects and collections have headers of this length, where lengths have eight bytes, as they nearly always have. */
const HEADER_BYTES = 16;
const SIGNATURE = [0x47, 0x43, 0x4f, 0x4c]; // GCOL

/** How long a collection of a file's global heap is, in which texts of any length are; `null` of other bytes. */
export function collectionBytes(bytes: Uint8Array): number | null {
  if (bytes.length < HEADER_BYTES || !SIGNATURE.every((letter, i) => bytes[i] === letter)) return null;
  return Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(8, true));
}

/**
 * Whether going from one object of a collection to the next leads to its end (HDF5 file format, III.E). The library itself
 * would go on for ever from one that is said to have no length.
 */
export function leadsToItsEnd(collection: Uint8Array): boolean {
  const view = new DataView(collection.buffer, collection.byteOffset, collection.length);
  for (let at = HEADER_BYTES; at + HEADER_BYTES <= collection.length; ) {
    const size = Number(view.getBigUint64(at + 8, true));
    // What is left is object 0, whose length has its header in it; data of others are padded to eight bytes.
    const step = view.getUint16(at, true) === 0 ? size : HEADER_BYTES + Math.ceil(size / 8) * 8;
    if (step < HEADER_BYTES || at + step > collection.length) return false;
    at += step;
  }
  return true;
}
