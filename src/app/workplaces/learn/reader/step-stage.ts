import type { LessonStep } from '../../../../course/lesson.ts';
import type { VolumeLook } from '../../../../experiment/volume-look.ts';
import type { Lane } from '../../../lanes/lane.ts';
import { PRESENT } from '../../../lanes/present.ts';
import type { PaneHover } from '../../../panes/pane-content.ts';
import type { PaneTool } from '../../../panes/pane-tool.ts';
import { type Layout, lanesOf, type Slot } from '../../../stage/layout.ts';
import type { SceneLook } from '../../../views/scene/scene-look.ts';
import type { IteratedStep, SettledRun, WorkplacePage } from '../../workplace.ts';
import { StepMarks } from './step-marks.ts';
import { StepPlot } from './step-plot.ts';
import { StepVolume } from './step-volume.ts';

/** Beside a plot there is place for so many. */
const MOST_PICTURES_BY_A_PLOT = 3;

/** What a step has on the stage besides its pictures: marks on them, a plot beside them, a way through a volume. */
export class StepStage {
  readonly #page: WorkplacePage;
  readonly #layout: () => Layout;
  readonly #marks: StepMarks;
  readonly #plot: StepPlot;
  readonly #volume: StepVolume;
  /** Whether views are to be played one by one, once all have been seen. */
  #isToPlay = false;
  /** Whether none of its runs is over yet. */
  #isNew = false;
  #isEntered = false;

  /**
   * @param markValues where the values at the marks stand
   * @param layout all of what is on the stage
   */
  constructor(page: WorkplacePage, markValues: HTMLElement, layout: () => Layout) {
    this.#page = page;
    this.#layout = layout;
    this.#volume = new StepVolume(page);
    this.#marks = new StepMarks(page, markValues);
    this.#plot = new StepPlot(page, (regions) => {
      if (regions.length === 0 && this.#marks.outlined.length === 0) return;
      this.#marks.outlined = regions;
      page.redraw();
    });
    page.marks.follow(() => {
      if (!this.#isEntered) return;
      this.#marks.measure(layout());
      this.#plot.again(this.#marks.hand.mark);
      page.redraw();
    });
  }

  get look(): VolumeLook | undefined {
    return this.#volume.look;
  }

  enter(): void {
    this.#isEntered = true;
  }

  leave(): void {
    this.#isEntered = false;
    this.#plot.leave();
  }

  begin(step: LessonStep | null): void {
    this.#isToPlay = step?.plays ?? false;
    this.#isNew = step !== null;
    this.#marks.outlined = [];
    this.#plot.begin(step?.plot ?? null);
    this.#volume.begin();
    this.#marks.hand.choose(null);
    this.#page.rewind();
    this.#page.showWhole();
  }

  /** With the plot, which stands last. */
  around(pictures: Layout): Layout {
    const { slot } = this.#plot;
    return slot ? [...pictures.slice(0, MOST_PICTURES_BY_A_PLOT), slot] : pictures;
  }

  lookAt(look: VolumeLook): void {
    this.#volume.lookAt(look);
  }

  lookAtScene(scene: SceneLook): void {
    this.#volume.lookAtScene(scene);
  }

  tool(slot: Slot): PaneTool | null {
    return this.#marks.tool(slot) ?? (this.look ? this.#volume.tool(slot) : null);
  }

  hovered(slot: Slot, hover: PaneHover | null): void {
    this.#volume.hovered(slot, hover);
  }

  shown({ view }: Slot): void {
    if (!view.plane || !this.#isEntered) return;
    this.#marks.measure(this.#layout());
    this.#plot.follow(this.#marks.hand.mark);
  }

  iterated(lane: Lane, step: IteratedStep): void {
    if (!this.#isEntered) return;
    const lanes = new Set(
      this.#layout()
        .flatMap(lanesOf)
        .filter((other) => other !== PRESENT),
    );
    this.#plot.iterated(lane, step, [...lanes]);
  }

  async settled(run: SettledRun): Promise<void> {
    this.#marks.measure(this.#layout());
    // What played in the step before may have ended a moment after this one began.
    if (this.#isNew) this.#page.rewind();
    this.#isNew = false;
    if (this.#isToPlay) {
      this.#isToPlay = false;
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.#page.play();
    }
    await this.#plot.settled(run, this.#marks.hand.mark);
  }
}
