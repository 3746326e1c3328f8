import { volumeGridOf } from '../../../experiment/experiment.ts';
import { FIRST_LOOK, type VolumeLook, voxelAt } from '../../../experiment/volume-look.ts';
import { geometryNamed } from '../../../geometry/scan.ts';
import type { MarksHand } from '../../marks/marks-hand.ts';
import { MarksTool } from '../../marks/marks-tool.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { isAlike } from '../../present/moment.ts';
import { type Slot, slotId } from '../../stage/layout.ts';
import { PLANES } from '../../views/planes.ts';
import type { Plane } from '../../views/view.ts';
import type { WorkplacePage } from '../workplace.ts';
import type { ShownRegion } from './analysis.ts';
import { type SteppedMarksHost, SteppedMarksTool } from './stepped-marks-tool.ts';

/** The tools of the room's pictures: marks on them, where the analysis has measured, and a way through a volume's planes. */
export class PictureTools implements SteppedMarksHost {
  readonly hand: MarksHand;
  readonly say: (sentence: string) => void;
  readonly #page: WorkplacePage;
  readonly #tools = new Map<string, PaneTool>();
  /** Where the analysis has measured. */
  #regions: readonly ShownRegion[] = [];
  /** Through which place of a volume its planes go. */
  look: VolumeLook = FIRST_LOOK;

  constructor(page: WorkplacePage, hand: MarksHand, say: (sentence: string) => void) {
    this.#page = page;
    this.hand = hand;
    this.say = say;
  }

  get isVolume(): boolean {
    const { present } = this.#page;
    return present.isOpen && geometryNamed(present.experiment.scan.geometry).makesVolumes;
  }

  /** That of a pane; `null` of one that draws itself. */
  of(slot: Slot): PaneTool | null {
    const { view } = slot;
    if (view.draw) return null;
    const id = slotId(slot);
    const { plane } = view;
    const kind = PLANES.find(({ name }) => name === plane);
    const tool = this.#tools.get(id) ?? (kind ? new SteppedMarksTool(kind, this) : new MarksTool(plane, this));
    this.#tools.set(id, tool);
    return tool;
  }

  get planes(): SteppedMarksHost['planes'] {
    return this.isVolume ? { grid: volumeGridOf(this.#page.present.experiment), look: this.look } : null;
  }

  redraw(): void {
    this.#page.redraw();
  }

  regions(plane: Plane): readonly ShownRegion[] {
    if (plane === 'slice') return this.#regions.filter(({ heightMm }) => heightMm === null);
    const { planes } = this;
    if (plane !== 'axial' || !planes) return [];
    const sliceAt = (zMm: number) => voxelAt(planes.grid, { ...planes.look, zMm }).slice;
    const shown = sliceAt(planes.look.zMm);
    return this.#regions.filter(({ heightMm }) => heightMm !== null && sliceAt(heightMm) === shown);
  }

  showRegions(regions: readonly ShownRegion[]): void {
    if (regions.length === 0 && this.#regions.length === 0) return;
    this.#regions = regions;
    this.redraw();
  }

  /** Going somewhere is no step to undo. */
  lookAt(look: VolumeLook): void {
    if (isAlike(look, this.look)) return;
    this.look = look;
    this.#page.present.note();
    this.#page.looked(true);
    this.#page.look();
  }
}
