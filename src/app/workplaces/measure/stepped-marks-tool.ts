import type { VolumeLook } from '../../../experiment/volume-look.ts';
import type { Grid } from '../../../geometry/grid.ts';
import { MarksTool, type MarksToolHost } from '../../marks/marks-tool.ts';
import { WheelSteps, type WheelTurn } from '../../panes/pane-gestures.ts';
import type { PlaneKind } from '../../views/planes.ts';
import { atEndOf, steppedAlong } from '../volume/look-steps.ts';
import { volumeKeyAction } from '../volume/volume-keys.ts';

/** What the tool needs to go from plane to plane of a volume. */
export interface SteppedMarksHost extends MarksToolHost {
  /** `null` while there is no volume. */
  readonly planes: { readonly grid: Grid; readonly look: VolumeLook } | null;
  lookAt(look: VolumeLook): void;
}

/** Marks on a plane of a volume, which wheel and keys step through as in *Volume*. */
export class SteppedMarksTool extends MarksTool {
  readonly #kind: PlaneKind;
  readonly #host: SteppedMarksHost;
  readonly #wheel = new WheelSteps();

  constructor(kind: PlaneKind, host: SteppedMarksHost) {
    super(kind.name, host);
    this.#kind = kind;
    this.#host = host;
  }

  wheel(turn: WheelTurn): boolean {
    // Zooms, as two fingers do, which browsers tell of as turns with Control.
    if (turn.ctrlKey) return false;
    const steps = this.#wheel.of(turn);
    if (steps !== 0) this.#change((look, grid) => steppedAlong(grid, look, this.#kind.along, steps));
    return true;
  }

  override key(event: KeyboardEvent): boolean {
    if (super.key(event)) return true;
    const action = volumeKeyAction(event);
    if (action?.kind === 'step') {
      this.#change((look, grid) => steppedAlong(grid, look, this.#kind.along, action.by));
    } else if (action?.kind === 'end') {
      this.#change((look, grid) => atEndOf(grid, look, this.#kind, action.isHighest));
    } else return false;
    return true;
  }

  #change(change: (look: VolumeLook, grid: Grid) => VolumeLook): void {
    const { planes } = this.#host;
    if (planes) this.#host.lookAt(change(planes.look, planes.grid));
  }
}
