// Σ s·(1 − s) over each row of signals in whole steps (AssemblyScript), with the bits of src/kernels/scatter-of-rows/plain.ts.

const SCATTER_STEPS: f32 = 524288.0;

/** Σ s·(1 − s) over a row in whole steps. @param row f32[count], count divisible by 4 */
function scatterSteps(row: usize, count: i32): f32 {
  const one = f32x4.splat(1.0);
  const end = row + ((<usize>count) << 2);
  let sums = i32x4.splat(0);
  for (let at = row; at < end; at += 16) {
    const primary = f32x4.min(one, v128.load(at));
    const steps = f32x4.mul(f32x4.mul(primary, f32x4.sub(one, primary)), f32x4.splat(SCATTER_STEPS));
    sums = i32x4.add(sums, i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(steps, f32x4.splat(0.5)))));
  }
  // Of 16,384 channels no quarter comes to 2³¹ steps.
  const low = i64x2.add(i64x2.extend_low_i32x4_s(sums), i64x2.extend_high_i32x4_s(sums));
  return <f32>(i64x2.extract_lane(low, 0) + i64x2.extract_lane(low, 1));
}

/**
 * @param signals f32[rows × channels]
 * @param room for f32[channels, and up to 3 more]
 * @param steps f32[rows]
 */
export function scatterOfRows(signals: usize, rows: i32, channels: i32, room: usize, steps: usize): void {
  const rowBytes = (<usize>channels) << 2;
  const paddedChannels = (channels + 3) & ~3;
  for (let row: i32 = 0; row < rows; row++) {
    memory.copy(room, signals, rowBytes);
    v128.store(room + rowBytes, f32x4.splat(0));
    store<f32>(steps, scatterSteps(room, paddedChannels));
    steps += 4;
    signals += rowBytes;
  }
}
