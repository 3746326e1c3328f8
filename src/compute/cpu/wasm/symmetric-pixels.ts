// Pixels that a group of symmetric views sees at one detector coordinate (AssemblyScript).

@inline
export function addToPixel(image: usize, side: i32, column: i32, row: i32, value: f32): void {
  const address = image + ((<usize>(row * side + column)) << 2);
  store<f32>(address, load<f32>(address) + value);
}
