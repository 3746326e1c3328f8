import type { DeviceArray } from '../compute/device.ts';
import { detectorRowsOf, type Scan } from '../geometry/scan.ts';
import { mustFit, SCAN_LIMITS } from '../geometry/scan-limits.ts';
import type { Operators } from '../operators/contract.ts';
import type { FbpStep } from './fbp.ts';

/** How many numbers of twice the density stand for a view. */
export function refinedChannels(channels: number): number {
  return 2 * channels + 1;
}

/**
 * Refuses views that are too many to be made twice as dense.
 *
 * @throws InputError naming the size
 */
export function mustRefine(views: number, channels: number): void {
  const what = `readings at half the spacing, as "smooth" needs ("linear" needs only views × channels)`;
  const count = views * refinedChannels(channels);
  mustFit('reconstruction.interpolation', [{ what, count, most: SCAN_LIMITS.readings }]);
}

/**
 * The scan that views of twice the density belong to: half the spacing, half a channel farther to both sides.
 *
 * @throws InputError where they are too many
 */
export function refinedScan<S extends Scan>(scan: S): S {
  mustRefine(scan.anglesRad.length * detectorRowsOf(scan), scan.channels);
  return {
    ...scan,
    channels: refinedChannels(scan.channels),
    channelSpacingMm: scan.channelSpacingMm / 2,
    offset: 2 * scan.offset,
  };
}

/**
 * Filters views and makes them twice as dense, so that straight lines between their numbers are the interpolation `smooth`
 * between channels. Yields after every step, with half of the views done when all are filtered.
 *
 * @param filterInto filters all views into an array of their size; `null` where they stay as they are
 * @param refined [views, 2·channels + 1], of the filtered views' channels, which may be more than those measured
 */
export async function* filterAndRefine<A extends DeviceArray>(
  operators: Operators<A>,
  filterInto: ((filtered: A) => AsyncGenerator<FbpStep, void, void>) | null,
  views: A,
  refined: A,
): AsyncGenerator<FbpStep, void, void> {
  const channels = (refined.columns - 1) / 2;
  const filtered = filterInto ? await operators.create(views.rows, channels) : views;
  try {
    if (filterInto) {
      for await (const step of filterInto(filtered)) yield { stage: 'filter', views: Math.floor(step.views / 2) };
    }
    const step = operators.viewsPerStep('filter', channels);
    for (let from = 0; from < views.rows; from += step) {
      const to = Math.min(views.rows, from + step);
      await operators.refineViews(filtered, refined, { from, to });
      yield { stage: 'filter', views: filterInto ? Math.ceil((views.rows + to) / 2) : to };
    }
  } finally {
    if (filterInto) operators.release(filtered);
  }
}
