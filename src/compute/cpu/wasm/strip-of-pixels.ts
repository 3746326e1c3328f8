// Sums of a strip of eight neighbouring pixels of a row (AssemblyScript).

@inline
function addLane(at: usize, column: i32, columns: i32, value: f32): void {
  if (column < columns) store<f32>(at, load<f32>(at) + value);
}

/** Adds sums to the pixels from an address on, as far as the row goes. */
@inline
export function addToStrip(at: usize, column: i32, columns: i32, nearer: v128, farther: v128): void {
  if (column + 8 <= columns) {
    v128.store(at, f32x4.add(v128.load(at), nearer));
    v128.store(at, f32x4.add(v128.load(at, 16), farther), 16);
  } else {
    addLane(at, column, columns, f32x4.extract_lane(nearer, 0));
    addLane(at + 4, column + 1, columns, f32x4.extract_lane(nearer, 1));
    addLane(at + 8, column + 2, columns, f32x4.extract_lane(nearer, 2));
    addLane(at + 12, column + 3, columns, f32x4.extract_lane(nearer, 3));
    addLane(at + 16, column + 4, columns, f32x4.extract_lane(farther, 0));
    addLane(at + 20, column + 5, columns, f32x4.extract_lane(farther, 1));
    addLane(at + 24, column + 6, columns, f32x4.extract_lane(farther, 2));
  }
}
