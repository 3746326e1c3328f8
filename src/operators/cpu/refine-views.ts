import { SMOOTH_SIXTEENTHS } from '../interpolation.ts';

/**
 * Views at half the spacing, [views × (2·channels + 1)]: number 2k + 1 stands at channel k, the first and the last half a
 * channel beyond the ends. interpolation.ts says what they are made of. GPU twin: shaders/refine-views.wgsl.
 *
 * @param values [views × channels]
 */
export function refineViews(values: Float32Array, channels: number): Float32Array<ArrayBuffer> {
  const [beside, own] = SMOOTH_SIXTEENTHS.atChannel.map((weight) => weight / 16) as [number, number];
  const [beyond, next] = SMOOTH_SIXTEENTHS.midway.map((weight) => weight / 16) as [number, number];
  const views = values.length / channels;
  const width = 2 * channels + 1;
  const out = new Float32Array(views * width);
  for (let view = 0; view < views; view++) {
    const row = view * channels;
    const target = view * width;
    out[target] = values[row]! / 2;
    // The numbers a row slides over, so that each is read once.
    let before = 0;
    let here = values[row]!;
    let after = channels > 1 ? values[row + 1]! : 0;
    for (let channel = 0; channel < channels; channel++) {
      const second = channel + 2 < channels ? values[row + channel + 2]! : 0;
      const isInside = channel > 0 && channel + 1 < channels;
      out[target + 2 * channel + 1] = isInside ? beside * (before + after) + own * here : here;
      const isCubic = isInside && channel + 2 < channels;
      out[target + 2 * channel + 2] = isCubic
        ? next * (here + after) + beyond * (before + second)
        : 0.5 * (here + after);
      before = here;
      here = after;
      after = second;
    }
  }
  return out;
}
