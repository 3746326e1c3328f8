import { REMEDIES } from '../../../experiment/protocols/remedies.ts';
import { FIRST_LOOK, type VolumeLook } from '../../../experiment/volume-look.ts';
import { keptLane } from '../../lanes/kept.ts';
import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { Mark } from '../../marks/mark.ts';
import { type MarkAxes, NO_AXES } from '../../marks/mark-fields.ts';
import { MarksHand } from '../../marks/marks-hand.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { KEPT_NAMES, type KeptName } from '../../present/kept-experiments.ts';
import { isAlike, type PresentPair } from '../../present/moment.ts';
import { WHOLE_STEP } from '../../present/past.ts';
import { type Layout, type Slot, slotId } from '../../stage/layout.ts';
import type { IteratedStep, Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import { ANALYSES } from './analyses.ts';
import type { Analysis } from './analysis.ts';
import { AnalysisRuns, type AnalysisWish } from './analysis-runs.ts';
import type { AnalysisFace, MeasureFace, MeasureFaces, ShownPair } from './measure-face.ts';
import { type LinkedMeasure, measureFromLink, measureToLink } from './measure-in-link.ts';
import { choicesMade, FIRST_KEPT, type MeasureKept } from './measure-kept.ts';
import { measuredPictures } from './measured-pictures.ts';
import { PictureTools } from './picture-tools.ts';
import { regionPair } from './region-pair.ts';
import { ShownValues } from './shown-values.ts';

/**
 * The room of *Measure*: pictures with marks on them, the values at the marks, and an analysis of the run with its plot. The
 * marks are the page's; which analysis is chosen, and of what, is the room's.
 */
export class MeasureRoom implements Room {
  readonly #page: WorkplacePage;
  readonly #face: MeasureFace;
  readonly #pane: AnalysisFace;
  readonly #hand: MarksHand;
  readonly #values: ShownValues;
  readonly #analyses: AnalysisRuns;
  readonly #tools: PictureTools;
  readonly #keptLanes: ReadonlyMap<KeptName, Lane>;
  #kept: MeasureKept = FIRST_KEPT;
  #isEntered = false;
  /** What the chosen mark's numbers are said to count. */
  #shownAxes: MarkAxes = NO_AXES;
  /** What was last put on the stage. */
  #arranged = '';

  constructor(page: WorkplacePage, faces: MeasureFaces) {
    this.#page = page;
    this.#keptLanes = new Map(KEPT_NAMES.map((name) => [name, keptLane(page.kept, name)]));
    this.#hand = new MarksHand({
      store: page.marks,
      changed: (step) => {
        if (!page.present.isOpen) return;
        page.present.again(step);
        page.looked(step.moving);
      },
      chosen: () => this.#chosen(),
      say: (sentence) => this.#face.say(sentence),
    });
    const hand = this.#hand;
    this.#tools = new PictureTools(page, hand, (sentence) => this.#face.say(sentence));
    this.#pane = faces.pane({
      choose: (analysis) => this.#keep({ ...this.#kept, analysis }),
      stop: () => this.#analyses.stop(this.#kept.analysis),
      openPhantom: (name) => void page.openPhantom(name, page.present.pair),
      remedy: (name) => page.turn(REMEDIES[name].changes(page.present.experiment), true),
      pointIteration: (at) => this.#analyses.pointIteration(at),
      showCurves: (curves) => this.#keep({ ...this.#kept, curves }),
      turnWindow: (kind, window, finished) => page.turnWindow(kind, window, finished),
    });
    this.#face = faces.panel({
      draw: (kind) => hand.draw(kind),
      choose: (name) => hand.choose(name),
      reshape: (name, form, step) => hand.reshape(name, form, step),
      remove: (name) => hand.remove(name),
      removeAll: () => hand.removeAll(),
      compare: (a, b) => this.#keep({ ...this.#kept, pair: [a, b] }),
    });
    this.#values = new ShownValues(page, this.#face);
    this.#analyses = new AnalysisRuns(page, {
      onShown: ({ name }, shown) => {
        this.#pane.show(name, shown);
        if (shown.kind !== 'waiting')
          this.#tools.showRegions(shown.kind === 'result' ? (shown.result.regions ?? []) : []);
      },
      onBusy: (isBusy, done) => this.#pane.setBusy(isBusy, done),
    });
    page.marks.follow(() => this.#marksChanged());
  }

  get numbers(): HTMLElement {
    return this.#face.root;
  }

  get layout(): Layout {
    const analysis = this.#analysis;
    const pictures = measuredPictures(analysis, this.#tools.isVolume, this.lanes);
    return [...pictures, { view: this.#pane.view, lane: PRESENT, title: analysis.title }];
  }

  get comparesKept(): boolean {
    return this.#analysis.comparesKept ?? false;
  }

  /** What was kept and is another than the present experiment, where it is compared with that. */
  get lanes(): readonly Lane[] {
    const { present, kept } = this.#page;
    if (!this.comparesKept || !present.isOpen) return [];
    return kept.othersThan(present.pair).map((name) => this.#keptLanes.get(name)!);
  }

  get look(): VolumeLook | undefined {
    return this.#tools.isVolume ? this.#tools.look : undefined;
  }

  get hand(): MarksHand {
    return this.#hand;
  }

  lookAt(look: VolumeLook): void {
    this.#tools.lookAt(look);
  }

  // What the page tells

  tool(slot: Slot): PaneTool | null {
    return this.#tools.of(slot);
  }

  enter(): void {
    this.#isEntered = true;
    this.#arranged = this.#arrangement;
    this.#show();
  }

  leave(): void {
    this.#isEntered = false;
    this.#analyses.leave();
    this.#hand.draw(null);
  }

  shown({ view }: Slot): void {
    if (!view.plane || !this.#isEntered) return;
    this.#measureMarks();
    this.#analyses.follow(this.#wish);
    // Its numbers are of the axes of its picture, which may have come only now.
    const { mark } = this.#hand;
    if (mark?.plane === view.plane && !isAlike(this.#axesOf(mark), this.#shownAxes)) this.#showMarks();
  }

  state(): LinkedMeasure {
    return { kept: this.#kept, chosen: this.#hand.mark?.name ?? null, look: this.#tools.look };
  }

  bring(moment: LinkedMeasure | null, left: PresentPair | null): void {
    this.#hand.choose(moment?.chosen ?? null);
    // What has been chosen is brought by itself, and where one is stays, but for a link's.
    if (left) return;
    this.#tools.look = moment?.look ?? FIRST_LOOK;
    this.#take(moment?.kept ?? FIRST_KEPT);
  }

  choices(): MeasureKept | null {
    return choicesMade(this.#kept);
  }

  bringChoices(choices: MeasureKept | null): void {
    this.#take(choices ?? FIRST_KEPT);
  }

  toLink(state: LinkedMeasure): Linked | null {
    return measureToLink(state);
  }

  async fromLink(json: unknown, _present: PresentPair, where: string): Promise<LinkedMeasure> {
    return measureFromLink(json, where);
  }

  presentChanged(): void {
    if (this.#isEntered) this.#arrange();
  }

  /** What was kept is the present experiment, and is seen beside it when that is another. */
  kept(): void {
    this.presentChanged();
  }

  iterated(lane: Lane, step: IteratedStep): void {
    this.#analyses.iterated(this.#wish, lane, step, this.lanes);
  }

  async settled(run: SettledRun): Promise<void> {
    this.#measureMarks();
    await this.#analyses.settled(run, this.#wish);
  }

  /** Another subject is looked at from its middle; marks stay where they are. */
  subjectChanged(isOfAddress: boolean): void {
    this.#tools.look = FIRST_LOOK;
    if (isOfAddress) this.#kept = FIRST_KEPT;
  }

  get #analysis(): Analysis {
    return ANALYSES.get(this.#kept.analysis);
  }

  get #wish(): AnalysisWish {
    const { analysis, curves } = this.#kept;
    return { analysis, curves, mark: this.#hand.mark };
  }

  /** Which pictures of whom are to stand on the stage. */
  get #arrangement(): string {
    return this.layout.map(slotId).join();
  }

  /** @returns whether other pictures stand on the stage now */
  #arrange(): boolean {
    const arrangement = this.#arrangement;
    if (arrangement === this.#arranged) return false;
    this.#arranged = arrangement;
    this.#page.arrange();
    return true;
  }

  #keep(kept: MeasureKept): void {
    const { present } = this.#page;
    this.#take(kept);
    if (!present.isOpen) return;
    present.again(WHOLE_STEP);
    this.#page.looked(false);
  }

  #take(kept: MeasureKept): void {
    const before = this.#kept.analysis;
    this.#kept = kept;
    if (!this.#isEntered) return;
    const isOther = this.#arrange();
    // The title over its pane.
    if (!isOther && before !== kept.analysis) this.#page.arrange();
    // What comes onto the stage has nothing to show before it is shown another run.
    if (isOther && this.#page.present.isOpen) this.#page.look();
    this.#show();
    this.#measureMarks();
    this.#analyse();
  }

  #marksChanged(): void {
    if (!this.#isEntered) return;
    this.#show();
    this.#measureMarks();
    this.#analyse();
  }

  /** Another mark or handle, or what is to be drawn next. */
  #chosen(): void {
    if (!this.#isEntered) return;
    // One finger draws, or scrolls again.
    this.#page.arrange();
    this.#show();
    this.#analyse();
    if (this.#page.present.isOpen) {
      this.#page.present.note();
      this.#page.looked(true);
    }
  }

  #analyse(): void {
    void this.#analyses.again(this.#wish);
  }

  #measureMarks(): void {
    if (this.#isEntered) this.#values.measure(this.#page.marks.all, this.layout, this.#pair);
  }

  get #pair(): ShownPair | null {
    return regionPair(this.#page.marks.all, this.#kept.pair);
  }

  /** Of the picture that a mark lies on. */
  #axesOf(mark: Mark | null): MarkAxes {
    const slot = mark && this.layout.find(({ view }) => view.plane === mark.plane);
    const shown = slot && this.#page.shown(slot);
    return shown ? { horizontal: shown.horizontal, vertical: shown.vertical } : NO_AXES;
  }

  #show(): void {
    this.#showMarks();
    this.#page.redraw();
  }

  #showMarks(): void {
    const { kind, mark } = this.#hand;
    const axes = this.#axesOf(mark);
    this.#shownAxes = axes;
    this.#face.show({ kind, marks: this.#page.marks.all, chosen: mark, pair: this.#pair, axes });
  }
}
