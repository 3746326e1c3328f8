import type { Choices } from './choices.ts';

/** Bytes that are special somewhere. */
const BYTES = [0, 1, 2, 0x0a, 0x20, 0x27, 0x28, 0x29, 0x2c, 0x7f, 0x80, 0xfe, 0xff];

/** Some changes of a file as accidents and ill will make them: bits, bytes, numbers, pieces lost, doubled, exchanged. */
export function mutatedBytes(bytes: Uint8Array, choices: Choices): Uint8Array {
  let changed: Uint8Array = bytes.slice();
  for (let left = choices.few(); left > 0; left--) changed = mutatedOnce(changed, choices);
  return changed;
}

function mutatedOnce(bytes: Uint8Array, choices: Choices): Uint8Array {
  const at = choices.below(bytes.length + 1);
  const length = 1 + choices.below(choices.of([1, 4, 16, 200]));
  const part = bytes.slice(at, at + length);
  switch (choices.below(9)) {
    case 0:
      if (at < bytes.length) bytes[at]! ^= 1 << choices.below(8);
      return bytes;
    case 1:
      if (at < bytes.length) bytes[at] = choices.of(BYTES);
      return bytes;
    case 2:
      return withNumber(bytes, at, choices);
    case 3:
      return bytes.slice(0, at);
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 5:
      return joined(bytes.subarray(0, at), part, bytes.subarray(at));
    case 6:
      return joined(
        bytes.subarray(0, at),
        Uint8Array.from({ length }, () => choices.below(256)),
        bytes.subarray(at),
      );
    case 7:
      bytes.set(part.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
      return bytes;
    default: {
      const other = choices.below(bytes.length + 1);
      const target = bytes.subarray(Math.min(other, bytes.length - part.length < 0 ? 0 : bytes.length - part.length));
      target.set(part.subarray(0, target.length));
      return bytes;
    }
  }
}

/** A length, a count or an offset that is too small, too large or negative. */
function withNumber(bytes: Uint8Array, at: number, choices: Choices): Uint8Array {
  const width = choices.of([2, 4]);
  if (at + width > bytes.length) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const value = choices.number();
  if (width === 2) view.setUint16(at, value, choices.chance(0.5));
  else view.setUint32(at, value, choices.chance(0.5));
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
