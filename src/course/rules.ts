import type { Experiment } from '../experiment/experiment.ts';
import { Registry } from '../registry.ts';

/** A number that follows from an experiment alone, by a formula that lessons teach. */
export interface Rule {
  readonly name: string;
  readonly unit: string;
  /** `null` where it says nothing of such an experiment. */
  of(experiment: Experiment): number | null;
}

/** How many readings there are in a scan of a slice. */
function readings({ scan }: Experiment): number {
  return scan.views * scan.channels;
}

export const RULES = new Registry<Rule>('rules', [
  { name: 'views', unit: '', of: ({ scan }) => scan.views },
  { name: 'channels', unit: '', of: ({ scan }) => scan.channels },
  { name: 'readings', unit: '', of: readings },
  { name: 'pixels', unit: '', of: ({ reconstruction }) => reconstruction.grid.pixels },
  {
    name: 'voltage',
    unit: 'kV',
    of: ({ acquisition }) =>
      'beam' in acquisition && acquisition.beam.kind === 'tube' ? acquisition.beam.voltageKV : null,
  },
  /** Of a display window: black below, white above. */
  { name: 'window-black', unit: '', of: ({ display }) => display && display.level - display.width / 2 },
  { name: 'window-white', unit: '', of: ({ display }) => display && display.level + display.width / 2 },
  {
    // Views as far apart, at the rim of what is reconstructed, as channels are: (π/2)·N over half a turn. Kak & Slaney
    // (1988), section 5.1.
    name: 'views-enough',
    unit: '',
    of: ({ reconstruction: { grid } }) => Math.ceil((Math.PI / 2) * grid.pixels),
  },
  { name: 'channel-nyquist', unit: '1/mm', of: ({ scan }) => 1 / (2 * scan.channelSpacingMm) },
]);
