/** An element of a data set: its tag as group · 2¹⁶ + element, its representation (PS3.5 § 6.2) and its value. */
export interface WrittenElement {
  readonly tag: number;
  readonly vr: 'CS' | 'DA' | 'DS' | 'IS' | 'LO' | 'LT' | 'OB' | 'OW' | 'PN' | 'SH' | 'ST' | 'TM' | 'UI' | 'UL' | 'US';
  /** Texts, of several values one after the other; numbers of UL and US; bytes of OB and OW. */
  readonly value: string | readonly (string | number)[] | number | Uint8Array;
}

/** Their length takes 32 bits, and two bytes before it are left empty. */
const LONG: ReadonlySet<string> = new Set(['OB', 'OW']);
/** What a decimal string may be long. */
const MOST_DECIMAL = 16;

/** Elements as bytes, explicit VR little endian (PS3.5 § 7.1.2), in the order of their tags. */
export function elementBytes(elements: readonly WrittenElement[]): Uint8Array<ArrayBuffer> {
  const parts = [...elements].sort((one, other) => one.tag - other.tag).map(bytesOfElement);
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function bytesOfElement({ tag, vr, value }: WrittenElement): Uint8Array {
  const content = bytesOfValue(vr, value);
  const headLength = LONG.has(vr) ? 12 : 8;
  // A value takes an even number of bytes; UIDs end with a zero, texts with a space.
  const bytes = new Uint8Array(headLength + content.length + (content.length % 2));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  bytes.set(new TextEncoder().encode(vr), 4);
  const length = bytes.length - headLength;
  if (LONG.has(vr)) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  bytes.set(content, headLength);
  if (content.length % 2 === 1 && vr !== 'UI' && vr !== 'OB') bytes[bytes.length - 1] = 0x20;
  return bytes;
}

function bytesOfValue(vr: WrittenElement['vr'], value: WrittenElement['value']): Uint8Array {
  if (value instanceof Uint8Array) return value;
  const values = typeof value === 'string' || typeof value === 'number' ? [value] : value;
  if (vr === 'US' || vr === 'UL') {
    const size = vr === 'US' ? 2 : 4;
    const bytes = new Uint8Array(size * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((number, i) => {
      if (vr === 'US') view.setUint16(size * i, Number(number), true);
      else view.setUint32(size * i, Number(number), true);
    });
    return bytes;
  }
  const texts = values.map((one) => (typeof one === 'number' && vr === 'DS' ? decimalString(one) : String(one)));
  return new TextEncoder().encode(texts.join('\\'));
}

/** A number with as many digits as a decimal string has room for. */
export function decimalString(value: number): string {
  for (let digits = 15; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= MOST_DECIMAL) return text;
  }
  throw new RangeError(`${value} is no decimal string`);
}
