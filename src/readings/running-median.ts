/**
 * The median over a window of neighbours, of which those beyond an end are mirror images, the end itself among them.
 *
 * @param values [from … from + count)
 * @param size of the window, odd
 */
export function runningMedian(
  values: Float32Array,
  from: number,
  count: number,
  size: number,
  out: Float32Array,
  to: number,
): void {
  const half = size >> 1;
  const period = 2 * count;
  // With its mirror images at both ends.
  const line = new Float32Array(count + 2 * half);
  line.set(values.subarray(from, from + count), half);
  for (let i = 0; i < half; i++) {
    for (const place of [i - half, count + i]) {
      const within = ((place % period) + period) % period;
      line[place + half] = values[from + (within < count ? within : period - 1 - within)]!;
    }
  }
  const window = line.slice(0, size).sort();
  for (let i = 0; i < count; i++) {
    out[to + i] = window[half]!;
    if (i + 1 < count) replace(window, line[i]!, line[i + size]!);
  }
}

/** Takes one value out of sorted ones and puts another in. */
function replace(window: Float32Array, old: number, value: number): void {
  if (old === value) return;
  let place = placeOf(window, old);
  if (value > old) {
    for (; place + 1 < window.length && window[place + 1]! < value; place++) window[place] = window[place + 1]!;
  } else {
    for (; place > 0 && window[place - 1]! > value; place--) window[place] = window[place - 1]!;
  }
  window[place] = value;
}

function placeOf(window: Float32Array, value: number): number {
  let [low, high] = [0, window.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (window[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
