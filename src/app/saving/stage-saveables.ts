import { InputError } from '../../errors.ts';
import { originOf } from '../../experiment/written-run.ts';
import type { WrittenArray } from '../../files/writing/written-array.ts';
import { savedDrawing, savedPicture } from '../present/saved-picture.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import { captionOfSlot } from '../present/slot-caption.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { PictureView } from '../views/view.ts';
import { arrayWays } from './array-ways.ts';
import { pictureWays } from './picture-ways.ts';
import type { Saveable } from './saveable.ts';
import { writtenPicture } from './written-picture.ts';

const NOTHING_SHOWN = 'There is nothing in it now.';

/** What stands on the stage. A plot is offered by itself, and not by the pane that it stands in. */
export function stageSaveables(parts: SavingParts): Saveable[] {
  return parts.stage.slots.flatMap((slot) => {
    if (!slot.view.draw) return [picture(parts, slot, slot.view)];
    return parts.stage.drawn(slotId(slot))?.canSave ? [drawing(parts, slot)] : [];
  });
}

/** A drawing as it stands, with a caption, or alone. */
function drawing(parts: SavingParts, slot: Slot): Saveable {
  const id = slotId(slot);
  const pane = parts.stage.drawn(id)!;
  const caption = async () => captionOfSlot(parts, slot, new Date());
  return {
    ...{ name: id, title: pane.title, what: 'A drawing', group: 'On the page' },
    ways: pictureWays({
      name: id,
      whyNot: null,
      origin: originOf(parts.present.subject),
      mayBePlain: true,
      pixelSizeMm: null,
      caption,
      png: async (isPlain) => {
        const words = await caption();
        return savedDrawing(await pane.snapshot(isPlain ? null : words.lines), words);
      },
    }),
  };
}

/** An array as its pane shows it, and as its values. */
function picture(parts: SavingParts, slot: Slot, view: PictureView): Saveable {
  const id = slotId(slot);
  const { stage, copies, present } = parts;
  const pane = stage.pane(id)!;
  const shown = stage.shown(id);
  const name = id.replace(/^slice/, 'reconstruction');
  const { subject } = slot.lane.pair(present.pair) ?? present.pair;
  /** What the pane shows now: a run that has gone on since the dialog was opened has given its older arrays back. */
  const written = (): WrittenArray => {
    const now = stage.shown(id);
    if (!now) throw new InputError(`${pane.title}: there is nothing in it any more`);
    const { lines } = captionOfSlot(parts, slot, new Date());
    return writtenPicture(
      now,
      { name, plane: view.plane, subject, description: `${lines.slice(1, -1).join('; ')}.`, greys: pane.greyMapping },
      () => copies.of(now.engine, now.array),
    );
  };
  const caption = async () => captionOfSlot(parts, slot, new Date());
  const step = shown?.horizontal.unit === 'mm' && shown.vertical.unit === 'mm' ? shown.grid?.pixelSizeMm : null;
  const seen = pictureWays({
    ...{ name, whyNot: shown ? null : NOTHING_SHOWN, origin: originOf(subject), mayBePlain: true },
    ...{ pixelSizeMm: step ?? null, caption },
    png: async (isPlain) => {
      const now = stage.shown(id);
      if (!now) throw new InputError(`${pane.title}: there is nothing in it any more`);
      const { rows, columns } = now.array;
      const plain = isPlain ? { values: await copies.of(now.engine, now.array), rows, columns } : null;
      return savedPicture(pane, await caption(), plain);
    },
  });
  return {
    ...{ name: id, title: pane.title, what: shown?.description ?? NOTHING_SHOWN, group: 'On the page' },
    ways: shown ? [...seen, ...arrayWays(written(), () => ({ array: written(), release: () => undefined }))] : seen,
  };
}
