import type { Experiment } from '../../../experiment/experiment.ts';
import { type Differing, whatDiffers } from '../../present/what-differs.ts';

/**
 * What the laboratory has set so that artefacts show. Of another phantom grid and detector are those of its field, and
 * instead of a measurement the whole scan is another: these follow, and are not told.
 */
export function whatWasSet(base: Experiment, before: Experiment): readonly Differing[] {
  if (before.measurement !== undefined) {
    const phantom = whatDiffers(base, before).find(({ what }) => what === 'Phantom');
    return phantom ? [{ ...phantom, values: [phantom.values[0], 'the measurement'] }] : [];
  }
  const isOther = whatDiffers(base, before).some(({ what }) => what === 'Phantom');
  return whatDiffers(base, isOther ? overFieldOf(base, before) : before);
}

/** An experiment with the grid of another, and channels as many and as wide. */
function overFieldOf({ scan, reconstruction }: Experiment, experiment: Experiment): Experiment {
  const { channels, channelSpacingMm, offset } = scan;
  const { grid } = reconstruction;
  return {
    ...experiment,
    scan: { ...experiment.scan, channels, channelSpacingMm, offset },
    reconstruction: { ...experiment.reconstruction, grid },
  };
}

/** What was set, as a sentence: names with their units are those of the controls. */
export function setSentence(differing: readonly Differing[]): string {
  const settings = differing.map(({ what, values: [now, before] }) => {
    const [name, unit] = what.split(', ');
    return [name, now, 'instead of', before, ...(unit === undefined ? [] : [unit])].join(' ');
  });
  return `Set so that the artefact shows: ${settings.join('; ')}. Close restores your settings.`;
}
