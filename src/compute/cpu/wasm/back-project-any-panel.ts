// Back-projection of a volume by flat panels that stand at any angle (AssemblyScript): those of tomosynthesis, tilted ones.
//
// Channel, row and depth of what sees a voxel are quotients of functions linear in x, y and z (geometry/lowered-scan.ts). A row
// of voxels is walked along x, four voxels at a time: three linear functions, one division, and of each voxel one load of its
// four readings, since a packed view holds every reading beside the one above it. Beyond the panel are zeros.
//
// The table has 128 bytes for each view: f64 the factors of x, y, z and 1 in the numerator of the channel, in that of the row,
// and in the depth, x and y counted in pixels, z in the scan's units; the least depth; then i32 the address of the reading
// that both are counted from, less what ROUNDING leaves in them. Numerators are those of positions from the panel's middle,
// where single precision is the finest.
//
// Bounds, f64: the least channel and row, and the greatest, that matter, counted in the same way; all of them are zeros.

const VIEW_BYTES: usize = 128;
/** 1.5·2²³: added to a whole number, it leaves it in the last bits. */
const ROUNDING: f32 = 12582912;
const ROUNDING_BITS: i32 = 0x4b400000;
/** More columns than there are, and still a whole number. */
const MANY: f64 = 1e9;

let from: i32 = 0;
let to: i32 = 0;

/** Leaves the columns in which first + column·step may be above 0. */
@inline
function cut(first: f64, step: f64): void {
  const root = min(MANY, max(-MANY, -first / step));
  if (step > 0) from = max(from, <i32>floor(root));
  else if (step < 0) to = min(to, <i32>ceil(root) + 1);
  else if (first <= 0) to = 0;
}

/** One view onto a row of voxels. @param isNear whether some may be too near to the source */
@inline
function addView(
  isWeighted: bool,
  isNear: bool,
  channel1: f64,
  channelX: f64,
  row1: f64,
  rowX: f64,
  depth1: f64,
  depthX: f64,
  leastDepth: f64,
  origin: i32,
  stride: i32,
  bounds: usize,
  xs: usize,
  sums: usize,
): void {
  const ofChannel = f32x4.splat(<f32>channel1);
  const channelPerX = f32x4.splat(<f32>channelX);
  const ofRow = f32x4.splat(<f32>row1);
  const rowPerX = f32x4.splat(<f32>rowX);
  const ofDepth = f32x4.splat(<f32>depth1);
  const depthPerX = f32x4.splat(<f32>depthX);
  const leastChannel = f32x4.splat(<f32>load<f64>(bounds));
  const leastRow = f32x4.splat(<f32>load<f64>(bounds, 8));
  const mostChannel = f32x4.splat(<f32>load<f64>(bounds, 16));
  const mostRow = f32x4.splat(<f32>load<f64>(bounds, 24));
  const one = f32x4.splat(1);
  const rounding = f32x4.splat(ROUNDING);
  const rowBytes = i32x4.splat(stride);
  const origins = i32x4.splat(origin);
  const least = f32x4.splat(<f32>leastDepth);
  const end = <usize>to << 2;
  for (let at = <usize>from << 2; at < end; at += 16) {
    const x = v128.load(xs + at);
    const anyDepth = f32x4.add(ofDepth, f32x4.mul(x, depthPerX));
    const depth = isNear ? f32x4.pmax(anyDepth, least) : anyDepth;
    const over = f32x4.div(one, depth);
    const anyChannel = f32x4.mul(over, f32x4.add(ofChannel, f32x4.mul(x, channelPerX)));
    const anyRow = f32x4.mul(over, f32x4.add(ofRow, f32x4.mul(x, rowPerX)));
    const channel = f32x4.pmin(mostChannel, f32x4.pmax(leastChannel, anyChannel));
    const row = f32x4.pmin(mostRow, f32x4.pmax(leastRow, anyRow));
    const left = f32x4.floor(channel);
    const below = f32x4.floor(row);
    const inRow = i32x4.shl(f32x4.add(left, rounding), 3);
    const places = i32x4.add(i32x4.add(origins, inRow), i32x4.mul(f32x4.add(below, rounding), rowBytes));
    const seen0 = v128.load(<usize>i32x4.extract_lane(places, 0));
    const seen1 = v128.load(<usize>i32x4.extract_lane(places, 1));
    const seen2 = v128.load(<usize>i32x4.extract_lane(places, 2));
    const seen3 = v128.load(<usize>i32x4.extract_lane(places, 3));
    const aside = f32x4.sub(channel, left);
    const near01 = v128.shuffle<f32>(seen0, seen1, 0, 4, 1, 5);
    const far01 = v128.shuffle<f32>(seen0, seen1, 2, 6, 3, 7);
    const near23 = v128.shuffle<f32>(seen2, seen3, 0, 4, 1, 5);
    const far23 = v128.shuffle<f32>(seen2, seen3, 2, 6, 3, 7);
    const aside01 = v128.shuffle<f32>(aside, aside, 0, 1, 0, 1);
    const aside23 = v128.shuffle<f32>(aside, aside, 2, 3, 2, 3);
    const mixed01 = f32x4.add(near01, f32x4.mul(aside01, f32x4.sub(far01, near01)));
    const mixed23 = f32x4.add(near23, f32x4.mul(aside23, f32x4.sub(far23, near23)));
    const lower = v128.shuffle<f32>(mixed01, mixed23, 0, 1, 4, 5);
    const upper = v128.shuffle<f32>(mixed01, mixed23, 2, 3, 6, 7);
    let value = f32x4.add(lower, f32x4.mul(f32x4.sub(row, below), f32x4.sub(upper, lower)));
    if (isWeighted) value = f32x4.mul(value, f32x4.mul(over, over));
    if (isNear) value = v128.and(value, f32x4.eq(anyDepth, depth));
    v128.store(sums + at, f32x4.add(v128.load(sums + at), value));
  }
}

/**
 * One view onto a row of voxels that all are as deep, and seen on one row: those of a panel parallel to the slices. What its two
 * rows of readings come to there is worked out first, and then read between channels.
 *
 * @param line room for a row of readings
 */
function addParallelView(
  weight: f32,
  channel1: f64,
  channelX: f64,
  row: f64,
  origin: i32,
  stride: i32,
  bounds: usize,
  xs: usize,
  line: usize,
  sums: usize,
): void {
  const least = load<f64>(bounds);
  const most = load<f64>(bounds, 16);
  const one = channel1 + <f64>load<f32>(xs + (<usize>from << 2)) * channelX;
  const other = channel1 + <f64>load<f32>(xs + (<usize>(to - 1) << 2)) * channelX;
  // A channel more on either side, for what rounding makes of it. All may lie beyond the panel, on zeros.
  const first = <i32>floor(min(most, max(least, min(one, other) - 1.0)));
  const last = <i32>floor(min(most, max(least, max(one, other) + 1.0))) + 1;
  const below = floor(row);
  const rising = f32x4.splat(<f32>(row - below));
  const factor = f32x4.splat(weight);
  let pairs = <usize>(origin + (<i32>below + ROUNDING_BITS) * stride + ((first + ROUNDING_BITS) << 3));
  const lineEnd = line + (<usize>(last - first + 1) << 2);
  for (let at = line; at < lineEnd; at += 16) {
    const pairs01 = v128.load(pairs);
    const pairs23 = v128.load(pairs, 16);
    const lower = v128.shuffle<f32>(pairs01, pairs23, 0, 2, 4, 6);
    const upper = v128.shuffle<f32>(pairs01, pairs23, 1, 3, 5, 7);
    v128.store(at, f32x4.mul(factor, f32x4.add(lower, f32x4.mul(rising, f32x4.sub(upper, lower)))));
    pairs += 32;
  }
  const ofChannel = f32x4.splat(<f32>channel1);
  const perX = f32x4.splat(<f32>channelX);
  const leastChannel = f32x4.splat(<f32>max(least, <f64>first));
  const mostChannel = f32x4.splat(<f32>min(most, <f64>(last - 1)));
  const rounding = f32x4.splat(ROUNDING);
  const origins = i32x4.splat(<i32>line - ((first + ROUNDING_BITS) << 2));
  const end = <usize>to << 2;
  for (let at = <usize>from << 2; at < end; at += 16) {
    const anyChannel = f32x4.add(ofChannel, f32x4.mul(v128.load(xs + at), perX));
    const channel = f32x4.pmin(mostChannel, f32x4.pmax(leastChannel, anyChannel));
    const left = f32x4.floor(channel);
    const places = i32x4.add(origins, i32x4.shl(f32x4.add(left, rounding), 2));
    let pair01 = v128.load64_zero(<usize>i32x4.extract_lane(places, 0));
    let pair23 = v128.load64_zero(<usize>i32x4.extract_lane(places, 2));
    pair01 = v128.load64_lane(<usize>i32x4.extract_lane(places, 1), pair01, 1);
    pair23 = v128.load64_lane(<usize>i32x4.extract_lane(places, 3), pair23, 1);
    const near = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
    const far = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
    const value = f32x4.add(near, f32x4.mul(f32x4.sub(channel, left), f32x4.sub(far, near)));
    v128.store(sums + at, f32x4.add(v128.load(sums + at), value));
  }
}

/**
 * Some views onto a slice of a volume.
 *
 * @param isWeighted whether readings count less the farther away a voxel is
 * @param table, bounds see above
 * @param stride bytes from one row of a packed view to the next
 * @param xs f32[columns] and ys f64[rows]: places of the voxels in pixels
 * @param columns a multiple of four
 * @param line room for as many readings as a row has, and eight more
 * @param sums f32[rows, columns], added to
 */
export function backProjectAnyPanel(
  isWeighted: bool,
  table: usize,
  views: i32,
  bounds: usize,
  stride: i32,
  xs: usize,
  columns: i32,
  ys: usize,
  rows: i32,
  z: f64,
  line: usize,
  sums: usize,
): void {
  const leastChannel = load<f64>(bounds);
  const leastRow = load<f64>(bounds, 8);
  const mostChannel = load<f64>(bounds, 16);
  const mostRow = load<f64>(bounds, 24);
  const firstX = <f64>load<f32>(xs);
  for (let r: i32 = 0; r < rows; r++) {
    const y = load<f64>(ys + (<usize>r << 3));
    let at = table;
    for (let view: i32 = 0; view < views; view++) {
      const channelX = load<f64>(at);
      const channel1 = load<f64>(at, 24) + y * load<f64>(at, 8) + z * load<f64>(at, 16);
      const rowX = load<f64>(at, 32);
      const row1 = load<f64>(at, 56) + y * load<f64>(at, 40) + z * load<f64>(at, 48);
      const depthX = load<f64>(at, 64);
      const depth1 = load<f64>(at, 88) + y * load<f64>(at, 72) + z * load<f64>(at, 80);
      const leastDepth = load<f64>(at, 96);
      const origin = load<i32>(at, 104);
      at += VIEW_BYTES;
      // Which columns are seen at all: those in front of the source and within the panel.
      from = 0;
      to = columns;
      const channel0 = channel1 + firstX * channelX;
      const row0 = row1 + firstX * rowX;
      const depth0 = depth1 + firstX * depthX;
      cut(depth0 - leastDepth, depthX);
      cut(channel0 - leastChannel * depth0, channelX - leastChannel * depthX);
      cut(mostChannel * depth0 - channel0, mostChannel * depthX - channelX);
      cut(row0 - leastRow * depth0, rowX - leastRow * depthX);
      cut(mostRow * depth0 - row0, mostRow * depthX - rowX);
      from &= ~3;
      to = min(columns, (to + 3) & ~3);
      if (from >= to) continue;
      if (rowX == 0 && depthX == 0) {
        const over = 1.0 / depth1;
        const weight = isWeighted ? <f32>(over * over) : <f32>1;
        addParallelView(
          weight,
          channel1 * over,
          channelX * over,
          min(mostRow, max(leastRow, row1 * over)),
          origin,
          stride,
          bounds,
          xs,
          line,
          sums,
        );
        continue;
      }
      const nearest = min(depth0 + <f64>from * depthX, depth0 + <f64>to * depthX);
      if (nearest <= leastDepth * 1.000001) {
        if (isWeighted) {
          addView(true, true, channel1, channelX, row1, rowX, depth1, depthX, leastDepth, origin, stride, bounds, xs, sums);
        } else {
          addView(false, true, channel1, channelX, row1, rowX, depth1, depthX, leastDepth, origin, stride, bounds, xs, sums);
        }
      } else if (isWeighted) {
        addView(true, false, channel1, channelX, row1, rowX, depth1, depthX, leastDepth, origin, stride, bounds, xs, sums);
      } else {
        addView(false, false, channel1, channelX, row1, rowX, depth1, depthX, leastDepth, origin, stride, bounds, xs, sums);
      }
    }
    sums += <usize>columns << 2;
  }
}

/**
 * Writes every reading of a view, weighted, beside the one above it: out[row][channel] = (below, above), of the row before the
 * first to that behind the last. What is around stays as it is, zeros.
 *
 * @param view f32[rows, channels]
 * @param out address of the first channel in the row before the first
 * @param stride bytes from row to row
 */
export function pairRows(view: usize, weight: f32, rows: i32, channels: i32, out: usize, stride: i32): void {
  const rowBytes = <usize>channels << 2;
  for (let row: i32 = -1; row < rows; row++) {
    let below = view + <usize>row * rowBytes;
    let above = below + rowBytes;
    for (let to = out, end = out + 2 * rowBytes; to < end; to += 8) {
      if (row >= 0) store<f32>(to, weight * load<f32>(below));
      if (row + 1 < rows) store<f32>(to, weight * load<f32>(above), 4);
      below += 4;
      above += 4;
    }
    out += stride;
  }
}
