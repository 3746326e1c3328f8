// What a strip of pixels sees of views, and adding it up (AssemblyScript).
//
// What a strip sees is worked out for all groups before anything is added up: neither then wants for registers, which V8
// would otherwise fill with constants and sums in turn. For each group 96 bytes: what the channel below each of eight
// neighbouring pixels of a row counts for, 8 × f32; what the one above does, 8 × f32; and the address of the channel
// below, 8 × i32.

/** Neighbouring pixels of a row that are taken together. */
export const STRIP: i32 = 8;
/** Bytes of one group of what a strip sees. */
export const SEEN_BYTES: usize = 96;
export const SEEN_FAR: usize = 32;
export const SEEN_AT: usize = 64;

/** The sum and the updates of four views, from the channels below and above a position. */
@inline
function update(sum: v128, near: v128, below: v128, far: v128, above: v128): v128 {
  return f32x4.add(sum, f32x4.add(f32x4.mul(near, below), f32x4.mul(far, above)));
}

/**
 * Adds up two pixels of groups of eight. V8 brings all loads of a turn forward, so that more pixels would not stay in
 * registers.
 *
 * @param seen what a strip sees, from the first of the pixels on
 * @param sums f32[2 pixels, 2 × 4], added to
 */
@inline
function addEight(seen: usize, end: usize, sums: usize): void {
  let sum0 = v128.load(sums);
  let mirrored0 = v128.load(sums, 16);
  let sum1 = v128.load(sums, 32);
  let mirrored1 = v128.load(sums, 48);
  for (; seen < end; seen += SEEN_BYTES) {
    const near = v128.load(seen);
    const far = v128.load(seen, SEEN_FAR);
    const at0 = load<usize>(seen, SEEN_AT);
    const near0 = v128.shuffle<f32>(near, near, 0, 0, 0, 0);
    const far0 = v128.shuffle<f32>(far, far, 0, 0, 0, 0);
    sum0 = update(sum0, near0, v128.load(at0), far0, v128.load(at0, 32));
    mirrored0 = update(mirrored0, near0, v128.load(at0, 16), far0, v128.load(at0, 48));
    const at1 = load<usize>(seen, SEEN_AT + 4);
    const near1 = v128.shuffle<f32>(near, near, 1, 1, 1, 1);
    const far1 = v128.shuffle<f32>(far, far, 1, 1, 1, 1);
    sum1 = update(sum1, near1, v128.load(at1), far1, v128.load(at1, 32));
    mirrored1 = update(mirrored1, near1, v128.load(at1, 16), far1, v128.load(at1, 48));
  }
  v128.store(sums, mirrored1, 48);
  v128.store(sums, sum1, 32);
  v128.store(sums, mirrored0, 16);
  v128.store(sums, sum0);
}

/** The same for four pixels of groups of four, sums f32[4 pixels, 4]. */
@inline
function addFour(seen: usize, end: usize, sums: usize): void {
  let sum0 = v128.load(sums);
  let sum1 = v128.load(sums, 16);
  let sum2 = v128.load(sums, 32);
  let sum3 = v128.load(sums, 48);
  for (; seen < end; seen += SEEN_BYTES) {
    const near = v128.load(seen);
    const far = v128.load(seen, SEEN_FAR);
    const at0 = load<usize>(seen, SEEN_AT);
    const at1 = load<usize>(seen, SEEN_AT + 4);
    const at2 = load<usize>(seen, SEEN_AT + 8);
    const at3 = load<usize>(seen, SEEN_AT + 12);
    sum0 = update(sum0, v128.shuffle<f32>(near, near, 0, 0, 0, 0), v128.load(at0), v128.shuffle<f32>(far, far, 0, 0, 0, 0), v128.load(at0, 16));
    sum1 = update(sum1, v128.shuffle<f32>(near, near, 1, 1, 1, 1), v128.load(at1), v128.shuffle<f32>(far, far, 1, 1, 1, 1), v128.load(at1, 16));
    sum2 = update(sum2, v128.shuffle<f32>(near, near, 2, 2, 2, 2), v128.load(at2), v128.shuffle<f32>(far, far, 2, 2, 2, 2), v128.load(at2, 16));
    sum3 = update(sum3, v128.shuffle<f32>(near, near, 3, 3, 3, 3), v128.load(at3), v128.shuffle<f32>(far, far, 3, 3, 3, 3), v128.load(at3, 16));
  }
  v128.store(sums, sum3, 48);
  v128.store(sums, sum2, 32);
  v128.store(sums, sum1, 16);
  v128.store(sums, sum0);
}

/**
 * Adds up the eight pixels of a strip.
 *
 * @param isEight whether groups are of eight, whose channels take 32 bytes, or of four
 * @param end of what it sees
 * @param sums f32[8 pixels, 2 × 4 or 4], added to
 */
@inline
export function addStrip(isEight: bool, seen: usize, end: usize, sums: usize): void {
  if (isEight) {
    for (let pair: usize = 0; pair < 4; pair++) addEight(seen + (pair << 3), end, sums + (pair << 6));
  } else {
    addFour(seen, end, sums);
    addFour(seen + 16, end, sums + 64);
  }
}

/** Bytes of the sums of a strip. */
@inline
export function stripBytes(isEight: bool): usize {
  return isEight ? 256 : 128;
}

/** Four neighbouring pixels of one view: four loads of two neighbouring channels each, taken apart. */
@inline
export function updatePixels(sum: v128, seen: usize): v128 {
  let pair01 = v128.load64_zero(load<usize>(seen, SEEN_AT));
  let pair23 = v128.load64_zero(load<usize>(seen, SEEN_AT + 8));
  pair01 = v128.load64_lane(load<usize>(seen, SEEN_AT + 4), pair01, 1);
  pair23 = v128.load64_lane(load<usize>(seen, SEEN_AT + 12), pair23, 1);
  const below = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
  const above = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
  return update(sum, v128.load(seen), below, v128.load(seen, SEEN_FAR), above);
}
