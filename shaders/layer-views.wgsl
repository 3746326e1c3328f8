// A view to a layer, as it is: see common/packed-layers.wgsl.

@group(0) @binding(3) var layers: texture_storage_2d_array<r32float, write>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < textureDimensions(layers).x) {
    let value = readingFor(packed[id.z].starts.x, id.z, id.xy);
    textureStore(layers, id.xy, packing.firstLayer + id.z, vec4f(value, 0.0, 0.0, 0.0));
  }
}
