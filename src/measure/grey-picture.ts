/**
 * Values as 8-bit grey: `black` and below 0, `white` and above 255, linearly between (DICOM LINEAR_EXACT, PS3.3
 * C.11.2.1.3.2). NaN is black.
 */
export function greyPicture(
  values: Float32Array,
  { black, white }: { readonly black: number; readonly white: number },
): Uint8Array<ArrayBuffer> {
  const scale = 255 / (white - black);
  return Uint8Array.from(values, (value) => Math.min(255, Math.max(0, Math.round((value - black) * scale))) || 0);
}
