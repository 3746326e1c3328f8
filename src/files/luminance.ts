/** Luminance with the weights of Rec. ITU-R BT.709. */
export function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
