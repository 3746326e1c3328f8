// Paints the visible part of an image over a whole canvas, windowed to grey:
// grey = (value − black) / (white − black), cut to 0 … 1, and turned round where inverted. Beyond the image the canvas
// stays as it was.
//
// A pixel of the canvas shows the mean of the greys that it covers, each with the part of it that is covered, or of 8
// places along each side where it covers more than that; at 1 : 1 the image's pixel under its middle. Without the mean,
// fine patterns of a shrunk image would turn into coarse ones that are not there (aliasing), and an image enlarged by a
// little would have some of its pixels twice as wide as others.
//
// An image may lie in several bands of rows, each painted by a draw of its own, from the top. Where a pixel covers rows
// of two bands, the second is blended over the first by its share of the rows so far.
// image [endRow − firstRow, columns]. TypeScript twins: src/app/panes/footprints.ts, src/app/panes/scaled-greys.ts.

struct DisplayParameters {
  visibleLeft: f32,       // the visible rectangle in pixels of the image, (0, 0) its outer top left corner
  visibleTop: f32,
  visibleWidth: f32,
  visibleHeight: f32,
  canvasWidth: f32,       // device pixels
  canvasHeight: f32,
  rows: u32,              // of the whole image
  firstRow: u32,          // the bound band holds rows firstRow … endRow − 1 of the image
  endRow: u32,
  columns: u32,
  black: f32,             // values in the image's own unit
  white: f32,
  inverted: u32,
}

@group(0) @binding(0) var<uniform> display: DisplayParameters;
@group(0) @binding(1) var<storage, read> image: array<f32>;

// One triangle that covers the canvas.
@vertex
fn coverCanvas(@builtin(vertex_index) corner: u32) -> @builtin(position) vec4f {
  let position = vec2f(f32((corner << 1u) & 2u), f32(corner & 2u));
  return vec4f(position * 2.0 - 1.0, 0.0, 1.0);
}

// A pixel of the canvas that covers one of the image's but for this shows it as it is.
const NEAREST_TOLERANCE: f32 = 0.001;
const MOST_TAPS: f32 = 8.0;

struct Tap {
  index: f32,             // row or column of the image
  share: f32,             // its weight in the mean
}

fn isNearest(footprint: f32) -> bool {
  return abs(footprint - 1.0) <= NEAREST_TOLERANCE;
}

fn tapCount(footprint: f32) -> u32 {
  if (isNearest(footprint)) {
    return 1u;
  }
  // What begins and ends within a pixel touches one more than it is long.
  return u32(min(ceil(footprint) + 1.0, MOST_TAPS + 1.0));
}

fn tapOf(tap: u32, middle: f32, footprint: f32) -> Tap {
  let first = middle - 0.5 * footprint;
  if (isNearest(footprint)) {
    return Tap(floor(middle), 1.0);
  }
  if (footprint > MOST_TAPS) {
    return Tap(floor(first + (f32(tap) + 0.5) / MOST_TAPS * footprint), select(0.0, 1.0, f32(tap) < MOST_TAPS));
  }
  let index = floor(first) + f32(tap);
  return Tap(index, max(0.0, min(first + footprint, index + 1.0) - max(first, index)));
}

@fragment
fn paint(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let across = display.visibleWidth / display.canvasWidth;
  let down = display.visibleHeight / display.canvasHeight;
  let column = display.visibleLeft + position.x * across;
  let row = display.visibleTop + position.y * down;
  if (column < 0.0 || column >= f32(display.columns) || row < 0.0 || row >= f32(display.rows)) {
    discard;
  }
  var sum = 0.0;
  var weight = 0.0;
  var rowsHere = 0.0;
  var rowsBefore = 0.0;
  for (var y = 0u; y < tapCount(down); y++) {
    let rowTap = tapOf(y, row, down);
    if (rowTap.share <= 0.0 || rowTap.index < 0.0 || rowTap.index >= f32(display.endRow)) {
      continue;
    }
    if (rowTap.index < f32(display.firstRow)) {
      rowsBefore += rowTap.share;
      continue;
    }
    rowsHere += rowTap.share;
    let firstOfRow = (u32(rowTap.index) - display.firstRow) * display.columns;
    for (var x = 0u; x < tapCount(across); x++) {
      let columnTap = tapOf(x, column, across);
      if (columnTap.share <= 0.0 || columnTap.index < 0.0 || columnTap.index >= f32(display.columns)) {
        continue;
      }
      let value = image[firstOfRow + u32(columnTap.index)];
      let grey = clamp((value - display.black) / (display.white - display.black), 0.0, 1.0);
      let share = rowTap.share * columnTap.share;
      sum += share * grey;
      weight += share;
    }
  }
  if (weight <= 0.0) {
    discard;
  }
  var grey = sum / weight;
  if (display.inverted == 1u) {
    grey = 1.0 - grey;
  }
  return vec4f(vec3f(grey), rowsHere / (rowsBefore + rowsHere));
}
