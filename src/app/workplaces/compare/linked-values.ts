import { MarksHand } from '../../marks/marks-hand.ts';
import { MarksTool } from '../../marks/marks-tool.ts';
import type { MeasuredPicture } from '../../marks/measured-picture.ts';
import type { PaneHover } from '../../panes/pane-content.ts';
import { type Slot, slotId } from '../../stage/layout.ts';
import type { Plane } from '../../views/view.ts';
import type { WorkplacePage } from '../workplace.ts';
import type { CompareFace } from './compare-face.ts';
import type { Pointed } from './compare-tool.ts';
import { markRows, pointedRow } from './lane-values.ts';

/** The values of all slices at one place: under the pointer of one picture, and at the marks. */
export class LinkedValues {
  readonly #page: WorkplacePage;
  readonly #face: () => Pick<CompareFace, 'showPointed' | 'showMarks'>;
  readonly #marks: MarksHand;
  /** `null` while nobody looks. */
  #pictures: readonly (MeasuredPicture | null)[] | null = null;
  #pointed: Pointed | null = null;

  constructor(page: WorkplacePage, face: () => Pick<CompareFace, 'showPointed' | 'showMarks'>) {
    this.#page = page;
    this.#face = face;
    this.#marks = new MarksHand({
      store: page.marks,
      changed: (step) => {
        page.present.again(step);
        page.looked(step.moving);
      },
      chosen: () => page.redraw(),
      say: (sentence) => page.notices.done(sentence),
    });
    page.marks.follow(() => {
      if (!this.#pictures) return;
      this.#show();
      page.redraw();
    });
  }

  get pointed(): Pointed | null {
    return this.#pointed;
  }

  /** Takes hold of the marks of a plane. */
  marksTool(plane: Plane): MarksTool {
    const { notices } = this.#page;
    const host = { hand: this.#marks, redraw: () => this.#page.redraw(), regions: () => [] };
    return new MarksTool(plane, { ...host, say: (sentence) => notices.done(sentence) });
  }

  /** The slices, in the order of the columns. */
  take(pictures: readonly (MeasuredPicture | null)[]): void {
    this.#pictures = pictures;
    this.#show();
  }

  /** Nobody looks any more. */
  rest(): void {
    this.#pictures = null;
    this.#pointed = null;
  }

  /** A hand points at a place in a slot, which is read in the others too. */
  point(slot: Slot, hover: PaneHover | null, others: readonly Slot[]): void {
    const pane = slotId(slot);
    const before = this.#pointed;
    // The pane that is left may tell so after another one was entered.
    if (!hover && before?.pane !== pane) return;
    const place = hover && { x: hover.horizontalValue, y: hover.verticalValue };
    if (place && before?.pane === pane && before.place.x === place.x && before.place.y === place.y) return;
    this.#pointed = place && { pane, place };
    for (const other of others) if (slotId(other) !== pane) this.#page.pointAt(other, place);
    this.#showPointed();
    this.#page.redraw();
  }

  #show(): void {
    this.#face().showMarks(markRows(this.#pictures ?? [], this.#page.marks.all));
    this.#showPointed();
  }

  #showPointed(): void {
    if (this.#pictures) this.#face().showPointed(pointedRow(this.#pictures, this.#pointed?.place ?? null));
  }
}
