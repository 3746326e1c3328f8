/** What each channel has read in ascending order, and in which views. */
export interface SortedColumns {
  /** float32 [views × channels]. */
  readonly ranked: Float32Array<ArrayBuffer>;
  /** The view of each, [views × channels]; views that have read the same stay in their order. */
  readonly order: Uint32Array;
}

/** Channels that are handled together: what lies beside one another in memory is read and written at once. */
const TOGETHER = 16;
/** Bits that are sorted by at a time. */
const DIGIT = 11;
const DIGITS = 2 ** DIGIT;

/**
 * Sorts the readings of each channel, from its lowest digits up (radix sort), which takes three passes however they lie.
 *
 * @param readings float32 [views × channels]; stay as they are
 */
export function sortedColumns(readings: Float32Array, channels: number): SortedColumns {
  const views = readings.length / channels;
  const ranked = new Float32Array(readings.length);
  const order = new Uint32Array(readings.length);
  const bitsOf = new Uint32Array(readings.buffer, readings.byteOffset, readings.length);
  const rankedBits = new Uint32Array(ranked.buffer);
  const columns = new Uint32Array(TOGETHER * views);
  const orders = new Uint32Array(TOGETHER * views);
  const sort = columnSort(views);
  for (let first = 0; first < channels; first += TOGETHER) {
    const count = Math.min(TOGETHER, channels - first);
    for (let view = 0; view < views; view++) {
      const from = view * channels + first;
      for (let i = 0; i < count; i++) columns[i * views + view] = rising(bitsOf[from + i]!);
    }
    for (let i = 0; i < count; i++) sort(columns, orders, i * views);
    for (let rank = 0; rank < views; rank++) {
      const to = rank * channels + first;
      for (let i = 0; i < count; i++) {
        rankedBits[to + i] = fallenBack(columns[i * views + rank]!);
        order[to + i] = orders[i * views + rank]!;
      }
    }
  }
  return { ranked, order };
}

/** Puts what is ranked where it was read. */
export function inTheirViews(ranked: Float32Array, order: Uint32Array, channels: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(ranked.length);
  const views = ranked.length / channels;
  const columns = new Float32Array(TOGETHER * views);
  for (let first = 0; first < channels; first += TOGETHER) {
    const count = Math.min(TOGETHER, channels - first);
    for (let rank = 0; rank < views; rank++) {
      const from = rank * channels + first;
      for (let i = 0; i < count; i++) columns[i * views + order[from + i]!] = ranked[from + i]!;
    }
    for (let view = 0; view < views; view++) {
      const to = view * channels + first;
      for (let i = 0; i < count; i++) out[to + i] = columns[i * views + view]!;
    }
  }
  return out;
}

/** The bits of a number in single precision as a whole number that sorts alike. */
function rising(bits: number): number {
  return (bits >>> 31 ? ~bits : bits | 0x8000_0000) >>> 0;
}

function fallenBack(key: number): number {
  return (key >>> 31 ? key & 0x7fff_ffff : ~key) >>> 0;
}

/** Sorts so many whole numbers from a place on, and writes the places that they had into `orders`. */
function columnSort(count: number): (keys: Uint32Array, orders: Uint32Array, from: number) => void {
  const counts = new Uint32Array(3 * DIGITS);
  const otherKeys = new Uint32Array(count);
  const otherOrders = new Uint32Array(count);
  return (keys, orders, from) => {
    counts.fill(0);
    for (let i = 0; i < count; i++) {
      const key = keys[from + i]!;
      counts[key & (DIGITS - 1)]!++;
      counts[DIGITS + ((key >>> DIGIT) & (DIGITS - 1))]!++;
      counts[2 * DIGITS + (key >>> (2 * DIGIT))]!++;
    }
    for (let pass = 0; pass < 3; pass++) {
      for (let digit = pass * DIGITS, before = 0; digit < (pass + 1) * DIGITS; digit++) {
        const here = counts[digit]!;
        counts[digit] = before;
        before += here;
      }
    }
    for (let i = 0; i < count; i++) {
      const key = keys[from + i]!;
      const to = counts[key & (DIGITS - 1)]!++;
      otherKeys[to] = key;
      otherOrders[to] = i;
    }
    for (let i = 0; i < count; i++) {
      const key = otherKeys[i]!;
      const to = from + counts[DIGITS + ((key >>> DIGIT) & (DIGITS - 1))]!++;
      keys[to] = key;
      orders[to] = otherOrders[i]!;
    }
    for (let i = 0; i < count; i++) {
      const key = keys[from + i]!;
      const to = counts[2 * DIGITS + (key >>> (2 * DIGIT))]!++;
      otherKeys[to] = key;
      otherOrders[to] = orders[from + i]!;
    }
    keys.set(otherKeys, from);
    orders.set(otherOrders, from);
  };
}
