import type { Geometry } from '../geometry.ts';
import { isShortArc } from '../view-arc.ts';
import { fanReadingWeights } from './fan-readings.ts';
import { type FanScan, fanArcScan } from './fan-scan.ts';
import { type FanScanSettings, fanSettings } from './fan-settings.ts';
import { withMissingViews } from './missing-views.ts';
import { turningFan } from './turning-fan.ts';

/** Rays from a point to an arc or a flat panel: a whole turn sees every line from both sides. */
export const fan: Geometry<FanScan, FanScanSettings> = {
  ...turningFan,
  name: 'fan',
  settings: fanSettings,
  makesVolumes: false,
  source: { distances: (settings) => settings },
  withMissingViews,
  weighting: { weights: fanReadingWeights },
  rebinning: { arc: ({ arc }) => arc, overArc: (scan, arc) => fanArcScan(arc, scan) },
  words: {
    noun: 'fan',
    rays: 'rays of a fan',
    whyNotRebinned: null,
    opening: 'the fan angle',
    ruleOfViews: 'views no farther apart at the object’s edge than channels',
  },
  describe: (scan) => `Fan beam, ${scan.detector} detector, ${isShortArc(scan.arc) ? 'short' : 'full'} scan`,
};
