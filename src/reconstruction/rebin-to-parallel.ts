import type { DeviceArray, ViewRange } from '../compute/device.ts';
import { type FanMachine, type FanScan, fanAngleRad, isocenterSpacingMm } from '../geometry/fan/fan-scan.ts';
import { arcScan } from '../geometry/parallel/parallel-scan.ts';
import { type DerivedSize, mustFit, SCAN_LIMITS } from '../geometry/scan-limits.ts';
import type { RebinPlan } from '../kernels/rebin/rebin-plan.ts';
import type { Operators } from '../operators/contract.ts';
import { planEvenViews } from './even-views.ts';
import type { FbpStep } from './fbp.ts';

/**
 * Plans the parallel scan that a fan has measured (Kak & Slaney 1988, ch. 3.4.3): views over half a turn as far apart as
 * the fan's, channels as far apart as the fan's at the isocentre, as far as the fan reaches to either side.
 *
 * Over a full turn every line is measured from both sides and the two are averaged. Where the detector is shifted by
 * about a quarter of a channel, the two sides' channels stand between each other; they are then read as one row, and the
 * parallel channels are half as wide. Over less than a turn the two are weighted as Parker's are. Views that run on over
 * more than a turn, or are uneven, are brought onto even angles first.
 *
 * @throws InputError where views are left out in several places, or come to more parallel ones than are possible
 */
export function planRebin(measured: FanScan): RebinPlan {
  const { fan, mix } = planEvenViews(measured);
  const views = fan.anglesRad.length;
  const { parallelViews, channels, spacing, interleaves } = rebinnedSize(fan, views, fan.arc.arcRad);
  mustFit('reconstruction.rebin', rebinnedSizes(fan, views, fan.arc.arcRad));
  const parallel = arcScan(
    { views: parallelViews, startRad: fan.arc.startRad, arcRad: Math.sign(fan.arc.arcRad) * Math.PI },
    { channels, channelSpacingMm: spacing, offset: 0 },
  );
  return { mix, fan, parallel, interleaves };
}

/** What rebinning a fan comes to at the most, for a check before it is planned. */
export function rebinnedSizes(fan: FanMachine, views: number, arcRad: number): readonly DerivedSize[] {
  const { parallelViews, channels } = rebinnedSize(fan, views, arcRad);
  const { derivedViews, derivedChannels, readings } = SCAN_LIMITS;
  return [
    {
      what: 'views of parallel rays over half a turn, as near to each other as the fan’s',
      count: parallelViews,
      most: derivedViews,
    },
    {
      what: 'channels of parallel rays, half as wide as the fan’s at the axis',
      count: channels,
      most: derivedChannels,
    },
    { what: 'readings of parallel rays', count: parallelViews * channels, most: readings },
  ];
}

function rebinnedSize(fan: FanMachine, views: number, arcRad: number) {
  const interleaves = Math.abs(arcRad) >= 2 * Math.PI - 1e-9 && standsBetween(fan.offset);
  const spacing = isocenterSpacingMm(fan) / 2;
  const rayMm = (channel: number) => Math.abs(fan.sourceToIsocenterMm * Math.sin(fanAngleRad(fan, channel)));
  const reachMm = Math.max(rayMm(0), rayMm(fan.channels - 1));
  // Views of several turns may all stand between each other.
  const parallelViews = Math.max(1, Math.round((Math.PI * views) / Math.min(2 * Math.PI, Math.abs(arcRad))));
  // As even or odd as the fan's, so that a centred detector's middle channels stay where they are.
  const parity = interleaves ? 0 : 1;
  const channels = Math.max(1, 2 * Math.ceil(reachMm / spacing + (1 - parity) / 2 - 1e-9) + parity);
  return { parallelViews, channels, spacing, interleaves };
}

/** Whether an offset shifts the channels of opposite views by about half a channel against each other. */
function standsBetween(offset: number): boolean {
  const shift = Math.abs(2 * offset);
  return shift > 0.25 && shift < 0.75;
}

/** Rebins a whole sinogram. Yields after every step. */
export async function* rebinToParallel<A extends DeviceArray>(
  operators: Operators<A>,
  plan: RebinPlan,
  sinogram: A,
  out: A,
): AsyncGenerator<FbpStep, void, void> {
  const { mix, fan } = plan;
  const even = mix ? await operators.create(fan.anglesRad.length, fan.channels) : sinogram;
  try {
    if (mix) {
      for (const range of stepsOf(operators, even)) {
        await operators.mixViews(mix, sinogram, even, range);
        yield { stage: 'filter', views: 0 };
      }
    }
    for (const range of stepsOf(operators, out)) {
      await operators.rebin(plan, even, out, range);
      yield { stage: 'filter', views: range.to };
    }
  } finally {
    if (even !== sinogram) operators.release(even);
  }
}

function* stepsOf(operators: Operators, { rows, columns }: DeviceArray): Generator<ViewRange> {
  const step = operators.viewsPerStep('filter', columns);
  for (let from = 0; from < rows; from += step) yield { from, to: Math.min(rows, from + step) };
}
