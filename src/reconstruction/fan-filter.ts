import { type FanScan, isocenterSpacingMm } from '../geometry/fan/fan-scan.ts';
import type { ViewFilter } from '../kernels/filter-views/view-filter.ts';
import { filterFromKernel } from './ramp-filter.ts';
import type { RampWindow } from './ramp-windows.ts';
import { windowedRampSample } from './windowed-ramp.ts';

/** Beyond this difference of fan angles the kernel of an arc is not needed: no fan is as wide. */
const WIDEST_FAN_RAD = (5 / 6) * Math.PI;

/**
 * The ramp filter of a fan: ½(γ/sinγ)²·h(γ) for channels on an arc, ½·h(s) for channels on a flat panel seen at the
 * isocentre, h the ramp band-limited by the window and sampled in space (Kak & Slaney 1988, ch. 3, eq. 85 and 133). The
 * half stands for the full turn, in which every line is measured twice.
 */
export function fanFilter(scan: FanScan, window: RampWindow, cutoff: number): ViewFilter {
  const step = scan.detector === 'arc' ? scan.channelSpacingMm / scan.sourceToDetectorMm : isocenterSpacingMm(scan);
  const sample = (n: number): number => {
    const plain = 0.5 * windowedRampSample(n, step, window, cutoff);
    if (scan.detector === 'flat' || n === 0) return plain;
    const gamma = n * step;
    return Math.abs(gamma) <= WIDEST_FAN_RAD ? plain * (gamma / Math.sin(gamma)) ** 2 : 0;
  };
  return filterFromKernel(scan.channels, step, sample);
}
