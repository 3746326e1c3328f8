import type { Experiment } from '../experiment/experiment.ts';
import { completeArcDeg } from '../experiment/showing-scan.ts';
import { geometryNamed, isMirroredByHalfTurn } from '../geometry/scan.ts';
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
  {
    name: 'photons',
    unit: '',
    of: ({ acquisition }) => ('noise' in acquisition && acquisition.noise ? acquisition.noise.photons : null),
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
  {
    // Up to this distance from a small dense thing its neighbouring rays lie closer together than channels, so that no
    // streak is told from the next: d·Δθ = Δu. The same condition as above, about the thing instead of the axis.
    name: 'clear-radius',
    unit: 'mm',
    of: ({ scan }) =>
      isMirroredByHalfTurn(geometryNamed(scan.geometry))
        ? (scan.channelSpacingMm * scan.views) / (Math.abs(scan.arcDeg) * (Math.PI / 180))
        : null,
  },
  { name: 'channel-nyquist', unit: '1/mm', of: ({ scan }) => 1 / (2 * scan.channelSpacingMm) },
  /** How far the lines of the first dead channel pass from the axis, which is the radius of its ring. */
  {
    name: 'dead-channel-radius',
    unit: 'mm',
    of: ({ acquisition, scan }) => {
      const channel = 'deadChannels' in acquisition ? acquisition.deadChannels[0] : undefined;
      return channel === undefined
        ? null
        : Math.abs(channel - (scan.channels - 1) / 2 - scan.offset) * scan.channelSpacingMm;
    },
  },
  {
    name: 'gain-drift',
    unit: '%',
    of: ({ acquisition }) => ('gainDrift' in acquisition ? 100 * acquisition.gainDrift : null),
  },
  { name: 'arc', unit: '°', of: ({ scan }) => Math.abs(scan.arcDeg) },
  /** The arc over which every line is measured: half a turn, and of a source the fan's full angle besides. */
  { name: 'arc-needed', unit: '°', of: ({ scan }) => completeArcDeg(scan) },
  /** What back-projection of a slice adds up: one sample for every pixel in every view. */
  {
    name: 'updates',
    unit: 'million',
    of: ({ scan, reconstruction: { grid } }) => (scan.views * grid.pixels ** 2) / 1e6,
  },
]);
