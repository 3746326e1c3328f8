// The pixels of a square grid that four symmetric views see at one detector coordinate (AssemblyScript).

@inline
export function addToPixel(image: usize, side: i32, column: i32, row: i32, value: f32): void {
  const address = image + ((<usize>(row * side + column)) << 2);
  store<f32>(address, load<f32>(address) + value);
}

/**
 * Adds each view's sum to its own pixel. With x = column − h, y = h − row and h = (side − 1)/2:
 * θ at (x, y); 90° − θ at (y, x); 90° + θ at (−y, x); 180° − θ at (−x, y).
 */
@inline
export function addToPixels(image: usize, side: i32, column: i32, row: i32, sums: v128): void {
  const last = side - 1;
  addToPixel(image, side, column, row, f32x4.extract_lane(sums, 0));
  addToPixel(image, side, last - row, last - column, f32x4.extract_lane(sums, 1));
  addToPixel(image, side, row, last - column, f32x4.extract_lane(sums, 2));
  addToPixel(image, side, last - column, row, f32x4.extract_lane(sums, 3));
}
