import { FIRST_LOOK, type VolumeLook } from '../../../../experiment/volume-look.ts';
import { geometryNamed } from '../../../../geometry/scan.ts';
import type { PaneHover } from '../../../panes/pane-content.ts';
import type { PaneTool } from '../../../panes/pane-tool.ts';
import { isAlike } from '../../../present/moment.ts';
import type { Slot } from '../../../stage/layout.ts';
import { PLANES } from '../../../views/planes.ts';
import { type Pointed, pointedIn } from '../../../views/pointed.ts';
import { FIRST_SCENE, type SceneLook } from '../../../views/scene/scene-look.ts';
import { slabSteps } from '../../volume/look-steps.ts';
import { PlaneTool } from '../../volume/plane-tool.ts';
import { ProjectionTool } from '../../volume/projection-tool.ts';
import { VolumeScenes } from '../../volume/volume-scenes.ts';
import type { VolumeScene, VolumeToolHost } from '../../volume/volume-tool.ts';
import type { WorkplacePage } from '../../workplace.ts';

/** The volume of a step that has one: planes through one point, which hands move as in *Volume*. */
export class StepVolume implements VolumeToolHost {
  readonly showsLines = true;
  readonly #page: WorkplacePage;
  readonly #scenes = new VolumeScenes();
  readonly #tools: ReadonlyMap<string, PaneTool>;
  #look: VolumeLook = FIRST_LOOK;
  #pointed: Pointed | null = null;
  #leftTurnsWindow = false;

  constructor(page: WorkplacePage) {
    this.#page = page;
    this.#tools = new Map<string, PaneTool>([
      ...PLANES.map((plane) => [plane.name, new PlaneTool(plane, this)] as const),
      ['projection', new ProjectionTool(this)],
    ]);
  }

  get look(): VolumeLook | undefined {
    const { present } = this.#page;
    const isVolume = present.isOpen && geometryNamed(present.experiment.scan.geometry).makesVolumes;
    return isVolume ? this.#look : undefined;
  }

  get scene(): VolumeScene | null {
    const { present } = this.#page;
    return present.isOpen ? this.#scenes.of(present.pair, this.#look) : null;
  }

  get pointed(): Pointed | null {
    return this.#pointed;
  }

  get leftTurnsWindow(): boolean {
    return this.#leftTurnsWindow;
  }

  /** Another step is looked at from its middle. */
  begin(): void {
    this.#look = FIRST_LOOK;
    this.#pointed = null;
    this.#page.showScene(FIRST_SCENE);
  }

  tool({ view }: Slot): PaneTool | null {
    return this.#tools.get(view.name) ?? null;
  }

  hovered({ view }: Slot, hover: PaneHover | null): void {
    const { scene } = this;
    if (!scene) return;
    const pointed = hover ? pointedIn(view.name, hover, this.#look, scene.scan.detector.rows) : null;
    if (isAlike(pointed, this.#pointed)) return;
    this.#pointed = pointed;
    this.#page.redraw();
  }

  /** Looking around is no step to undo. */
  lookAt(look: VolumeLook): void {
    if (isAlike(look, this.#look)) return;
    this.#look = look;
    this.#page.look();
    this.#page.redraw();
  }

  lookAtScene(scene: SceneLook): void {
    this.#page.showScene(scene);
  }

  thicken(steps: number): void {
    const { scene } = this;
    if (!scene) return;
    const { stepMm, mostMm } = slabSteps(scene.grid);
    const thicknessMm = Math.min(mostMm, Math.max(0, this.#look.thicknessMm + steps * stepMm));
    this.lookAt({ ...this.#look, thicknessMm: Number(thicknessMm.toPrecision(9)) });
  }

  toggleReduce(): void {
    this.lookAt({ ...this.#look, reduce: this.#look.reduce === 'mean' ? 'max' : 'mean' });
  }

  toggleLeft(): void {
    this.#leftTurnsWindow = !this.#leftTurnsWindow;
  }

  toggleProjection(): void {
    this.lookAt({ ...this.#look, projection: this.#look.projection === 'signal' ? 'line-integrals' : 'signal' });
  }
}
