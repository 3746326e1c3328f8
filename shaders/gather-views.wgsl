// Brings the views of some groups together from a sinogram that lies in several bands of rows: one dispatch per band
// copies those that stand in it. View c of group g goes to row 4·(g − firstGroup) + c.
//
// One invocation per value. band [endRow − firstRow, channels]; gathered [4 · (endGroup − firstGroup), channels].

struct GatherParameters {
  firstGroup: u32,        // this dispatch gathers groups firstGroup … endGroup − 1
  endGroup: u32,
  channels: u32,
  firstRow: u32,          // the band holds views firstRow … endRow − 1
  endRow: u32,
}

@group(0) @binding(0) var<uniform> parameters: GatherParameters;
@group(0) @binding(1) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(2) var<storage, read> band: array<f32>;
@group(0) @binding(3) var<storage, read_write> gathered: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channel = id.x;
  let group = parameters.firstGroup + id.y / 4u;
  if (channel >= parameters.channels || group >= parameters.endGroup) {
    return;
  }
  let view = groups[group].views[id.y % 4u];
  if (view >= parameters.firstRow && view < parameters.endRow) {
    gathered[id.y * parameters.channels + channel] = band[(view - parameters.firstRow) * parameters.channels + channel];
  }
}
