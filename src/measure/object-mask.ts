/** What has less of the largest value is air, or what a pixel at the edge has of the object. */
const AIR = 0.01;

/**
 * Where the object is: every pixel in which the phantom has more than a hundredth of its largest value (by magnitude, for
 * phantoms in units of their own). Air inside the object, such as a windpipe, is none of it; lungs are.
 *
 * @param truth the phantom averaged over each pixel
 * @returns 1 inside, 0 outside, of the same length
 */
export function objectMask(truth: Float32Array): Uint8Array {
  let most = 0;
  for (const value of truth) most = Math.max(most, Math.abs(value));
  const mask = new Uint8Array(truth.length);
  for (let i = 0; i < truth.length; i++) mask[i] = Math.abs(truth[i]!) > AIR * most ? 1 : 0;
  return mask;
}
