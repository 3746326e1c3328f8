// Lays the four views of each group side by side in a texture, for back-project-texture.wgsl: texel (k + 1, g) holds
// channel k of the four views of group g, weighted and scaled. Column 0 and those from channels + 1 on are 0: beyond the
// detector a view is 0.
//
// Half floats have 11 bits: values are scaled so that the largest is 1024, and none that matters is lost among the
// subnormal ones. One invocation per texel. projections [views, channels].

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(2) var<storage, read> projections: array<f32>;
@group(0) @binding(3) var<storage, read> largest: array<u32>;      // the bits of the largest magnitude
@group(0) @binding(4) var interleaved: texture_storage_2d<rgba16float, write>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  let group = parameters.firstGroup + id.y;
  if (column >= textureDimensions(interleaved).x || group >= parameters.endGroup) {
    return;
  }
  var value = vec4f(0.0);
  if (column >= 1u && column <= parameters.channels) {
    let channel = column - 1u;
    let rows = groups[group].views * parameters.channels;
    value = vec4f(
      projections[rows.x + channel],
      projections[rows.y + channel],
      projections[rows.z + channel],
      projections[rows.w + channel]
    );
    let peak = max(bitcast<f32>(largest[0]), 1.0e-30);
    // Weights are brought near 1 by the first of all, and given back in the fold.
    value *= groups[group].weights / groups[0].weights.x * (1024.0 / peak);
  }
  textureStore(interleaved, vec2u(column, id.y), value);
}
