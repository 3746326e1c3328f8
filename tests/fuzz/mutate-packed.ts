// Changes of what is inside files that are compressed, so that readers get past checksums and bits.

import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import type { Choices } from './choices.ts';
import { joined, mutatedBytes } from './mutate-bytes.ts';

type Mutation = (file: Uint8Array, choices: Choices) => Uint8Array;

/** A ZIP archive of other files than it was. */
export function mutatedZip(file: Uint8Array, choices: Choices, inside: Mutation = mutatedBytes): Uint8Array {
  const entries: [string, Uint8Array][] = Object.entries(unzipSync(file));
  for (let left = choices.few(); left > 0; left--) {
    const at = choices.below(entries.length);
    const [name, bytes] = entries[at]!;
    switch (choices.below(6)) {
      case 0:
        if (entries.length > 1) entries.splice(at, 1);
        break;
      case 1:
        entries.push([`${choices.text().slice(0, 60)}${choices.of(['', '/', '.npy', name])}`, bytes]);
        break;
      case 2:
        // Zeros shrink a thousandfold.
        entries.push([name, new Uint8Array(choices.of([0, 1, 100, 2e6]))]);
        break;
      default:
        entries[at] = [name, choices.chance(0.5) ? inside(bytes, choices) : mutatedBytes(bytes, choices)];
    }
  }
  // The library that packs takes no other object for its prototype.
  const named = entries.filter(([name]) => name !== '__proto__');
  return zipSync(Object.fromEntries(named), { level: choices.of([0, 6]) });
}

/** A gzip file of something else than it was, or of more. */
export function mutatedGzip(file: Uint8Array, choices: Choices): Uint8Array {
  const inside = mutatedBytes(new Uint8Array(gunzipSync(file)), choices);
  const more = choices.chance(0.1) ? [new Uint8Array(choices.of([1, 2e6]))] : [];
  const packed = new Uint8Array(gzipSync(joined(inside, ...more)));
  return choices.chance(0.9) ? packed : joined(packed, choices.chance(0.5) ? packed : packed.slice(0, 20));
}

/** Where a NIfTI-1 header, or one of Analyze, has its lengths, types, scales and places. */
const NIFTI_SHORTS = [40, 42, 44, 46, 48, 50, 52, 54, 68, 70, 72, 252, 254];
const NIFTI_INTS = [0, 108, 344];
const NIFTI_FLOATS = [76, 80, 84, 88, 92, 108, 112, 116, 256, 260, 264, 268, 280, 284, 288, 292, 300, 304, 312, 320];

/** A NIfTI file of other fields than its voxels have. */
export function mutatedNifti(file: Uint8Array, choices: Choices): Uint8Array {
  const isPacked = file[0] === 0x1f;
  const bytes = isPacked ? new Uint8Array(gunzipSync(file)) : file.slice();
  const view = new DataView(bytes.buffer);
  const little = bytes[0] !== 0;
  for (let left = choices.few(); left > 0; left--) {
    if (choices.chance(0.5)) view.setInt16(choices.of(NIFTI_SHORTS), choices.number(), little);
    else if (choices.chance(0.8)) view.setFloat32(choices.of(NIFTI_FLOATS), choices.number(), little);
    else view.setInt32(choices.of(NIFTI_INTS), choices.number(), little);
  }
  return isPacked ? new Uint8Array(gzipSync(bytes)) : bytes;
}

const MATLAB_HEADER_BYTES = 128;
const COMPRESSED = 15;

/** A MAT-file (level 5), of whose compressed arrays what is inside is changed. */
export function mutatedMatlab(file: Uint8Array, choices: Choices): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const isLittle = file[126] === 0x49;
  const parts = [file.subarray(0, MATLAB_HEADER_BYTES)];
  for (let at = MATLAB_HEADER_BYTES; at + 8 <= file.length; ) {
    const bytes = view.getUint32(at + 4, isLittle);
    const content = file.subarray(at + 8, at + 8 + bytes);
    if (view.getUint32(at, isLittle) === COMPRESSED) {
      const packed = deflateSync(mutatedBytes(new Uint8Array(inflateSync(content)), choices));
      const mark = new Uint8Array(8);
      new DataView(mark.buffer).setUint32(0, COMPRESSED, isLittle);
      new DataView(mark.buffer).setUint32(4, packed.length, isLittle);
      parts.push(mark, packed);
    } else parts.push(file.subarray(at, at + 8), mutatedBytes(content, choices));
    at += 8 + bytes;
  }
  return joined(...parts);
}
