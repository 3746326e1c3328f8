import type { DeviceArray } from '../../compute/device.ts';
import { detectorRowsOf } from '../../geometry/scan.ts';
import type { CorrectedSinogram, CorrectionContext, CorrectionWork, Figures } from '../correction.ts';
import { onHost } from '../on-host.ts';
import { cureRings } from './cure-rings.ts';

interface RingSettings {
  readonly by: 'drift' | 'sorting' | 'all' | 'wavelet';
  readonly window: number;
  readonly sensitivity: number;
  readonly levels: number;
  readonly damping: number;
}

/** Channels over which dead ones and strong stripes are told, and of which these are taken (Vo et al. 2018). */
const WIDE_WINDOW = 51;
/** Of a coarse detector no more than this part, since an object’s edge stands out over more. */
const WIDE_PART = 1 / 20;

export const correct: CorrectionWork['correct'] = async (given, context) => {
  const { operators } = context;
  const rows = detectorRowsOf(given.scan);
  const { by } = context.settings as unknown as RingSettings;
  const before = await meansOf(operators, given.sinogram, rows);
  const { sinogram, figures } = by === 'drift' ? await byDrift(given, context, before) : await onLanes(given, context);
  const after = await meansOf(operators, sinogram, rows);
  const rms = Math.sqrt(before.reduce((sum, mean, i) => sum + (mean - after[i]!) ** 2, 0) / before.length);
  return { ...given, sinogram, findings: { ...given.findings, rings: { figures: { rms, ...figures } } } };
};

async function byDrift<A extends DeviceArray>(
  given: CorrectedSinogram<A>,
  { operators, writable }: CorrectionContext<A>,
  means: Float32Array,
): Promise<{ readonly sinogram: A; readonly figures: Figures }> {
  const sinogram = await writable(given.sinogram);
  await cureRings(operators, sinogram, detectorRowsOf(given.scan), means);
  return { sinogram, figures: {} };
}

/** What each pixel of the detector reads in the mean. */
async function meansOf<A extends DeviceArray>(
  operators: CorrectionContext<A>['operators'],
  sinogram: A,
  rows: number,
): Promise<Float32Array> {
  const means = await operators.create(rows, sinogram.columns);
  try {
    await operators.meanOverViews(sinogram, means);
    return await operators.read(means);
  } finally {
    operators.release(means);
  }
}

async function onLanes<A extends DeviceArray>(
  given: CorrectedSinogram<A>,
  context: CorrectionContext<A>,
): Promise<{ readonly sinogram: A; readonly figures: Figures }> {
  const { by, window, sensitivity, levels, damping } = context.settings as unknown as RingSettings;
  const { channels } = given.scan;
  if (by === 'wavelet') {
    const settings = { channels, levels, damping };
    const ofRow = (readings: Float32Array) => context.host.run('withoutWaveletStripes', readings, settings);
    return { sinogram: await onHost(given, context, ofRow), figures: {} };
  }
  const odd = (size: number) => 2 * Math.floor(size / 2) + 1;
  const wideWindow = by === 'all' ? Math.max(odd(window), Math.min(WIDE_WINDOW, odd(channels * WIDE_PART))) : null;
  const settings = { channels, window: odd(window), wideWindow, sensitivity };
  let [dead, strong] = [0, 0];
  const sinogram = await onHost(given, context, async (readings) => {
    const cured = await context.host.run('withoutSortedStripes', readings, settings);
    dead += cured.dead;
    strong += cured.strong;
    return cured.readings;
  });
  return { sinogram, figures: by === 'all' ? { dead, strong } : {} };
}
