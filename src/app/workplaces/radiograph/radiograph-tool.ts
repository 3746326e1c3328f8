import type { OverlayProjection } from '../../panes/pane-content.ts';
import type { PaneTool, ToolPoint } from '../../panes/pane-tool.ts';
import type { ToolLook } from '../../panes/tool-look.ts';
import { pressedKey } from '../../shell/pressed-key.ts';
import {
  movedRegion,
  nearestRegion,
  onPanel,
  type Panel,
  type RegionName,
  type Regions,
  regionPixels,
} from './regions.ts';

/** What the tool sees and asks for. */
export interface RadiographToolHost {
  /** `null` while there is no radiograph. */
  readonly detector: Panel | null;
  readonly regions: Regions | null;
  /** Whether the left button turns the window, and moves no region. */
  readonly leftTurnsWindow: boolean;
  /** @param moving while the hand goes on */
  moveRegions(regions: Regions, moving: boolean): void;
  redraw(): void;
  toggleLeft(): void;
  toggleProjection(): void;
}

const MOVES: Readonly<Record<string, readonly [channels: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Moves the two regions that are measured, and draws them over the radiograph. */
export class RadiographTool implements PaneTool {
  readonly dragCursor = 'grabbing';
  readonly leavesScrolling = true;
  readonly #host: RadiographToolHost;
  /** The one that is held, and that keys move. */
  #held: RegionName = 'a';

  constructor(host: RadiographToolHost) {
    this.#host = host;
  }

  get leavesLeft(): boolean {
    return this.#host.leftTurnsWindow;
  }

  press({ horizontal, vertical }: ToolPoint): void {
    const { regions } = this.#host;
    if (!regions) return;
    const place = { u: horizontal, v: vertical };
    this.#held = nearestRegion(regions, place);
    this.#put(place, true);
  }

  drag({ horizontal, vertical }: ToolPoint): void {
    this.#put({ u: horizontal, v: vertical }, true);
  }

  release(): void {
    const { regions } = this.#host;
    if (regions) this.#host.moveRegions(regions, false);
  }

  hover(): string {
    return 'grab';
  }

  key(press: KeyboardEvent): boolean {
    if (press.ctrlKey || press.altKey || press.metaKey) return false;
    const key = pressedKey(press);
    if (key === 'w' && !press.shiftKey) this.#host.toggleLeft();
    else if (key === 'x' && !press.shiftKey) this.#host.toggleProjection();
    else if (this.leavesLeft) return false;
    else return this.#regionKey(press, key);
    return true;
  }

  paint(context: CanvasRenderingContext2D, { valueToCanvas }: OverlayProjection, tool: ToolLook): void {
    const { detector: panel, regions } = this.#host;
    if (!panel || !regions) return;
    for (const name of ['a', 'b'] as const) {
      const { fromRow, toRow, fromColumn, toColumn } = regionPixels(panel, regions[name]);
      // By values: a preview has other pixels. The highest row is on top.
      const corner = (column: number, row: number) =>
        valueToCanvas(
          (column - 0.5 - panel.axisChannel) * panel.channelStep,
          (row - 0.5 - panel.axisRow) * panel.rowStep,
        );
      const [{ x, y }, end] = [corner(fromColumn, toRow), corner(toColumn, fromRow)];
      this.#paintRegion(context, tool, name, { x, y, width: end.x - x, height: end.y - y });
    }
  }

  #paintRegion(
    context: CanvasRenderingContext2D,
    { lineScale, style, fontSizePixels }: ToolLook,
    name: RegionName,
    { x, y, width, height }: { x: number; y: number; width: number; height: number },
  ): void {
    const isHeld = !this.leavesLeft && name === this.#held;
    for (const [colour, line] of [
      [style.onPictureGround, 4],
      [isHeld ? style.accent : style.onPicture, 1.5],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = line * lineScale;
      context.strokeRect(x, y, width, height);
    }
    context.font = `600 ${fontSizePixels}px ${style.fontFamily}`;
    context.textAlign = 'left';
    context.textBaseline = 'bottom';
    context.lineWidth = 3 * lineScale;
    context.strokeStyle = style.onPictureGround;
    const letter = name.toUpperCase();
    const [left, bottom] = [x + width + 0.25 * fontSizePixels, y + 0.25 * fontSizePixels];
    context.strokeText(letter, left, bottom);
    context.fillStyle = isHeld ? style.accent : style.onPicture;
    context.fillText(letter, left, bottom);
  }

  #regionKey({ key: raw, shiftKey }: KeyboardEvent, key: string): boolean {
    const { detector: panel, regions } = this.#host;
    const move = MOVES[raw];
    if (key === 'a' || key === 'b') {
      this.#held = key;
      // Drawn as the one that is held.
      this.#host.redraw();
      return true;
    }
    if (!move || !panel || !regions || shiftKey) return false;
    this.#put(movedRegion(panel, regions[this.#held], ...move), false);
    return true;
  }

  #put(place: { readonly u: number; readonly v: number }, moving: boolean): void {
    const { detector: panel, regions } = this.#host;
    if (panel && regions) this.#host.moveRegions({ ...regions, [this.#held]: onPanel(panel, place) }, moving);
  }
}
