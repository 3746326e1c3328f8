import { volumeGridOf } from '../../../experiment/experiment.ts';
import { REMEDIES } from '../../../experiment/protocols/remedies.ts';
import { FIRST_LOOK, type VolumeLook, voxelAt } from '../../../experiment/volume-look.ts';
import { geometryNamed } from '../../../geometry/scan.ts';
import { PRESENT } from '../../lanes/present.ts';
import { isRegion, type Mark } from '../../marks/mark.ts';
import { type MarkAxes, NO_AXES } from '../../marks/mark-fields.ts';
import { MarksHand } from '../../marks/marks-hand.ts';
import { MarksTool } from '../../marks/marks-tool.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { isAlike, type PresentPair } from '../../present/moment.ts';
import { WHOLE_STEP } from '../../present/past.ts';
import { type Layout, type Slot, slotId } from '../../stage/layout.ts';
import { PLANES } from '../../views/planes.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Plane } from '../../views/view.ts';
import type { Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import { ANALYSES } from './analyses.ts';
import type { ShownRegion } from './analysis.ts';
import { AnalysisRuns } from './analysis-runs.ts';
import type { AnalysisFace, MeasureFace, MeasureFaces, ShownPair } from './measure-face.ts';
import { type LinkedMeasure, measureFromLink, measureToLink } from './measure-in-link.ts';
import { choicesMade, FIRST_KEPT, type MeasureKept } from './measure-kept.ts';
import { ShownValues } from './shown-values.ts';
import { type SteppedMarksHost, SteppedMarksTool } from './stepped-marks-tool.ts';

const OF_SLICE = ['slice', 'phantom', 'sinogram'];
const OF_VOLUME = ['axial', 'coronal', 'sagittal'];

/**
 * The room of *Measure*: pictures with marks on them, the values at the marks, and an analysis of the run with its plot. The
 * marks are the page's; which analysis is chosen, and of what, is the room's.
 */
export class MeasureRoom implements Room, SteppedMarksHost {
  readonly #page: WorkplacePage;
  readonly #face: MeasureFace;
  readonly #pane: AnalysisFace;
  readonly #hand: MarksHand;
  readonly #values: ShownValues;
  readonly #analyses: AnalysisRuns;
  readonly #tools = new Map<string, PaneTool>();
  #kept: MeasureKept = FIRST_KEPT;
  #look: VolumeLook = FIRST_LOOK;
  #isEntered = false;
  /** Where the analysis has measured. */
  #regions: readonly ShownRegion[] = [];
  /** What the chosen mark's numbers are said to count. */
  #shownAxes: MarkAxes = NO_AXES;
  /** Whether the planes of a volume were put on the stage. */
  #showsVolume = false;

  constructor(page: WorkplacePage, faces: MeasureFaces) {
    this.#page = page;
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
    this.#pane = faces.pane({
      choose: (analysis) => this.#keep({ ...this.#kept, analysis }),
      stop: () => this.#analyses.stop(this.#kept.analysis),
      openPhantom: (name) => void page.openPhantom(name, page.present.pair),
      remedy: (name) => page.turn(REMEDIES[name].changes(page.present.experiment), true),
      pointIteration: (iteration) => this.#analyses.pointIteration(iteration),
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
        if (shown.kind !== 'waiting') this.#showRegions(shown.kind === 'result' ? (shown.result.regions ?? []) : []);
      },
      onBusy: (isBusy, done) => this.#pane.setBusy(isBusy, done),
    });
    page.marks.follow(() => this.#marksChanged());
  }

  get numbers(): HTMLElement {
    return this.#face.root;
  }

  get layout(): Layout {
    const { title, views } = ANALYSES.get(this.#kept.analysis);
    const names = views ?? (this.#isVolume ? OF_VOLUME : OF_SLICE);
    const pictures: Layout = names.map((name) => ({ view: VIEWS.get(name), lane: PRESENT }));
    return [...pictures, { view: this.#pane.view, lane: PRESENT, title }];
  }

  get look(): VolumeLook | undefined {
    return this.#isVolume ? this.#look : undefined;
  }

  // What the tools see and ask for

  get hand(): MarksHand {
    return this.#hand;
  }

  get planes(): SteppedMarksHost['planes'] {
    return this.#isVolume ? { grid: volumeGridOf(this.#page.present.experiment), look: this.#look } : null;
  }

  redraw(): void {
    this.#page.redraw();
  }

  say(sentence: string): void {
    this.#face.say(sentence);
  }

  /** Where the analysis has measured. */
  regions(plane: Plane): readonly ShownRegion[] {
    if (plane === 'slice') return this.#regions.filter(({ heightMm }) => heightMm === null);
    const { planes } = this;
    if (plane !== 'axial' || !planes) return [];
    const sliceAt = (zMm: number) => voxelAt(planes.grid, { ...planes.look, zMm }).slice;
    const shown = sliceAt(planes.look.zMm);
    return this.#regions.filter(({ heightMm }) => heightMm !== null && sliceAt(heightMm) === shown);
  }

  /** Going somewhere is no step to undo. */
  lookAt(look: VolumeLook): void {
    if (isAlike(look, this.#look)) return;
    this.#look = look;
    this.#page.present.note();
    this.#page.looked(true);
    this.#page.look();
  }

  // What the page tells

  tool(slot: Slot): PaneTool | null {
    const { view } = slot;
    if (view.draw) return null;
    const id = slotId(slot);
    const { plane } = view;
    const kind = PLANES.find(({ name }) => name === plane);
    const tool = this.#tools.get(id) ?? (kind ? new SteppedMarksTool(kind, this) : new MarksTool(plane, this));
    this.#tools.set(id, tool);
    return tool;
  }

  enter(): void {
    this.#isEntered = true;
    this.#showsVolume = this.#isVolume;
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
    this.#analyses.follow(this.#kept.analysis, this.#hand.mark);
    // Its numbers are of the axes of its picture, which may have come only now.
    const { mark } = this.#hand;
    if (mark?.plane === view.plane && !isAlike(this.#axesOf(mark), this.#shownAxes)) this.#showMarks();
  }

  state(): LinkedMeasure {
    return { kept: this.#kept, chosen: this.#hand.mark?.name ?? null, look: this.#look };
  }

  bring(moment: LinkedMeasure | null, left: PresentPair | null): void {
    this.#hand.choose(moment?.chosen ?? null);
    // What has been chosen is brought by itself, and where one is stays, but for a link's.
    if (left) return;
    this.#look = moment?.look ?? FIRST_LOOK;
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
    if (!this.#isEntered || this.#showsVolume === this.#isVolume) return;
    this.#showsVolume = this.#isVolume;
    this.#page.arrange();
  }

  async settled(run: SettledRun): Promise<void> {
    this.#measureMarks();
    await this.#analyses.settled(run, this.#kept.analysis, this.#hand.mark);
  }

  /** Another subject is looked at from its middle; marks stay where they are. */
  subjectChanged(isOfAddress: boolean): void {
    this.#look = FIRST_LOOK;
    if (isOfAddress) this.#kept = FIRST_KEPT;
  }

  get #isVolume(): boolean {
    const { present } = this.#page;
    return present.isOpen && geometryNamed(present.experiment.scan.geometry).makesVolumes;
  }

  #keep(kept: MeasureKept): void {
    const { present } = this.#page;
    this.#take(kept);
    if (!present.isOpen) return;
    present.again(WHOLE_STEP);
    this.#page.looked(false);
  }

  #take(kept: MeasureKept): void {
    const [before, after] = [this.#kept.analysis, kept.analysis];
    this.#kept = kept;
    if (!this.#isEntered) return;
    if (before !== after) this.#page.arrange();
    // What comes onto the stage has nothing to show before it is shown another run.
    if (ANALYSES.get(before).views !== ANALYSES.get(after).views && this.#page.present.isOpen) this.#page.look();
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
    void this.#analyses.again(this.#kept.analysis, this.#hand.mark);
  }

  #measureMarks(): void {
    if (this.#isEntered) this.#values.measure(this.#page.marks.all, this.layout, this.#pair);
  }

  /** The regions that are compared: those that were chosen, or else the first two on one plane. */
  get #pair(): ShownPair | null {
    const regions = this.#page.marks.all.filter(({ form }) => isRegion(form));
    const named = (name: string) => regions.find((mark) => mark.name === name);
    const [a, b] = this.#kept.pair?.map(named) ?? [];
    const isPair = a && b && a.plane === b.plane;
    const first = isPair
      ? a
      : regions.find((mark) => regions.some((other) => other !== mark && other.plane === mark.plane));
    if (!first) return null;
    const among = regions.filter(({ plane }) => plane === first.plane).map(({ name }) => name);
    return { a: first.name, b: isPair ? b.name : among.find((name) => name !== first.name)!, among };
  }

  /** Of the picture that a mark lies on. */
  #axesOf(mark: Mark | null): MarkAxes {
    const slot = mark && this.layout.find(({ view }) => view.plane === mark.plane);
    const shown = slot && this.#page.shown(slot);
    return shown ? { horizontal: shown.horizontal, vertical: shown.vertical } : NO_AXES;
  }

  #showRegions(regions: readonly ShownRegion[]): void {
    if (regions.length === 0 && this.#regions.length === 0) return;
    this.#regions = regions;
    this.#page.redraw();
  }

  #show(): void {
    this.#showMarks();
    this.#page.redraw();
  }

  #showMarks(): void {
    const { kind, mark } = this.#hand;
    const axes = this.#axesOf(mark);
    this.#shownAxes = axes;
    this.#face.show({
      ...{ kind, marks: this.#page.marks.all, chosen: mark, pair: this.#pair },
      axes,
    });
  }
}
