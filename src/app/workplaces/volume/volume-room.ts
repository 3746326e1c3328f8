import { isTransmission, seeable } from '../../../experiment/signal-of-readings.ts';
import type { VolumeLook } from '../../../experiment/volume-look.ts';
import { geometryNamed } from '../../../geometry/scan.ts';
import type { LaneResult } from '../../lanes/lane-runs.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { PaneHover } from '../../panes/pane-content.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { isAlike } from '../../present/moment.ts';
import { type Step, WHOLE_STEP } from '../../present/past.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { Layout, Slot } from '../../stage/layout.ts';
import { PLANES } from '../../views/planes.ts';
import { type Pointed, pointedIn } from '../../views/pointed.ts';
import { VIEWS } from '../../views/registry.ts';
import type { SceneLook } from '../../views/scene/scene-look.ts';
import { phantomInSpace, titleInSpace } from '../in-space.ts';
import type { Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import { lookAtStop, sidesMm, slabSteps, snapped, stopsOf } from './look-steps.ts';
import { PlaneTool } from './plane-tool.ts';
import { ProjectionTool } from './projection-tool.ts';
import { isSameVolume } from './same-volume.ts';
import { ScanBefore } from './scan-before.ts';
import { slabRemarks } from './slab-remarks.ts';
import { ViewPlayer } from './view-player.ts';
import type { LeftButton, VolumeFace, VolumeHand } from './volume-face.ts';
import { type LinkedVolume, volumeFromLink, volumeToLink } from './volume-in-link.ts';
import { choicesMade, choosingAs, FIRST_KEPT, placedAs, type VolumeChoices, type VolumeKept } from './volume-kept.ts';
import { VolumeScenes } from './volume-scenes.ts';
import { type VolumeScene, type VolumeToolHost, viewOf } from './volume-tool.ts';

/**
 * The room of *Volume*: three planes through one point, and one view of the detector. A scan of a slice is made a cone-beam
 * scan of the same phantom when the room is entered, and is back when it is left.
 */
export class VolumeRoom implements Room, VolumeToolHost {
  /** The scene stands beside the first plane. */
  readonly layout: Layout = ['axial', 'scene', 'coronal', 'sagittal', 'projection'].map((name) => ({
    view: VIEWS.get(name),
    lane: PRESENT,
  }));
  readonly #page: WorkplacePage;
  readonly #face: VolumeFace;
  readonly #tools: ReadonlyMap<string, PaneTool>;
  readonly #scanBefore: ScanBefore;
  readonly #viewPlayer: ViewPlayer;
  /** Whether playing lets the volume grow, or lets the views pass before the whole of it. */
  #grows = true;
  readonly #scenes = new VolumeScenes();
  #kept: VolumeKept = FIRST_KEPT;
  #pointed: Pointed | null = null;
  #settled: LaneResult | null = null;
  #left: LeftButton = 'crosshair';

  /**
   * @param faceFor makes what stands beside the stage
   * @param isStill whether motion is unwelcome
   */
  constructor(page: WorkplacePage, faceFor: (hand: VolumeHand) => VolumeFace, isStill = () => false) {
    this.#page = page;
    this.#scanBefore = new ScanBefore(page);
    this.#tools = new Map<string, PaneTool>([
      ...PLANES.map((plane) => [plane.name, new PlaneTool(plane, this)] as const),
      ['projection', new ProjectionTool(this)],
    ]);
    const room = this;
    this.#viewPlayer = new ViewPlayer({
      get views() {
        const { scene } = room;
        return { count: scene?.views ?? 0, at: scene ? viewOf(scene) : 0 };
      },
      get isStill() {
        return isStill();
      },
      show: (view) => this.#keep({ ...this.#kept, look: { ...this.look, view } }, null, true),
      told: () => this.#show(),
    });
    this.#face = faceFor({
      stop: (stop, value) => {
        const { scene } = this;
        if (scene) this.lookAt(lookAtStop(scene.grid, this.look, stop, value));
      },
      slab: (thicknessMm, reduce, moving) =>
        this.#keep({ ...this.#kept, look: { ...this.look, thicknessMm, reduce } }, { gesture: 'slab', moving }),
      left: (left) => this.#setLeft(left),
      projection: (projection) => this.lookAt({ ...this.look, projection }),
      inSpace: () => {
        const { present } = this.#page;
        const name = phantomInSpace(present.experiment.phantom);
        if (name !== null) void this.#page.openPhantom(name, present.pair);
      },
      lines: (showsLines) => this.#keep({ ...this.#kept, showsLines }, WHOLE_STEP),
      grows: (grows) => this.#setGrows(grows),
    });
  }

  get numbers(): HTMLElement {
    return this.#face.root;
  }

  get look(): VolumeLook {
    return this.#kept.look;
  }

  get player(): ViewPlayer | undefined {
    return this.#grows ? undefined : this.#viewPlayer;
  }

  get grows(): boolean {
    return this.#grows;
  }

  /** The view that came last is looked at, wherever the volume is. */
  played(views: number): void {
    this.#take({ ...this.#kept, look: { ...this.look, view: Math.max(0, views - 1) } });
    this.#show();
  }

  get volume(): LaneResult | null {
    const { present } = this.#page;
    const settled = this.#settled;
    // Of an experiment that has been changed since nobody wants to save it; another window changes no volume.
    const isPresent = settled && present.isOpen && isSameVolume(settled.experiment, present.experiment);
    return isPresent && settled.subject === present.subject && settled.result.isThere ? settled : null;
  }

  // What the tools of the panes see and ask for

  get scene(): VolumeScene | null {
    const { present } = this.#page;
    return present.isOpen ? this.#scenes.of(present.pair, this.look) : null;
  }

  get pointed(): Pointed | null {
    return this.#pointed;
  }

  get leftTurnsWindow(): boolean {
    return this.#left === 'window';
  }

  get showsLines(): boolean {
    return this.#kept.showsLines;
  }

  lookAt(look: VolumeLook): void {
    const kept = { ...this.#kept, look };
    this.#keep(kept, isAlike(choicesMade(kept), this.choices()) ? null : WHOLE_STEP);
  }

  lookAtScene(scene: SceneLook, step: Step | null): void {
    this.#keep({ ...this.#kept, scene }, step);
  }

  thicken(steps: number): void {
    const { scene } = this;
    if (!scene) return;
    const { stepMm, mostMm } = slabSteps(scene.grid);
    const thicknessMm = Math.min(mostMm, Math.max(0, this.look.thicknessMm + steps * stepMm));
    this.lookAt({ ...this.look, thicknessMm: Number(thicknessMm.toPrecision(9)) });
  }

  toggleReduce(): void {
    this.lookAt({ ...this.look, reduce: this.look.reduce === 'mean' ? 'max' : 'mean' });
  }

  toggleLeft(): void {
    this.#setLeft(this.#left === 'window' ? 'crosshair' : 'window');
  }

  toggleProjection(): void {
    if (!isTransmission(this.#page.present.subject)) return;
    this.lookAt({ ...this.look, projection: this.look.projection === 'signal' ? 'line-integrals' : 'signal' });
  }

  // What the page tells

  tool({ view }: Slot): PaneTool | null {
    return this.#tools.get(view.name) ?? null;
  }

  hovered({ view }: Slot, hover: PaneHover | null): void {
    const { scene } = this;
    const pointed = hover && scene ? pointedIn(view.name, hover, this.look, scene.scan.detector.rows) : null;
    if (JSON.stringify(pointed) === JSON.stringify(this.#pointed)) return;
    this.#pointed = pointed;
    this.#page.redraw();
  }

  enter(): void {
    this.#scanBefore.enter();
    this.#show();
  }

  /** The scan of a slice comes back that was there before, unless undoing has brought one. */
  leave(isUndone: boolean): void {
    this.#viewPlayer.pause();
    this.#pointed = null;
    this.#settled = null;
    this.#scanBefore.leave(isUndone);
  }

  state(): LinkedVolume {
    return { kept: this.#kept, before: this.#scanBefore.pair };
  }

  choices(): VolumeChoices | null {
    return choicesMade(this.#kept);
  }

  /** Where one is stays, so that the effect of what is undone can be seen, but of another subject it is where one was. */
  bring(moment: LinkedVolume | null, left: PresentPair | null): void {
    const kept = moment?.kept ?? FIRST_KEPT;
    this.#scanBefore.pair = moment?.before ?? null;
    if (!left) this.#take(kept);
    else if (left.subject !== this.#page.present.subject) this.#take(placedAs(this.#kept, kept));
    this.#leaveUnlessVolume();
    this.#show();
  }

  bringChoices(choices: VolumeChoices | null): void {
    this.#take(choosingAs(this.#kept, choices));
    this.#show();
  }

  toLink(state: LinkedVolume, present: PresentPair): Linked | null {
    return volumeToLink(state, present);
  }

  fromLink(json: unknown, present: PresentPair, where: string): Promise<LinkedVolume> {
    return volumeFromLink(json, present, where);
  }

  subjectChanged(isOfAddress: boolean): void {
    this.#take(isOfAddress ? FIRST_KEPT : { ...this.#kept, look: placedAs(this.#kept, FIRST_KEPT).look });
  }

  async settled(run: SettledRun): Promise<void> {
    this.#settled = run;
    this.#leaveUnlessVolume();
    this.#show();
  }

  /** What has been opened or brought back may be the scan of a slice, which there is nothing to see of here. */
  #leaveUnlessVolume(): void {
    if (geometryNamed(this.#page.present.experiment.scan.geometry).makesVolumes) return;
    this.#scanBefore.pair = null;
    this.#page.close();
  }

  /**
   * A hand wants another look.
   *
   * @param step to be undone; `null` where one has only gone somewhere else
   * @param isPlayed by the clock, which nobody wants to go back from
   */
  #keep(kept: VolumeKept, step: Step | null, isPlayed = false): void {
    const { present } = this.#page;
    const before = this.#kept;
    if (!present.isOpen || (!step && isAlike(kept, before))) return;
    this.#take(kept);
    if (step) present.again(step);
    else if (!isPlayed) present.note();
    if (!isPlayed) this.#page.looked(step?.moving ?? true);
    this.#show();
    if (!isAlike(kept.look, before.look)) this.#page.look();
  }

  #take(kept: VolumeKept): void {
    this.#kept = kept;
    this.#page.showScene(kept.scene);
  }

  #setGrows(grows: boolean): void {
    this.#viewPlayer.pause();
    this.#grows = grows;
    this.#show();
    // What has grown is whole again.
    this.#page.run(false, false);
  }

  #setLeft(left: LeftButton): void {
    this.#left = left;
    this.#show();
  }

  #show(): void {
    const { scene } = this;
    if (!scene) return;
    const { look, grid, views } = scene;
    const { subject } = this.#page.present;
    this.#face.show({
      ...{
        look: seeable(look, subject),
        hasSignal: isTransmission(subject),
        place: snapped(grid, look),
        stops: stopsOf(grid, look),
        slab: slabSteps(grid),
        ...{ left: this.#left, grows: this.#grows },
      },
      showsLines: this.showsLines,
      remarks: slabRemarks(look, sidesMm(grid)),
      inSpace: titleInSpace(this.#page.present.pair),
    });
    if (!this.#grows)
      this.#page.showPlayed({ playing: this.#viewPlayer.isPlaying, views: viewOf(scene) + 1, of: views });
    this.#page.redraw();
  }
}
