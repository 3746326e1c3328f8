import { type AnyScanSettings, arcOf, type GeometrySettings } from '../geometry-settings.ts';
import { arcScan, type ParallelScan, scatteredScan } from './parallel-scan.ts';

export interface ParallelScanSettings extends AnyScanSettings {
  readonly geometry: 'parallel';
}

export const parallelSettings: GeometrySettings<ParallelScan, ParallelScanSettings> = {
  // A quarter of a degree apart.
  usual: { views: 720, arcDeg: 180, channelSpacingMm: 0.5 },
  own: {},
  choices: [{ name: 'parallel', label: 'Parallel', settings: {} }],
  whyWrong: () => null,
  mustBePossible: () => undefined,
  scan: (settings, anglesRad) => (anglesRad ? scatteredScan(anglesRad, settings) : arcScan(arcOf(settings), settings)),
};
