import { scanOf } from '../../experiment/experiment.ts';
import { type Caption, captionOf } from '../../experiment/picture-caption.ts';
import { whyOnNoScale } from '../../experiment/slice-scale.ts';
import { PRESENT } from '../lanes/present.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { SavingParts } from './saving-parts.ts';

/** What the picture of a slot is of, whoever's it is. */
export function captionOfSlot({ present, stage, volume, readsOnly }: SavingParts, slot: Slot, date: Date): Caption {
  const id = slotId(slot);
  const isPresent = slot.lane === PRESENT;
  const { experiment, subject } = slot.lane.pair(present.pair) ?? present.pair;
  const isReadOnly = readsOnly();
  const pane = stage.pane(id);
  const { title, note } = pane ?? stage.drawn(id)!;
  const isUnfiltered =
    stage.shown(id)?.window === 'unfiltered' && (!isPresent || whyOnNoScale(present.experiment) === null);
  // As it was made: its axis found, its views thinned.
  const made = isPresent ? (stage.shown('sinogram')?.scan ?? volume()?.result.measuredScan ?? null) : null;
  const scan = isReadOnly || !isPresent ? scanOf(experiment, subject) : made;
  const window = pane?.windowText ?? null;
  return captionOf({
    ...{ title, note, subjectName: subject.name, experiment, isUnfiltered, isReadOnly, scan, window, date },
  });
}
