// Paints the visible part of an image over a whole canvas, nearest neighbour, windowed to grey:
// grey = (value − black) / (white − black), cut to 0 … 1, and turned round where inverted. Beyond the image the canvas
// stays as it was.
//
// An image may lie in several bands of rows, each painted by a draw of its own.
// image [endRow − firstRow, columns]. TypeScript twin: src/app/panes/canvas-surface.ts.

struct DisplayParameters {
  visibleLeft: f32,       // the visible rectangle in pixels of the image, (0, 0) its outer top left corner
  visibleTop: f32,
  visibleWidth: f32,
  visibleHeight: f32,
  canvasWidth: f32,       // device pixels
  canvasHeight: f32,
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

@fragment
fn paint(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let column = floor(display.visibleLeft + position.x / display.canvasWidth * display.visibleWidth);
  let row = floor(display.visibleTop + position.y / display.canvasHeight * display.visibleHeight);
  if (column < 0.0 || column >= f32(display.columns) || row < f32(display.firstRow) || row >= f32(display.endRow)) {
    discard;
  }
  let value = image[(u32(row) - display.firstRow) * display.columns + u32(column)];
  var grey = clamp((value - display.black) / (display.white - display.black), 0.0, 1.0);
  if (display.inverted == 1u) {
    grey = 1.0 - grey;
  }
  return vec4f(vec3f(grey), 1.0);
}
