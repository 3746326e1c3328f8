import type { GreyMapping, ImageSurface } from './image-surface.ts';
import type { Navigation } from './navigation.ts';
import type { OverlayPainter, PaneContent, PaneHover } from './pane-content.ts';
import { PaneFrame } from './pane-frame.ts';
import { PaneInput } from './pane-input.ts';
import { PanePainter } from './pane-painter.ts';
import type { PaneTool, SeenValues } from './pane-tool.ts';
import type { CanvasPoint } from './picture-projection.ts';
import { hoverOf, pictureAt, seenValues } from './seen-picture.ts';
import { CrosshairTool } from './tools/crosshair-tool.ts';
import { PanTool } from './tools/pan-tool.ts';
import { WindowTool } from './tools/window-tool.ts';
import { ZoomTool } from './tools/zoom-tool.ts';
import { ViewMoves } from './view-moves.ts';
import type { DisplayWindow } from './window-level.ts';

export interface PaneOptions<View> {
  /** Unique on the page; becomes the section's id. */
  readonly id: string;
  readonly title: string;
  /** `toScaleNavigation` for slices, `stretchNavigation` for sinograms. */
  readonly navigation: Navigation<View>;
}

/**
 * A titled picture with axes and a grey scale bar.
 *
 * The pane shows what it is told and reports what the hand asks for: window and viewport change only through `setWindow`
 * and `setViewport`, so that its owner can share them between panes. Whatever is set, the pane is painted once, in the
 * next animation frame. `PaneFrame` has its elements, `PanePainter` paints, `PaneInput` hands what is done to its tools.
 */
export class Pane<View> {
  /** A window asked for by dragging or by key, in display units; `finished` on release. */
  onWindowDrag: ((window: DisplayWindow, finished: boolean) => void) | null = null;
  onViewportChange: ((viewport: View) => void) | null = null;
  onHover: ((hover: PaneHover | null) => void) | null = null;
  onToggleMaximise: (() => void) | null = null;

  readonly #frame: PaneFrame;
  readonly #painter: PanePainter<View>;
  readonly #input: PaneInput<View>;
  readonly #crosshair: CrosshairTool;
  #overlayPainter: OverlayPainter | null = null;
  #tracePainter: OverlayPainter | null = null;
  #inkPainter: OverlayPainter | null = null;
  #pointer: CanvasPoint | null = null;

  constructor(host: Element, { id, title, navigation }: PaneOptions<View>) {
    this.#frame = new PaneFrame(
      host,
      id,
      title,
      () => this.onToggleMaximise?.(),
      () => this.onViewportChange?.(navigation.fitted),
    );
    const paintOver: OverlayPainter = (context, projection, look) => {
      const paints = [
        this.#overlayPainter,
        this.#tracePainter,
        // The tool that is asked last for keys lies lowest.
        ...[...this.#input.tools].reverse().map((tool) => tool.paint?.bind(tool)),
        this.#inkPainter,
      ];
      for (const paint of paints) {
        if (!paint) continue;
        context.save();
        paint(context, projection, look);
        context.restore();
      }
    };
    const dividerPart = () => this.#input.tools.find((tool) => tool.dividerPart !== undefined)?.dividerPart ?? 0;
    const painter = new PanePainter(this.#frame, navigation, paintOver, dividerPart);
    this.#painter = painter;
    painter.onSeen = () => {
      if (this.#pointer || this.#crosshair.pixel) this.#reportHover();
    };
    const moves = new ViewMoves(navigation, {
      get view() {
        return painter.viewport;
      },
      picture: () => painter.seen && painter.shown && { layout: painter.seen.layout, grid: painter.shown.grid },
      ask: (view) => this.onViewportChange?.(view),
    });
    this.#crosshair = new CrosshairTool({
      picture: () =>
        painter.seen && painter.shown && { grid: painter.shown.grid, seen: painter.seen.layout.framePixels },
      panBy: (columns, rows) => moves.panBy(columns, rows),
      moved: () => this.#crosshairMoved(),
    });
    const window = new WindowTool({
      get window() {
        return painter.window;
      },
      span: () => painter.shown?.meaning.values.span ?? null,
      ask: (asked, finished) => this.onWindowDrag?.(asked, finished),
    });
    const own = { window, pan: new PanTool(moves), zoom: new ZoomTool(moves), crosshair: this.#crosshair };
    this.#input = new PaneInput(this.#frame, own, {
      seen: () => painter.seen,
      onPointer: (point) => {
        this.#pointer = point;
        if (!this.#crosshair.pixel) this.#reportHover();
      },
      onDoubleClick: () => this.onToggleMaximise?.(),
    });
  }

  get root(): HTMLElement {
    return this.#frame.root;
  }

  /** The title, as given. */
  get title(): string {
    return this.#frame.title;
  }

  /** What the pane shows may change its kind, and its name with it. */
  setTitle(title: string): void {
    this.#frame.title = title;
  }

  /** Moves the keyboard focus to the picture. */
  focus(): void {
    this.#frame.picture.focus();
  }

  /** Puts the crosshair on the picture, for keys to move. */
  read(): void {
    this.focus();
    this.#crosshair.show();
  }

  /**
   * Shows a picture on a surface. The pane owns the surface from then on: another one given later (from CPU to GPU) takes
   * its place, and the one before is disposed of.
   */
  show<Source>(surface: ImageSurface<Source>, content: PaneContent<Source>): void {
    this.#painter.show(surface, content);
    this.#frame.describe(content.description);
    this.#crosshair.keepOn(this.#painter.shown!.grid);
  }

  /** Lets another picture lie over the one that is shown, from where its tool says (`dividerPart`) to the right. */
  showOver<Source>(surface: ImageSurface<Source>, content: PaneContent<Source>): void {
    this.#painter.over.show(surface, content);
    this.requestRedraw();
  }

  /** Nothing lies over the picture any more. */
  clearOver(): void {
    if (!this.#painter.over.shown) return;
    this.#painter.over.clear();
    this.requestRedraw();
  }

  /** The window of what lies over the picture. */
  setOverWindow(window: DisplayWindow): void {
    const { width, level } = this.#painter.over.window;
    if (window.width === width && window.level === level) return;
    this.#painter.over.window = window;
    this.requestRedraw();
  }

  /** Shows nothing, and frees the surface. */
  clear(): void {
    this.#painter.clear();
    this.#crosshair.forget();
    this.#frame.describe(null);
  }

  /** The display window, in the content's display units. */
  setWindow(window: DisplayWindow, inverted: boolean): void {
    this.#painter.setWindow(window, inverted);
  }

  setViewport(viewport: View): void {
    this.#painter.setViewport(viewport);
  }

  /** The text at the right of the header: the value under the pointer. */
  setReadout(text: string): void {
    this.#frame.setReadout(text);
  }

  /** A small badge over the picture, such as "preview 128²"; null takes it away. */
  setNote(text: string | null): void {
    this.#frame.note = text;
  }

  /** Draws over the picture after every redraw; null stops it. */
  setOverlay(painter: OverlayPainter | null): void {
    this.#overlayPainter = painter;
    this.requestRedraw();
  }

  /** Draws over that again what belongs to a place in another pane: a ray, a curve; null stops it. */
  setTrace(painter: OverlayPainter | null): void {
    if (!painter && !this.#tracePainter) return;
    this.#tracePainter = painter;
    this.requestRedraw();
  }

  /** Draws what a pen has drawn, over everything else; null stops it. */
  setInk(painter: OverlayPainter | null): void {
    this.#inkPainter = painter;
    this.requestRedraw();
  }

  /** Gives the left button, the single finger, and the keys and turns of the wheel that it wants to a tool; null gives them back. */
  setTool(tool: PaneTool | null): void {
    this.#input.lend(tool);
    this.requestRedraw();
  }

  /** Takes a tool back, unless it has been lent another one since. */
  takeBack(tool: PaneTool): void {
    if (this.#input.lent === tool) this.setTool(null);
  }

  get lentTool(): PaneTool | null {
    return this.#input.lent;
  }

  /** A row between title and picture; null takes it away. */
  setToolbar(toolbar: HTMLElement | null): void {
    this.#frame.setToolbar(toolbar);
  }

  /** The part of the picture that is seen, or null while there is none. */
  get seen(): SeenValues | null {
    const { seen } = this.#painter;
    return seen && seenValues(seen);
  }

  /** Tells the pane that its owner has made it fill the stage, or no longer. */
  setMaximised(maximised: boolean): void {
    this.#frame.setMaximised(maximised);
  }

  /** Paints the pane in the next animation frame. */
  requestRedraw(): void {
    this.#painter.requestRedraw();
  }

  /** Width, level and unit of the window; null without a picture. */
  get windowText(): string | null {
    return this.#painter.windowText;
  }

  /** How the picture's own values are turned to greys; null without a picture. */
  get greyMapping(): GreyMapping | null {
    return this.#painter.greyMapping;
  }

  /** What the badge over the picture says. */
  get note(): string | null {
    return this.#frame.note;
  }

  /**
   * Title, picture, axes, scale bar and window text in one canvas, for saving, with lines of a caption below; for `null` on
   * white and without the title, to stand in a text.
   */
  async snapshot(caption: readonly string[] | null = []): Promise<HTMLCanvasElement> {
    return this.#painter.snapshot(caption);
  }

  /**
   * Paints at once, in the size and the colours that hold now.
   *
   * @param isForPaper the picture is painted below its axes too, since browsers print no WebGPU canvas
   */
  redrawNow(isForPaper: boolean): void {
    this.#painter.redrawNow(isForPaper);
  }

  dispose(): void {
    this.#input.stop();
    this.#painter.dispose();
    this.root.remove();
  }

  #crosshairMoved(): void {
    this.#frame.readReadoutAloud(this.#crosshair.pixel !== null);
    this.#reportHover();
    this.requestRedraw();
  }

  /** Tells what is under the crosshair, or else under the pointer. */
  #reportHover(): void {
    this.onHover?.(this.#hover());
  }

  #hover(): PaneHover | null {
    const { seen, shown } = this.#painter;
    const { pixel } = this.#crosshair;
    if (!shown) return null;
    if (pixel) return hoverOf(shown, pixel.row, pixel.column);
    if (!this.#pointer || !seen) return null;
    const { column, row } = pictureAt(seen, this.#pointer);
    return hoverOf(shown, Math.floor(row), Math.floor(column));
  }
}
