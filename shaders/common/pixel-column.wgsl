// For kernels that back-project four views at once: each invocation sums four pixels of a column, so that a group's
// constants are read once for sixteen updates. Needs symmetric.wgsl and the bindings `parameters` and `sums`, the latter
// [endRow − firstRow, side].

const PIXELS_EACH = 4u;

// Adds what was summed for the pixels at and below (column, row); the image may end among them.
fn addToColumn(column: u32, row: u32, sum0: vec4f, sum1: vec4f, sum2: vec4f, sum3: vec4f) {
  let side = parameters.side;
  let pixel = (row - parameters.firstRow) * side + column;
  sums[pixel] += sum0;
  if (row + 1u < parameters.endRow) {
    sums[pixel + side] += sum1;
  }
  if (row + 2u < parameters.endRow) {
    sums[pixel + 2u * side] += sum2;
  }
  if (row + 3u < parameters.endRow) {
    sums[pixel + 3u * side] += sum3;
  }
}
