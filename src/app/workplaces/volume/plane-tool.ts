import type { VolumeLook } from '../../../experiment/volume-look.ts';
import type { OverlayProjection } from '../../panes/pane-content.ts';
import { WheelSteps, type WheelTurn } from '../../panes/pane-gestures.ts';
import type { PaneTool, ToolPoint } from '../../panes/pane-tool.ts';
import type { ToolLook } from '../../panes/tool-look.ts';
import type { PlaneKind } from '../../views/planes.ts';
import { rayInPlane } from '../../views/pointed.ts';
import { atEndOf, snapped, steppedAlong } from './look-steps.ts';
import { paintCrosshair, paintRay } from './paint-volume.ts';
import { volumeKeyAction } from './volume-keys.ts';
import { type VolumeScene, type VolumeToolHost, viewOf } from './volume-tool.ts';

/** Moves the crosshair, steps through slices, and draws both the crosshair and the ray under the pointer over a plane. */
export class PlaneTool implements PaneTool {
  readonly dragCursor = 'crosshair';
  readonly leavesScrolling = true;
  readonly #plane: PlaneKind;
  readonly #host: VolumeToolHost;
  readonly #wheel = new WheelSteps();

  constructor(plane: PlaneKind, host: VolumeToolHost) {
    this.#plane = plane;
    this.#host = host;
  }

  get leavesLeft(): boolean {
    return this.#host.leftTurnsWindow;
  }

  press({ horizontal, vertical }: ToolPoint): void {
    const { across, up } = this.#plane;
    this.#change((look, { grid }) => snapped(grid, { ...look, [across]: horizontal, [up]: vertical }));
  }

  drag(point: ToolPoint): void {
    this.press(point);
  }

  wheel(turn: WheelTurn): boolean {
    // Zooms, as two fingers do, which browsers tell of as turns with Control.
    if (turn.ctrlKey) return false;
    this.#step(this.#wheel.of(turn));
    return true;
  }

  key(event: KeyboardEvent): boolean {
    const action = volumeKeyAction(event);
    const { across, up } = this.#plane;
    switch (action?.kind) {
      case 'step':
        this.#step(action.by);
        return true;
      case 'end':
        this.#change((look, { grid }) => atEndOf(grid, look, this.#plane, action.isHighest));
        return true;
      case 'move':
        this.#change((look, { grid }) =>
          steppedAlong(grid, steppedAlong(grid, look, across, action.across), up, action.up),
        );
        return true;
      case 'thicken':
        this.#host.thicken(action.by);
        return true;
      case 'reduce':
        this.#host.toggleReduce();
        return true;
      case 'left':
        this.#host.toggleLeft();
        return true;
      default:
        return false;
    }
  }

  paint(context: CanvasRenderingContext2D, projection: OverlayProjection, tool: ToolLook): void {
    const { scene, pointed, showsLines } = this.#host;
    if (!scene) return;
    const { look, scan } = scene;
    if (showsLines) paintCrosshair(context, projection, tool, this.#plane, snapped(scene.grid, look));
    if (pointed?.kind !== 'pixel') return;
    const view = viewOf(scene);
    paintRay(context, projection, tool, rayInPlane(scan, view, pointed, this.#plane, look[this.#plane.along], FAR_MM));
  }

  #step(by: number): void {
    if (by !== 0) this.#change((look, { grid }) => steppedAlong(grid, look, this.#plane.along, by));
  }

  #change(change: (look: VolumeLook, scene: VolumeScene) => VolumeLook): void {
    const { scene } = this.#host;
    if (scene) this.#host.lookAt(change(scene.look, scene));
  }
}

/** Beyond every detector: what is drawn ends with the picture. */
const FAR_MM = 20_000;
