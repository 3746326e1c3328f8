// Four views, each a quarter turn from the one before, to a layer: see common/packed-layers.wgsl.
//
// Half floats have 11 bits: values are weighted, and scaled so that the largest is 1024, and none that matters is lost among
// the subnormal ones. What makes up for the scale: back-project-volume-turned.wgsl.

@group(0) @binding(3) var layers: texture_storage_2d_array<rgba16float, write>;
@group(0) @binding(4) var<storage, read> largest: array<u32>;      // the bits of the largest magnitude of all readings

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= textureDimensions(layers).x) {
    return;
  }
  let starts = packed[id.z].starts;
  let values = vec4f(
    readingFor(starts.x, id.z, id.xy),
    readingFor(starts.y, id.z, id.xy),
    readingFor(starts.z, id.z, id.xy),
    readingFor(starts.w, id.z, id.xy)
  );
  let peak = max(bitcast<f32>(largest[0]), 1.0e-30);
  textureStore(layers, id.xy, packing.firstLayer + id.z, values * packed[id.z].weights * (1024.0 / peak));
}
