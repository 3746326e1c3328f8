import type { HostRows } from '../../compute/kernel.ts';
import type { ExtensionPlan } from './extension-plan.ts';

/**
 * Views that go on beyond the detector's ends, [views × (before + channels + after)]. At t channels beyond an end it is
 * √(a + b·t − w²·t²), w = 2·waterPerChannel, a + b·t being the straight line through p² + w²·t² of the channels at that
 * end by least squares: what a cylinder of water reads that reads the same at the end (after Hsieh et al., Med. Phys.
 * 31:2385, 2004, doi 10.1118/1.1776673). A view that rises outwards goes on level: how far is unknown. The last part,
 * `taperedPart` of the extension, falls to nothing as cos².
 */
export function plain(
  plan: ExtensionPlan,
  { sinogram, out: { data: out, columns: width } }: Readonly<Record<'sinogram' | 'out', HostRows>>,
): void {
  const { before, after } = plan;
  const { data: values, rows: views, columns: channels } = sinogram;
  for (let view = 0; view < views; view++) {
    const row = values.subarray(view * channels, (view + 1) * channels);
    out.set(row, view * width + before);
    const first = fittedLine(plan, row, 0, 1);
    const last = fittedLine(plan, row, channels - 1, -1);
    for (let t = 1; t <= before; t++) out[view * width + before - t] = extendedReading(plan, first, t, before);
    for (let t = 1; t <= after; t++) {
      out[view * width + before + channels - 1 + t] = extendedReading(plan, last, t, after);
    }
  }
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** @param end the channel at the detector's end; t is 0 there, and grows outwards. @param inwards 1 or −1 */
function fittedLine({ waterPerChannel, fitted }: ExtensionPlan, row: Float32Array, end: number, inwards: number): Line {
  const squaredStep = (2 * waterPerChannel) ** 2;
  const middle = (fitted - 1) / 2;
  let mean = 0;
  let moment = 0;
  for (let k = 0; k < fitted; k++) {
    const value = Math.max(0, row[end + inwards * k]!);
    const squared = value * value + squaredStep * k * k;
    mean += squared / fitted;
    moment += (middle - k) * squared;
  }
  // Σ (k − middle)² of n whole numbers is n·(n² − 1)/12.
  const slope = fitted > 1 ? (12 * moment) / (fitted * (fitted * fitted - 1)) : 0;
  return { intercept: mean + slope * middle, slope: Math.min(0, slope) };
}

function extendedReading(plan: ExtensionPlan, line: Line, t: number, added: number): number {
  const squared = line.intercept + line.slope * t - (2 * plan.waterPerChannel * t) ** 2;
  const tapered = Math.max(0, (t / (added + 1) - (1 - plan.taperedPart)) / plan.taperedPart);
  return Math.sqrt(Math.max(0, squared)) * Math.cos((Math.PI / 2) * tapered) ** 2;
}
