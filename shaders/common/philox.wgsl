// Philox 4×32-10: four random words that depend on a counter and a key alone (Salmon, Moraes, Dror & Shaw, SC'11, doi
// 10.1145/2063384.2063405), so that a reading's noise does not depend on when it is made.
// TypeScript twin: src/physics/philox.ts.

// The upper 32 bits of a product: WGSL has no 64-bit integers, so it is made of products of halves.
fn upperProduct(a: u32, b: u32) -> u32 {
  let aLow = a & 0xffffu;
  let aHigh = a >> 16u;
  let bLow = b & 0xffffu;
  let bHigh = b >> 16u;
  let middle = aHigh * bLow + ((aLow * bLow) >> 16u);
  let carried = aLow * bHigh + (middle & 0xffffu);
  return aHigh * bHigh + (middle >> 16u) + (carried >> 16u);
}

fn philox(counter: vec4u, key: vec2u) -> vec4u {
  var x = counter;
  var k = key;
  for (var round = 0; round < 10; round++) {
    let high0 = upperProduct(0xd2511f53u, x.x);
    let high1 = upperProduct(0xcd9e8d57u, x.z);
    let low0 = 0xd2511f53u * x.x;
    let low1 = 0xcd9e8d57u * x.z;
    x = vec4u(high1 ^ x.y ^ k.x, low1, high0 ^ x.w ^ k.y, low0);
    k = k + vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return x;
}
