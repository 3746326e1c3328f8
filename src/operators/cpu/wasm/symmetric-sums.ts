// Two images that take the sums of symmetric views (AssemblyScript).
//
// Four views on a grid that is symmetric belong to the pixels (x, y), (y, x), (−y, x) and (−x, y) of one detector
// coordinate. So that the four pixels of a strip always lie side by side, the views of (y, x) and (−y, x) are summed in
// an image that is turned about the diagonal; when all is done the two images are added up into one.
//
// Both are f32[side × (side + 16)]: rows have 8 numbers more at each end, for strips that reach beyond the grid.

const MARGIN: i32 = 8;

/** Numbers in a row of either image. */
@inline
export function strideOf(side: i32): i32 {
  return side + 2 * MARGIN;
}

@inline
function addressOf(image: usize, side: i32, column: i32, row: i32): usize {
  return image + ((<usize>(row * strideOf(side) + column + MARGIN)) << 2);
}

@inline
function add(address: usize, values: v128): void {
  v128.store(address, f32x4.add(v128.load(address), values));
}

@inline
function reversed(values: v128): v128 {
  return v128.shuffle<f32>(values, values, 3, 2, 1, 0);
}

/**
 * Adds the sums of four neighbouring pixels in a row to where they belong.
 *
 * With x = column − h, y = h − row and h = (side − 1)/2, the lanes of each sum are the views
 * θ of (x, y); 90° − θ of (y, x); 90° + θ of (−y, x); 180° − θ of (−x, y).
 */
@inline
export function addFourSums(direct: usize, turned: usize, side: i32, column: i32, row: i32, sum0: v128, sum1: v128, sum2: v128, sum3: v128): void {
  // A transpose of 4 × 4: from one pixel's four views to one view's four pixels.
  const lowAB = v128.shuffle<f32>(sum0, sum1, 0, 4, 1, 5);
  const highAB = v128.shuffle<f32>(sum0, sum1, 2, 6, 3, 7);
  const lowCD = v128.shuffle<f32>(sum2, sum3, 0, 4, 1, 5);
  const highCD = v128.shuffle<f32>(sum2, sum3, 2, 6, 3, 7);
  const a = v128.shuffle<f32>(lowAB, lowCD, 0, 1, 4, 5);
  const b = v128.shuffle<f32>(lowAB, lowCD, 2, 3, 6, 7);
  const c = v128.shuffle<f32>(highAB, highCD, 0, 1, 4, 5);
  const d = v128.shuffle<f32>(highAB, highCD, 2, 3, 6, 7);
  const opposite = side - 4 - column;
  add(addressOf(direct, side, column, row), a);
  add(addressOf(turned, side, opposite, side - 1 - row), reversed(b));
  add(addressOf(turned, side, opposite, row), reversed(c));
  add(addressOf(direct, side, opposite, row), reversed(d));
}

/** image = direct + turned about the diagonal, f32[side × side]. */
export function foldSums(direct: usize, turned: usize, side: i32, image: usize): void {
  // In tiles, so that the lines of memory that a tile's columns lie in stay in the cache.
  for (let tileRow: i32 = 0; tileRow < side; tileRow += 16) {
    const rowTo = min(side, tileRow + 16);
    for (let tileColumn: i32 = 0; tileColumn < side; tileColumn += 16) {
      const columnTo = min(side, tileColumn + 16);
      for (let row = tileRow; row < rowTo; row++) {
        for (let column = tileColumn; column < columnTo; column++) {
          const sum = load<f32>(addressOf(direct, side, column, row)) + load<f32>(addressOf(turned, side, row, column));
          store<f32>(image + ((<usize>(row * side + column)) << 2), sum);
        }
      }
    }
  }
}
