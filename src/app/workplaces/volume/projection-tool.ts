import type { OverlayProjection } from '../../panes/pane-content.ts';
import { WheelSteps, type WheelTurn } from '../../panes/pane-gestures.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import type { ToolLook } from '../../panes/tool-look.ts';
import { seenOnPicture } from '../../views/pointed.ts';
import { snapped } from './look-steps.ts';
import { paintPoint, paintRing } from './paint-volume.ts';
import { volumeKeyAction } from './volume-keys.ts';
import { type VolumeToolHost, viewOf } from './volume-tool.ts';

/** Steps through views, shows them as line integrals or as radiographs, and draws over the projection where the crosshair and what is under the pointer are seen. */
export class ProjectionTool implements PaneTool {
  readonly leavesLeft = true;
  readonly leavesScrolling = true;
  readonly #host: VolumeToolHost;
  readonly #wheel = new WheelSteps();

  constructor(host: VolumeToolHost) {
    this.#host = host;
  }

  wheel(turn: WheelTurn): boolean {
    if (turn.ctrlKey) return false;
    this.#step(this.#wheel.of(turn));
    return true;
  }

  key(event: KeyboardEvent): boolean {
    const action = volumeKeyAction(event);
    const { scene } = this.#host;
    if (action?.kind === 'step') this.#step(action.by);
    else if (action?.kind === 'reduce') this.#host.toggleProjection();
    else if (action?.kind === 'end' && scene) {
      this.#host.lookAt({ ...scene.look, view: action.isHighest ? scene.views - 1 : 0 });
    } else return false;
    return true;
  }

  paint(context: CanvasRenderingContext2D, { pixelToCanvas }: OverlayProjection, tool: ToolLook): void {
    const { scene, pointed, showsLines } = this.#host;
    if (!scene) return;
    const view = viewOf(scene);
    const at = showsLines && seenOnPicture(scene.scan, view, snapped(scene.grid, scene.look));
    if (at) paintPoint(context, tool, pixelToCanvas(at.column, at.row));
    const seen = pointed?.kind === 'place' && seenOnPicture(scene.scan, view, pointed.place);
    if (seen) paintRing(context, tool, pixelToCanvas(seen.column, seen.row));
  }

  /** Round and round, as the source goes. */
  #step(by: number): void {
    const { scene } = this.#host;
    if (!scene || by === 0) return;
    const { views, look } = scene;
    this.#host.lookAt({ ...look, view: (((viewOf(scene) + by) % views) + views) % views });
  }
}
