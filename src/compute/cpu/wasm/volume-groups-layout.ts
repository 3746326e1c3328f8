// How groups of views and the sums that they make lie in the memory (AssemblyScript): what is packed before
// back-project-volume-groups.ts, and where its sums go.

/**
 * Writes the sums of a tile to the voxels that they belong to: with h = (side − 1)/2, the place (x, y) = (column − h, h − row)
 * and those turned by 90°, 180° and 270°.
 *
 * @param sums f32[rows × columns, slices, 4 numbers of each sumBytes]
 * @param column, row the first of the tile
 * @param volume f32[slices, side, side]
 */
export function unpackVolumeGroups(
  sums: usize,
  sumBytes: i32,
  column: i32,
  columns: i32,
  row: i32,
  rows: i32,
  slices: i32,
  side: i32,
  volume: usize,
): void {
  const last = side - 1;
  const columnBytes = <usize>slices * <usize>sumBytes;
  for (let slice: i32 = 0; slice < slices; slice++) {
    let sum = sums + <usize>slice * <usize>sumBytes;
    const image = volume + ((<usize>slice * <usize>side * <usize>side) << 2);
    for (let r = row; r < row + rows; r++) {
      for (let c = column; c < column + columns; c++) {
        const four = v128.load(sum);
        v128.store32_lane(image + ((<usize>(r * side + c)) << 2), four, 0);
        v128.store32_lane(image + ((<usize>((last - c) * side + r)) << 2), four, 1);
        v128.store32_lane(image + ((<usize>((last - r) * side + last - c)) << 2), four, 2);
        v128.store32_lane(image + ((<usize>(c * side + last - r)) << 2), four, 3);
        sum += columnBytes;
      }
    }
  }
}

@inline
function addTo(voxel: usize, number: f32): void {
  store<f32>(voxel, load<f32>(voxel) + number);
}

/**
 * Adds what the mirror images bring, to (−x, y) of the places above. Of a side that is odd, the tiles hold places on an axis
 * twice, and the place on both four times: those count once.
 */
export function addMirroredGroups(
  sums: usize,
  sumBytes: i32,
  column: i32,
  columns: i32,
  row: i32,
  rows: i32,
  slices: i32,
  side: i32,
  volume: usize,
): void {
  const last = side - 1;
  const columnBytes = <usize>slices * <usize>sumBytes;
  for (let slice: i32 = 0; slice < slices; slice++) {
    let sum = sums + <usize>slice * <usize>sumBytes;
    const image = volume + ((<usize>slice * <usize>side * <usize>side) << 2);
    for (let r = row; r < row + rows; r++) {
      for (let c = column; c < column + columns; c++) {
        if (2 * r != last) {
          addTo(image + ((<usize>(r * side + last - c)) << 2), load<f32>(sum));
          addTo(image + ((<usize>((last - c) * side + last - r)) << 2), load<f32>(sum, 4));
          addTo(image + ((<usize>((last - r) * side + c)) << 2), load<f32>(sum, 8));
          addTo(image + ((<usize>(c * side + r)) << 2), load<f32>(sum, 12));
        } else if (2 * c == last) {
          addTo(image + ((<usize>(r * side + c)) << 2), load<f32>(sum));
        }
        sum += columnBytes;
      }
    }
  }
}

/**
 * Writes rows of four views side by side, weighted, as out[channel][row] = (a, b, c, d).
 *
 * @param views f32[4, rows, channels]
 * @param weights f32[4]
 * @param out address of the first row in channel 0
 * @param rowBytes from one row to the next
 * @param stride bytes from one channel to the next, less than 0 for views that are read backwards
 */
export function interleaveRows(
  views: usize,
  weights: usize,
  rows: i32,
  channels: i32,
  out: usize,
  rowBytes: i32,
  stride: i32,
): void {
  const weight = v128.load(weights);
  const inRow = <usize>channels << 2;
  const viewBytes = inRow * <usize>rows;
  // Four rows at a time, so that what is written of a channel is a whole line of the cache.
  for (let row: i32 = 0; row < rows; row += 4) {
    const end = min(rows, row + 4);
    for (let channel: i32 = 0; channel < channels; channel++) {
      let at = views + <usize>row * inRow + (<usize>channel << 2);
      let to = out + <usize>(channel * stride + row * rowBytes);
      for (let r = row; r < end; r++) {
        let four = v128.load32_zero(at);
        four = v128.load32_lane(at + viewBytes, four, 1);
        four = v128.load32_lane(at + 2 * viewBytes, four, 2);
        four = v128.load32_lane(at + 3 * viewBytes, four, 3);
        v128.store(to, f32x4.mul(weight, four));
        at += inRow;
        to += rowBytes;
      }
    }
  }
}
