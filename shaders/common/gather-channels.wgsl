// The transpose of a projector of images: image += Σ over views and channels of what the channel counts the pixel for, times
// its reading. WebGPU adds no floats to memory that others add to, so every pixel gathers the few channels that see it.
//
// All rays of a view pass through one point, the source, which of parallel rays is infinitely far away. So the channels
// whose rays are next to a pixel are found on the line through the axis across the view: where the pixel is seen there
// from the source, and where the rays cross it, which is the same in every view and grows with the channel. From there
// channels are taken on both sides for as long as they count the pixel. A pixel beside the source, on the line through it
// across the view, is passed by rays that cross the line through the axis anywhere, so all channels are asked there.
//
// A kernel says what a channel counts the pixel for: fn weightMm(view: View, channel: i32, row: u32, column: u32) -> f32.
// One invocation per pixel. image [rows, columns]; sinogram [views, channels]. Needs scan.wgsl and placed-grid.wgsl.

struct AdjointParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1
  endView: u32,
  firstRow: u32,          // the view in row 0 of the bound sinogram
  channels: u32,
  firstImageRow: u32,     // this dispatch handles rows firstImageRow … endImageRow − 1
  endImageRow: u32,
  imageRow: u32,          // the image's row in row 0 of its bound buffer
  sourceShiftMm: f32,     // where the source stands across the view
  depthPerMm: f32,        // 1 / the distance from the source to the axis, 0 for parallel rays
  firstCrossingMm: f32,
  binsPerMm: f32,
  bins: u32,              // 0 where all channels are to be asked
}

@group(0) @binding(0) var<uniform> parameters: AdjointParameters;
@group(0) @binding(1) var<storage, read> views: array<View>;
@group(0) @binding(2) var<storage, read> rays: array<ChannelRay>;
@group(0) @binding(3) var<uniform> grid: PlacedGridParameters;
// Where each channel's ray crosses the line through the axis, in mm.
@group(0) @binding(4) var<storage, read> crossings: array<f32>;
// Which channel, fractional, crosses it at the ends of equal parts, [bins + 1].
@group(0) @binding(5) var<storage, read> channelsAt: array<f32>;
@group(0) @binding(6) var<storage, read> sinogram: array<f32>;
@group(0) @binding(7) var<storage, read_write> image: array<f32>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  let row = parameters.firstImageRow + id.y;
  if (column >= grid.columns || row >= parameters.endImageRow) {
    return;
  }
  let x = grid.centreXMm + (f32(column) - 0.5 * f32(grid.columns - 1u)) * grid.pixelSizeMm;
  let y = grid.centreYMm + (0.5 * f32(grid.rows - 1u) - f32(row)) * grid.pixelSizeMm;
  let channels = i32(parameters.channels);
  var sum = 0.0;
  for (var number = parameters.firstView; number < parameters.endView; number++) {
    let view = views[number];
    let readings = i32((number - parameters.firstRow) * parameters.channels);
    let across = x * view.cosine + y * view.sine;
    let beyondAxis = y * view.cosine - x * view.sine;
    let depth = 1.0 + beyondAxis * parameters.depthPerMm;
    var down = channels - 1;
    // No ray is further than one pixel from what it counts.
    if (parameters.bins > 0u && abs(depth) > 1.5 * grid.pixelSizeMm * parameters.depthPerMm) {
      down = channelBelow((across + parameters.sourceShiftMm * (depth - 1.0)) / depth);
      for (var channel = down + 1; channel < channels; channel++) {
        let weight = weightMm(view, channel, row, column);
        if (weight == 0.0) {
          break;
        }
        sum += weight * sinogram[readings + channel];
      }
      for (var channel = down; channel >= 0; channel--) {
        let weight = weightMm(view, channel, row, column);
        if (weight == 0.0) {
          break;
        }
        sum += weight * sinogram[readings + channel];
      }
    } else {
      for (var channel = 0; channel < channels; channel++) {
        sum += weightMm(view, channel, row, column) * sinogram[readings + channel];
      }
    }
  }
  image[(row - parameters.imageRow) * grid.columns + column] += sum;
}

// The last channel whose ray crosses the line through the axis before a place on it; −1 where there is none.
fn channelBelow(placeMm: f32) -> i32 {
  let place = clamp((placeMm - parameters.firstCrossingMm) * parameters.binsPerMm, 0.0, f32(parameters.bins));
  let bin = min(u32(place), parameters.bins - 1u);
  let fraction = place - f32(bin);
  var channel = i32((1.0 - fraction) * channelsAt[bin] + fraction * channelsAt[bin + 1u]);
  while (channel + 1 < i32(parameters.channels) && crossings[channel + 1] <= placeMm) {
    channel++;
  }
  while (channel >= 0 && crossings[channel] > placeMm) {
    channel--;
  }
  return channel;
}
