/**
 * The Kaiser–Bessel window that carries samples at any place of the Fourier plane onto a Cartesian grid:
 *
 *   φ(d) = I₀(β·√(1 − (2d/W)²)) / I₀(β) for |d| < W/2 cells, else 0
 *
 * Its transform falls steeply, so that the image's periodic copies are faint where the image lies, and is known, so that
 * the shading it leaves on the image can be divided out (Jackson, Meyer, Nishimura & Macovski, IEEE Trans. Med. Imaging
 * 10:473, 1991, doi 10.1109/42.97598).
 */

/** W, in cells. With twice as many cells as pixels the image is then true to some 10⁻⁴ of its RMS. */
export const KERNEL_WIDTH = 4;

/**
 * β for which the aliases are least (Beatty, Nishimura & Pauly, IEEE Trans. Med. Imaging 24:799, 2005, eq. 5, doi
 * 10.1109/TMI.2005.848376).
 *
 * @param oversampling cells over pixels along a side
 */
export function kernelShapeFor(oversampling: number): number {
  return Math.PI * Math.sqrt((KERNEL_WIDTH * (1 - 0.5 / oversampling)) ** 2 - 0.8);
}

/** φ at a distance in cells. */
export function kernelAt(distance: number, shape: number): number {
  const squared = 1 - ((2 * distance) / KERNEL_WIDTH) ** 2;
  return squared <= 0 ? 0 : besselI0(shape * Math.sqrt(squared)) / besselI0(shape);
}

/**
 * Φ(t) = ∫ φ(d)·exp(2πi·t·d) dd = W·sinh(√(β² − (πWt)²)) / (I₀(β)·√(β² − (πWt)²)).
 *
 * @param t in cycles per cell: a pixel's distance from the middle over the grid's size
 */
export function kernelTransform(t: number, shape: number): number {
  const squared = shape ** 2 - (Math.PI * KERNEL_WIDTH * t) ** 2;
  const root = Math.sqrt(Math.abs(squared));
  const quotient = root < 1e-9 ? 1 : (squared > 0 ? Math.sinh(root) : Math.sin(root)) / root;
  return (KERNEL_WIDTH * quotient) / besselI0(shape);
}

/** Rows of the kernel's table per cell. Between them it is linear, less than 10⁻⁵ off. */
export const KERNEL_STEPS = 512;

/**
 * The kernel at distances i/steps, i = 0 … steps·W/2 + 1, one more than there are. It is this table that every backend
 * carries samples by: where the kernel itself jumps to 0, at ±W/2, the table is steep but continuous, so that the last
 * bit of a place decides nothing.
 */
export function kernelTable(shape: number): Float32Array<ArrayBuffer> {
  const length = (KERNEL_WIDTH / 2) * KERNEL_STEPS + 2;
  return Float32Array.from({ length }, (_, i) => kernelAt(i / KERNEL_STEPS, shape));
}

/** I₀(x) = Σ_k ((x/2)^k / k!)² (Abramowitz & Stegun 1964, 9.6.12). */
export function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
