// Back-projection of any views onto any grid (AssemblyScript):
//
//   image(x, y) += Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v)
//
// Eight neighbouring pixels of a row are summed in registers over all views. Positions are whole numbers that count
// fractions of a channel, as in back-project-four.ts, and so is the table: 64 bytes a view.

const VIEW_BYTES: usize = 64;
const STRIP: i32 = 8;

/** A view, weighted, behind one zero and before two: out[channels + 3]. */
export function padView(view: usize, weight: f32, channels: i32, out: usize): void {
  store<f32>(out, 0);
  for (let channel: i32 = 0; channel < channels; channel++) {
    store<f32>(out + 4 + ((<usize>channel) << 2), weight * load<f32>(view + ((<usize>channel) << 2)));
  }
  const end = out + 4 + ((<usize>channels) << 2);
  store<f32>(end, 0);
  store<f32>(end, 0, 4);
}

// The values left and right of four positions: four loads of two neighbours each, taken apart.
@inline
function update(sum: v128, view: usize, positions: v128, fractionBits: i32, mask: v128, scale: v128): v128 {
  const fractions = f32x4.mul(f32x4.convert_i32x4_s(v128.and(positions, mask)), scale);
  const bytes = i32x4.shl(i32x4.shr_s(positions, fractionBits), 2);
  let pair01 = v128.load64_zero(view + <usize>i32x4.extract_lane(bytes, 0));
  let pair23 = v128.load64_zero(view + <usize>i32x4.extract_lane(bytes, 2));
  pair01 = v128.load64_lane(view + <usize>i32x4.extract_lane(bytes, 1), pair01, 1);
  pair23 = v128.load64_lane(view + <usize>i32x4.extract_lane(bytes, 3), pair23, 1);
  const left = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
  const right = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
  return f32x4.add(sum, f32x4.add(left, f32x4.mul(fractions, f32x4.sub(right, left))));
}

/**
 * @param table a view's start and steps, [count × 64 bytes]
 * @param padded weighted views with their zeros, [count × (channels + 3)] f32
 * @param image f32[(rowTo − rowFrom) × columns], added to
 */
export function backProjectPlain(
  table: usize,
  padded: usize,
  count: i32,
  channels: i32,
  fractionBits: i32,
  columns: i32,
  rowFrom: i32,
  rowTo: i32,
  image: usize,
): void {
  const viewBytes = (<usize>(channels + 3)) << 2;
  const last = i32x4.splat((channels + 1) << fractionBits);
  const first = i32x4.splat(0);
  const mask = i32x4.splat((1 << fractionBits) - 1);
  const scale = f32x4.splat(1.0 / <f32>(1 << fractionBits));
  for (let column: i32 = 0; column < columns; column += STRIP) {
    for (let row = rowFrom; row < rowTo; row++) {
      let nearerSum = f32x4.splat(0);
      let fartherSum = f32x4.splat(0);
      let entry = table;
      let view = padded;
      for (let v: i32 = 0; v < count; v++) {
        const start = load<f64>(entry) + <f64>column * load<f64>(entry, 8) + <f64>row * load<f64>(entry, 16);
        const base = i32x4.splat(<i32>start);
        const nearer = i32x4.max_s(first, i32x4.min_s(last, i32x4.add(base, v128.load(entry, 32))));
        const farther = i32x4.max_s(first, i32x4.min_s(last, i32x4.add(base, v128.load(entry, 48))));
        nearerSum = update(nearerSum, view, nearer, fractionBits, mask, scale);
        fartherSum = update(fartherSum, view, farther, fractionBits, mask, scale);
        entry += VIEW_BYTES;
        view += viewBytes;
      }
      const at = image + ((<usize>((row - rowFrom) * columns + column)) << 2);
      if (column + STRIP <= columns) {
        v128.store(at, f32x4.add(v128.load(at), nearerSum));
        v128.store(at, f32x4.add(v128.load(at, 16), fartherSum), 16);
      } else {
        addLane(at, column, columns, f32x4.extract_lane(nearerSum, 0));
        addLane(at + 4, column + 1, columns, f32x4.extract_lane(nearerSum, 1));
        addLane(at + 8, column + 2, columns, f32x4.extract_lane(nearerSum, 2));
        addLane(at + 12, column + 3, columns, f32x4.extract_lane(nearerSum, 3));
        addLane(at + 16, column + 4, columns, f32x4.extract_lane(fartherSum, 0));
        addLane(at + 20, column + 5, columns, f32x4.extract_lane(fartherSum, 1));
        addLane(at + 24, column + 6, columns, f32x4.extract_lane(fartherSum, 2));
        addLane(at + 28, column + 7, columns, f32x4.extract_lane(fartherSum, 3));
      }
    }
  }
}

@inline
function addLane(at: usize, column: i32, columns: i32, value: f32): void {
  if (column < columns) store<f32>(at, load<f32>(at) + value);
}
