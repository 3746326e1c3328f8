import { raysOfChannel } from '../../physics/scan-plan.ts';
import { magnificationOf } from '../change-geometry.ts';
import type { Experiment } from '../experiment.ts';
import { hasBeam } from '../physics-of.ts';
import type { Subject } from '../subject.ts';
import type { FbpTheory } from '../theory/fbp-theory.ts';
import { type ExperimentTheory, sharpnessTheory } from '../theory/theory-of.ts';

/** How sharp a slice is in theory, or why that is not known, as a sentence. */
export interface ExpectedTransfer {
  readonly theory: FbpTheory | null;
  readonly whyNone: string | null;
}

export function expectedTransfer(experiment: Experiment, subject: Subject): ExpectedTransfer {
  const { acquisition } = experiment;
  if (hasBeam(acquisition) && acquisition.detectorShift !== 0) {
    return {
      theory: null,
      whyNone: 'Theory does not tell what to expect: the axis is not where it is believed to be.',
    };
  }
  return inWords(sharpnessTheory(experiment, subject));
}

/** What theory says, or a sentence of its own why it says nothing. */
export function inWords(said: ExperimentTheory): ExpectedTransfer {
  return 'theory' in said
    ? { theory: said.theory, whyNone: null }
    : { theory: null, whyNone: `Theory does not tell what to expect: ${said.reason}.` };
}

/** The width of the gaps between rays side by side, on the axis in mm: channels with a width are the mean of several rays. */
export function gapBetweenRaysMm({ acquisition, scan }: Experiment): number {
  const aperture = hasBeam(acquisition) ? acquisition.channelAperture : 0;
  const offsets = raysOfChannel({ channelAperture: aperture, focalSpotMm: 0 }).map(({ offset }) => offset);
  const inOrder = [...offsets, Math.min(...offsets) + 1].sort((a, b) => a - b);
  const gaps = inOrder.slice(1).map((offset, i) => offset - inOrder[i]!);
  return (Math.max(...gaps) * scan.channelSpacingMm) / magnificationOf(scan);
}
