// An image and its turned and mirrored copies side by side (AssemblyScript).
//
// The four turns of a square, and the mirror images of these, carry lines into lines. A ray through the image and the seven
// that they make of it pass the eight copies at the same places: with pixel (line, position) of four or eight copies side
// by side, one place and two loads give as many samples. The copies lie there tile by tile, some lines at a time, so that
// what all rays ask of a tile stays in the second-level cache.
//
// A lane of a pixel is one copy. Where its pixels lie in the image is three numbers, i32: bytes from the image's beginning
// to the pixel at line 0 and position 0, from line to line, and from position to position.

/** Bytes of what is said of a lane. */
const LANE_BYTES: usize = 12;

/**
 * Lays lines of the copies out.
 *
 * @param image f32
 * @param lanes where the pixels of four copies lie, 4 × 3 × i32
 * @param tile f32[lines, stride, 4] of position 0 on the first line
 * @param stride bytes from line to line
 * @param pixelBytes from pixel to pixel: 16, or 32 where another four copies lie between
 */
export function fillTile(
  image: usize,
  lanes: usize,
  firstLine: i32,
  lines: i32,
  positions: i32,
  tile: usize,
  stride: usize,
  pixelBytes: usize,
): void {
  const perLine0 = load<i32>(lanes, 4);
  const perLine1 = load<i32>(lanes + LANE_BYTES, 4);
  const perLine2 = load<i32>(lanes + 2 * LANE_BYTES, 4);
  const perLine3 = load<i32>(lanes + 3 * LANE_BYTES, 4);
  // Lines inside: of the two copies that lie across, neighbouring lines are neighbours in memory.
  for (let position: i32 = 0; position < positions; position++) {
    let at0 = pixelAt(image, lanes, firstLine, position);
    let at1 = pixelAt(image, lanes + LANE_BYTES, firstLine, position);
    let at2 = pixelAt(image, lanes + 2 * LANE_BYTES, firstLine, position);
    let at3 = pixelAt(image, lanes + 3 * LANE_BYTES, firstLine, position);
    let out = tile + <usize>position * pixelBytes;
    for (let line: i32 = 0; line < lines; line++) {
      let four = v128.load32_zero(at0);
      four = v128.load32_lane(at1, four, 1);
      four = v128.load32_lane(at2, four, 2);
      four = v128.load32_lane(at3, four, 3);
      v128.store(out, four);
      at0 += perLine0;
      at1 += perLine1;
      at2 += perLine2;
      at3 += perLine3;
      out += stride;
    }
  }
}

/** The transpose: adds each copy's pixels to those of the image, one copy after the other. */
export function foldTile(
  image: usize,
  lanes: usize,
  firstLine: i32,
  lines: i32,
  positions: i32,
  tile: usize,
  stride: usize,
  pixelBytes: usize,
): void {
  for (let lane: usize = 0; lane < 4; lane++) {
    const copy = lanes + lane * LANE_BYTES;
    const perLine = load<i32>(copy, 4);
    const perPosition = load<i32>(copy, 8);
    const first = pixelAt(image, copy, firstLine, 0);
    const own = tile + (lane << 2);
    // Inside are those that are neighbours in memory.
    if (abs(perLine) < abs(perPosition)) {
      for (let position: i32 = 0; position < positions; position++) {
        addPixels(first + position * perPosition, perLine, own + <usize>position * pixelBytes, stride, lines);
      }
    } else {
      for (let line: i32 = 0; line < lines; line++) {
        addPixels(first + line * perLine, perPosition, own + <usize>line * stride, pixelBytes, positions);
      }
    }
  }
}

@inline
function addPixels(at: usize, step: i32, from: usize, fromStep: usize, count: i32): void {
  for (let i: i32 = 0; i < count; i++) {
    store<f32>(at, load<f32>(at) + load<f32>(from));
    at += step;
    from += fromStep;
  }
}

@inline
function pixelAt(image: usize, lane: usize, line: i32, position: i32): usize {
  return image + load<i32>(lane) + line * load<i32>(lane, 4) + position * load<i32>(lane, 8);
}
