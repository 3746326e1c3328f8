import { InputError } from '../../errors.ts';
import { NO_CANVAS } from './canvas-surface.ts';
import './pane.css';
import { icon, makeSvg } from '../elements/svg.ts';
import { paintAxes, paintLabelOnPicture } from './axes.ts';
import { type AxisDescription, axisPositionOf, axisValueAt } from './axis-description.ts';
import type { GreyMapping, ImageSurface, PixelRectangle, SurfacePicture } from './image-surface.ts';
import type { Navigation } from './navigation.ts';
import { type Gesture, zoomOfDrag } from './pane-gestures.ts';
import { PANE_KEY_SHORTCUTS, paneKeyAction } from './pane-keys.ts';
import { type LayoutRectangle, layoutPane, type PaneLayout } from './pane-layout.ts';
import { type HeldKeys, listenToPointers } from './pane-pointer.ts';
import { type PaneStyle, readPaneStyle } from './pane-style.ts';
import type { PaneTool, SeenValues, ToolPoint } from './pane-tool.ts';
import { type CanvasPoint, canvasToPicture, type PictureProjection, pictureToCanvas } from './picture-projection.ts';
import { paintScaleBar } from './scale-bar.ts';
import type { ValueScale } from './value-scale.ts';
import type { PixelGrid } from './viewport.ts';
import { type DisplayWindow, dragWindow, toBlackWhite } from './window-level.ts';

export interface PaneOptions<View> {
  /** Unique on the page; becomes the section's id. */
  readonly id: string;
  readonly title: string;
  /** `squarePixelNavigation` for slices, `stretchNavigation` for sinograms. */
  readonly navigation: Navigation<View>;
}

/** A picture and what its axes and values mean. */
export interface PaneContent<Source> {
  /** The pane redraws when it is given new content; a surface may compare pictures by identity. */
  readonly picture: SurfacePicture<Source>;
  /** What the columns stand for. For square pixels its unit is that of the viewport, mm. */
  readonly horizontal: AxisDescription;
  /** What the rows stand for, the first row at the top. */
  readonly vertical: AxisDescription;
  readonly values: ValueScale;
  /** The picture in words, for those who cannot see it. */
  readonly description: string;
}

/** A pixel under the pointer or the crosshair, and what its centre stands for on the axes. */
export interface PaneHover {
  readonly row: number;
  readonly column: number;
  readonly horizontalValue: number;
  readonly verticalValue: number;
}

/** For drawings over the picture, in CSS pixels of the context they are given. */
export interface OverlayProjection {
  /** Where the picture is; the drawing is clipped to it. */
  readonly frame: LayoutRectangle;
  /** From pixel coordinates: (0, 0) the outer top left corner, (0.5, 0.5) the centre of the first pixel. */
  pixelToCanvas(column: number, row: number): CanvasPoint;
  /** From the axes' values: millimetres in a slice, channel and degrees in a sinogram. */
  valueToCanvas(horizontalValue: number, verticalValue: number): CanvasPoint;
}

export type OverlayPainter = (context: CanvasRenderingContext2D, projection: OverlayProjection) => void;

/** What is shown now, with the type of its source closed over. */
interface Shown {
  readonly content: Omit<PaneContent<unknown>, 'picture'>;
  readonly grid: PixelGrid;
  readonly element: HTMLCanvasElement;
  resize(widthPixels: number, heightPixels: number): void;
  draw(mapping: GreyMapping, visible: PixelRectangle): void;
}

/** A picture saved from a pane is at least this wide, so that it serves in a report. */
const SMALLEST_SNAPSHOT_WIDTH_PIXELS = 1200;

const MAXIMISE_PATH = 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4';
const RESTORE_PATH = 'M6 2v4H2M14 6h-4V2M10 14v-4h4M2 10h4v4';

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  parent: Element,
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  created.className = className;
  parent.append(created);
  return created;
}

/**
 * A titled picture with axes and a grey scale bar.
 *
 * The pane shows what it is told and reports what the hand asks for: window and viewport change only through `setWindow`
 * and `setViewport`, so that its owner can share them between panes. Whatever is set, the pane is painted once, in the
 * next animation frame.
 */
export class Pane<View> {
  readonly root: HTMLElement;
  /** A window asked for by dragging or by key, in display units; `finished` on release. */
  onWindowDrag: ((window: DisplayWindow, finished: boolean) => void) | null = null;
  onViewportChange: ((viewport: View) => void) | null = null;
  onHover: ((hover: PaneHover | null) => void) | null = null;
  onToggleMaximise: (() => void) | null = null;

  readonly #navigation: Navigation<View>;
  #title: string;
  readonly #heading: HTMLElement;
  readonly #readout: HTMLElement;
  readonly #maximiseButton: HTMLButtonElement;
  readonly #body: HTMLElement;
  readonly #picture: HTMLElement;
  readonly #overlay: HTMLCanvasElement;
  readonly #overlayContext: CanvasRenderingContext2D;
  readonly #note: HTMLElement;
  readonly #resizeObserver: ResizeObserver;
  readonly #stopListening: () => void;
  #stopWatchingResolution: () => void = () => {};

  #surface: { element: HTMLCanvasElement; dispose(): void } | null = null;
  #shown: Shown | null = null;
  #window: DisplayWindow = { width: 1, level: 0.5 };
  #inverted = false;
  #viewport: View;
  #overlayPainter: OverlayPainter | null = null;
  #tracePainter: OverlayPainter | null = null;
  #tool: PaneTool | null = null;
  #toolbar: HTMLElement | null = null;
  #style: PaneStyle;
  #layout: PaneLayout | null = null;
  /** What was laid out: another picture may have been given since, with other pixels, and waits for its frame. */
  #laidOut: Shown | null = null;
  #frameRequest: number | null = null;
  /** Window or viewport when the present drag or pinch began. */
  #dragWindowStart: DisplayWindow | null = null;
  #dragViewStart: View | null = null;
  /** Kept apart from `#window`, which the owner may not have set yet when the drag ends. */
  #dragWindowLast: DisplayWindow | null = null;
  /** The pixel under the crosshair. */
  #crosshair: { row: number; column: number } | null = null;
  #pointer: CanvasPoint | null = null;

  constructor(host: Element, options: PaneOptions<View>) {
    this.#navigation = options.navigation;
    this.#title = options.title;
    this.#viewport = options.navigation.fitted;

    this.root = element('section', 'pane', host);
    this.root.id = options.id;
    this.root.setAttribute('aria-labelledby', `${options.id}-title`);
    const header = element('header', 'pane-header', this.root);
    this.#heading = element('h2', 'pane-title', header);
    this.#heading.id = `${options.id}-title`;
    this.#heading.textContent = options.title;
    this.#readout = element('span', 'pane-readout', header);
    this.#maximiseButton = element('button', 'pane-maximise', header);
    this.#maximiseButton.type = 'button';
    this.#maximiseButton.addEventListener('click', () => this.onToggleMaximise?.());
    this.setMaximised(false);

    this.#body = element('div', 'pane-body', this.root);
    this.#picture = element('div', 'pane-picture', this.#body);
    this.#picture.tabIndex = 0;
    // An application: the arrows belong to the picture, not to a reader's cursor.
    this.#picture.setAttribute('role', 'application');
    this.#picture.setAttribute('aria-roledescription', 'image viewer');
    this.#picture.setAttribute('aria-keyshortcuts', PANE_KEY_SHORTCUTS);
    this.#picture.setAttribute('aria-label', `${options.title}: nothing to show yet`);
    this.#overlay = element('canvas', 'pane-overlay', this.#body);
    this.#overlay.setAttribute('aria-hidden', 'true');
    const context = this.#overlay.getContext('2d');
    if (!context) throw new InputError(NO_CANVAS);
    this.#overlayContext = context;
    this.#note = element('p', 'pane-note', this.#body);
    this.#note.hidden = true;
    this.#style = readPaneStyle(this.root);

    this.#stopListening = this.#listen();
    this.#resizeObserver = new ResizeObserver(() => this.requestRedraw());
    this.#resizeObserver.observe(this.#body);
    this.#watchResolution();
  }

  /** The title, as given. */
  get title(): string {
    return this.#title;
  }

  /** What the pane shows may change its kind, and its name with it. */
  setTitle(title: string): void {
    this.#title = title;
    this.#heading.textContent = title;
    this.#maximiseButton.setAttribute('aria-label', `Maximise ${title}`);
  }

  /** Moves the keyboard focus to the picture. */
  focus(): void {
    this.#picture.focus();
  }

  /**
   * Shows a picture on a surface. The pane owns the surface from then on: another one given later (from CPU to GPU) takes
   * its place, and the one before is disposed of.
   */
  show<Source>(surface: ImageSurface<Source>, content: PaneContent<Source>): void {
    if (this.#surface?.element !== surface.element) {
      this.#disposeSurface();
      this.#surface = surface;
      surface.element.classList.add('pane-canvas');
      surface.element.setAttribute('aria-hidden', 'true');
      this.#picture.append(surface.element);
    }
    const { picture, horizontal, vertical, values, description } = content;
    this.#shown = {
      content: { horizontal, vertical, values, description },
      grid: {
        rows: picture.rows,
        columns: picture.columns,
        pixelSizeMm: Math.abs(horizontal.end - horizontal.start) / picture.columns,
      },
      element: surface.element,
      resize: (widthPixels, heightPixels) => surface.resize(widthPixels, heightPixels),
      draw: (mapping, visible) => surface.draw(picture, mapping, visible),
    };
    this.#picture.setAttribute('aria-label', `${this.#title}: ${description}`);
    if (this.#crosshair) {
      this.#crosshair = {
        row: Math.min(this.#crosshair.row, picture.rows - 1),
        column: Math.min(this.#crosshair.column, picture.columns - 1),
      };
    }
    this.requestRedraw();
  }

  /** Shows nothing, and frees the surface. */
  clear(): void {
    this.#disposeSurface();
    this.#shown = null;
    this.#crosshair = null;
    this.#picture.setAttribute('aria-label', `${this.#title}: nothing to show yet`);
    this.requestRedraw();
  }

  /** The display window, in the content's display units. */
  setWindow(window: DisplayWindow, inverted: boolean): void {
    if (window.width === this.#window.width && window.level === this.#window.level && inverted === this.#inverted) {
      return;
    }
    this.#window = window;
    this.#inverted = inverted;
    this.requestRedraw();
  }

  setViewport(viewport: View): void {
    this.#viewport = viewport;
    this.requestRedraw();
  }

  /** The text at the right of the header: the value under the pointer. */
  setReadout(text: string): void {
    if (this.#readout.textContent === text) return;
    this.#readout.textContent = text;
    this.root.classList.toggle('pane-has-readout', text !== '');
  }

  /** A small badge over the picture, such as "preview 128²"; null takes it away. */
  setNote(text: string | null): void {
    this.#note.textContent = text ?? '';
    this.#note.hidden = text === null;
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

  /** Gives the left button, the single finger and the keys that it wants to a tool; null gives them back. */
  setTool(tool: PaneTool | null): void {
    this.#tool = tool;
    this.#picture.classList.toggle('pane-has-tool', tool !== null);
    this.#picture.style.cursor = '';
  }

  /** A row between title and picture; null takes it away. */
  setToolbar(toolbar: HTMLElement | null): void {
    this.#toolbar?.remove();
    this.#toolbar = toolbar;
    if (toolbar) this.#body.before(toolbar);
  }

  /** The part of the picture that is seen, or null while there is none. */
  get seen(): SeenValues | null {
    const { framePixels, frame } = this.#layout ?? {};
    const shown = this.#laidOut;
    if (!framePixels || !frame || !shown) return null;
    const { left, top, width, height } = framePixels;
    const across = (column: number) => axisValueAt(shown.content.horizontal, shown.grid.columns, column);
    const down = (row: number) => axisValueAt(shown.content.vertical, shown.grid.rows, row);
    const right = across(left + width);
    return {
      left: across(left),
      right,
      top: down(top),
      bottom: down(top + height),
      perPixel: Math.abs(right - across(left)) / frame.width,
    };
  }

  /** Tells the pane that its owner has made it fill the stage, or no longer. */
  setMaximised(maximised: boolean): void {
    this.root.classList.toggle('pane-maximised', maximised);
    this.#maximiseButton.replaceChildren(icon(makeSvg('path', { d: maximised ? RESTORE_PATH : MAXIMISE_PATH })));
    this.#maximiseButton.setAttribute('aria-label', `Maximise ${this.#title}`);
    this.#maximiseButton.setAttribute('aria-pressed', String(maximised));
    this.#maximiseButton.title = maximised ? 'Back to all panes (double-click)' : 'Fill the stage (double-click)';
  }

  /** Paints the pane in the next animation frame. */
  requestRedraw(): void {
    if (this.#frameRequest !== null) return;
    this.#frameRequest = requestAnimationFrame(() => {
      this.#frameRequest = null;
      this.#redraw();
    });
  }

  /**
   * Title, picture, axes, scale bar and window text in one canvas, for saving. The picture is drawn anew and copied within
   * one task, since a WebGPU canvas can be read only in the task that drew it.
   */
  async snapshot(): Promise<HTMLCanvasElement> {
    const { clientWidth: width, clientHeight: height } = this.#body;
    const scale = Math.max(window.devicePixelRatio, SMALLEST_SNAPSHOT_WIDTH_PIXELS / Math.max(width, 1));
    const layout = this.#computeLayout(width, height, scale);
    const canvas = document.createElement('canvas');
    const headerHeight = layout ? Math.round(layout.lineHeightPixels * 1.8) : 0;
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round((height + headerHeight) * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new InputError(NO_CANVAS);
    const style = this.#style;
    context.fillStyle = style.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (!layout || !this.#shown) return canvas;

    context.scale(scale, scale);
    context.fillStyle = style.text;
    context.textBaseline = 'middle';
    context.font = `600 ${layout.fontSizePixels + 1}px ${style.fontFamily}`;
    context.fillText(this.#title, layout.fontSizePixels * 0.6, headerHeight / 2);
    if (!this.#note.hidden) {
      context.font = `${layout.fontSizePixels}px ${style.fontFamily}`;
      context.fillStyle = style.axisText;
      context.textAlign = 'right';
      context.fillText(this.#note.textContent ?? '', width - layout.fontSizePixels * 0.6, headerHeight / 2);
      context.textAlign = 'start';
    }
    context.translate(0, headerHeight);

    const { frame } = layout;
    this.#shown.resize(frame.width * scale, frame.height * scale);
    this.#shown.draw(this.#mapping(this.#shown), layout.framePixels);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#shown.element, frame.left, frame.top, frame.width, frame.height);
    this.#paintOver(context, layout, scale);
    // The pane's own canvas has been resized for the copy.
    this.#redraw();
    return canvas;
  }

  dispose(): void {
    if (this.#frameRequest !== null) cancelAnimationFrame(this.#frameRequest);
    this.#resizeObserver.disconnect();
    this.#stopWatchingResolution();
    this.#stopListening();
    this.#disposeSurface();
    this.root.remove();
  }

  #disposeSurface(): void {
    this.#surface?.dispose();
    this.#surface = null;
  }

  /** Moving to another screen, or zooming the page, changes the device pixels but not always the CSS ones. */
  #watchResolution(): void {
    const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    const change = () => {
      this.requestRedraw();
      this.#watchResolution();
    };
    query.addEventListener('change', change, { once: true });
    this.#stopWatchingResolution = () => query.removeEventListener('change', change);
  }

  // Painting

  #mapping(shown: Shown): GreyMapping {
    const { black, white } = toBlackWhite(this.#window);
    const { values } = shown.content;
    return { black: values.fromDisplay(black), white: values.fromDisplay(white), inverted: this.#inverted };
  }

  #computeLayout(widthPixels: number, heightPixels: number, devicePixelRatio: number): PaneLayout | null {
    const shown = this.#shown;
    if (!shown || widthPixels < 1 || heightPixels < 1) return null;
    const { horizontal, vertical, values } = shown.content;
    const { black, white } = toBlackWhite(this.#window);
    const context = this.#overlayContext;
    return layoutPane({
      widthPixels,
      heightPixels,
      devicePixelRatio,
      rows: shown.grid.rows,
      columns: shown.grid.columns,
      visiblePixels: (width, height) => {
        const viewport = this.#navigation.clamp(this.#viewport, shown.grid, width, height);
        return this.#navigation.visible(viewport, shown.grid, width, height);
      },
      horizontal,
      vertical,
      barLow: black,
      barHigh: white,
      barUnit: values.unit,
      windowText: `W ${values.format(this.#window.width)}  L ${values.format(this.#window.level)}`,
      measure: (text, fontSizePixels) => {
        context.font = `${fontSizePixels}px ${this.#style.fontFamily}`;
        return context.measureText(text).width;
      },
    });
  }

  /**
   * Paints at once, in the size and the colours that hold now.
   *
   * @param isForPaper the picture is painted below its axes too, since browsers print no WebGPU canvas
   */
  redrawNow(isForPaper: boolean): void {
    // Another size clears it, where clearing would be printed as white over the picture.
    this.#overlay.width = 0;
    this.#redraw(isForPaper);
  }

  #redraw(copiesPicture = false): void {
    const { clientWidth: width, clientHeight: height } = this.#body;
    if (width < 1 || height < 1) return;
    const ratio = window.devicePixelRatio;
    const overlay = this.#overlay;
    const overlayWidth = Math.round(width * ratio);
    const overlayHeight = Math.round(height * ratio);
    const isCleared = overlay.width !== overlayWidth;
    if (isCleared) overlay.width = overlayWidth;
    if (overlay.height !== overlayHeight) overlay.height = overlayHeight;
    const context = this.#overlayContext;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (!isCleared) context.clearRect(0, 0, overlayWidth, overlayHeight);

    this.#style = readPaneStyle(this.root);
    const layout = this.#computeLayout(width, height, ratio);
    this.#layout = layout;
    this.#laidOut = this.#shown;
    const shown = this.#shown;
    const frame = layout?.frame ?? { left: 8, top: 8, width: width - 16, height: height - 16 };
    this.#picture.style.left = `${frame.left}px`;
    this.#picture.style.top = `${frame.top}px`;
    this.#picture.style.width = `${Math.max(frame.width, 1)}px`;
    this.#picture.style.height = `${Math.max(frame.height, 1)}px`;
    this.#note.style.left = `${frame.left + 6}px`;
    this.#note.style.top = `${frame.top + 6}px`;
    this.#note.style.maxWidth = `${Math.max(frame.width - 12, 0)}px`;
    if (!shown || !layout) return;
    this.root.style.setProperty('--pane-font-size', `${layout.fontSizePixels}px`);

    shown.resize(Math.max(1, Math.round(frame.width * ratio)), Math.max(1, Math.round(frame.height * ratio)));
    shown.draw(this.#mapping(shown), layout.framePixels);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const canvas = copiesPicture ? this.#picture.querySelector('canvas') : null;
    // In the very task in which it was drawn a GPU's canvas can be read.
    if (canvas) context.drawImage(canvas, frame.left, frame.top, frame.width, frame.height);
    this.#paintOver(context, layout, ratio);
  }

  /** Everything but the picture. The context is scaled to CSS pixels of the body. */
  #paintOver(context: CanvasRenderingContext2D, layout: PaneLayout, devicePixelRatio: number): void {
    const style = this.#style;
    paintScaleBar(context, layout, this.#inverted, style, devicePixelRatio);
    paintAxes(context, layout, style, devicePixelRatio);
    const { frame } = layout;
    context.save();
    context.beginPath();
    context.rect(frame.left, frame.top, frame.width, frame.height);
    context.clip();
    for (const painter of [this.#overlayPainter, this.#tracePainter]) {
      if (!painter) continue;
      context.save();
      painter(context, this.#overlayProjection(layout));
      context.restore();
    }
    this.#paintCrosshair(context, layout);
    if (layout.windowLabel) paintLabelOnPicture(context, layout.windowLabel, layout.lineHeightPixels, style);
    context.restore();
  }

  #overlayProjection(layout: PaneLayout): OverlayProjection {
    const { frame, framePixels } = layout;
    const { content, grid } = this.#shown!;
    const pixelToCanvas = (column: number, row: number): CanvasPoint => {
      const point = pictureToCanvas(
        { visible: framePixels, widthPixels: frame.width, heightPixels: frame.height },
        { column, row },
      );
      return { x: frame.left + point.x, y: frame.top + point.y };
    };
    return {
      frame,
      pixelToCanvas,
      valueToCanvas: (horizontalValue, verticalValue) =>
        pixelToCanvas(
          axisPositionOf(content.horizontal, grid.columns, horizontalValue),
          axisPositionOf(content.vertical, grid.rows, verticalValue),
        ),
    };
  }

  #paintCrosshair(context: CanvasRenderingContext2D, layout: PaneLayout): void {
    if (!this.#crosshair) return;
    const { row, column } = this.#crosshair;
    const { x, y } = this.#overlayProjection(layout).pixelToCanvas(column + 0.5, row + 0.5);
    const { frame } = layout;
    const hole = layout.fontSizePixels * 0.6;
    const path = new Path2D();
    path.moveTo(frame.left, y);
    path.lineTo(x - hole, y);
    path.moveTo(x + hole, y);
    path.lineTo(frame.left + frame.width, y);
    path.moveTo(x, frame.top);
    path.lineTo(x, y - hole);
    path.moveTo(x, y + hole);
    path.lineTo(x, frame.top + frame.height);
    context.strokeStyle = this.#style.onPictureGround;
    context.lineWidth = 3;
    context.stroke(path);
    context.strokeStyle = this.#style.accent;
    context.lineWidth = 1;
    context.stroke(path);
  }

  // The hand

  /** How the picture lies on the area, whose corner is at (left, top) of the body. */
  #areaProjection(layout: PaneLayout): PictureProjection {
    return { visible: layout.areaPixels, widthPixels: layout.area.width, heightPixels: layout.area.height };
  }

  #pictureAt(layout: PaneLayout, point: CanvasPoint): { column: number; row: number } {
    return canvasToPicture(this.#areaProjection(layout), {
      x: point.x - layout.area.left,
      y: point.y - layout.area.top,
    });
  }

  /** Asks for a viewport made from another, kept on the picture. */
  #askForView(from: View, change: (view: View, grid: PixelGrid) => View): void {
    const { grid } = this.#shown ?? {};
    const { area } = this.#layout ?? {};
    if (!grid || !area) return;
    const start = this.#navigation.clamp(from, grid, area.width, area.height);
    const view = this.#navigation.clamp(change(start, grid), grid, area.width, area.height);
    this.onViewportChange?.(view);
  }

  #zoomAbout(point: CanvasPoint, factor: number): void {
    const layout = this.#layout;
    if (!layout) return;
    const anchor = this.#pictureAt(layout, point);
    this.#askForView(this.#viewport, (view, grid) => this.#navigation.zoomAt(view, grid, anchor, factor));
  }

  #hoverOf(row: number, column: number): PaneHover | null {
    const shown = this.#shown;
    if (!shown || row < 0 || column < 0 || row >= shown.grid.rows || column >= shown.grid.columns) return null;
    return {
      row,
      column,
      horizontalValue: axisValueAt(shown.content.horizontal, shown.grid.columns, column + 0.5),
      verticalValue: axisValueAt(shown.content.vertical, shown.grid.rows, row + 0.5),
    };
  }

  #reportHover(): void {
    if (this.#crosshair) {
      this.onHover?.(this.#hoverOf(this.#crosshair.row, this.#crosshair.column));
      return;
    }
    if (!this.#pointer || !this.#layout) {
      this.onHover?.(null);
      return;
    }
    const { column, row } = this.#pictureAt(this.#layout, this.#pointer);
    this.onHover?.(this.#hoverOf(Math.floor(row), Math.floor(column)));
  }

  #toolPoint(point: CanvasPoint, held: HeldKeys): ToolPoint | null {
    const shown = this.#laidOut;
    if (!shown || !this.#layout) return null;
    const { column, row } = this.#pictureAt(this.#layout, point);
    return {
      ...held,
      horizontal: axisValueAt(shown.content.horizontal, shown.grid.columns, column),
      vertical: axisValueAt(shown.content.vertical, shown.grid.rows, row),
    };
  }

  #hoverWithTool(point: CanvasPoint | null, held: HeldKeys): void {
    if (!this.#tool || this.#picture.dataset.gesture) return;
    this.#picture.style.cursor = this.#tool.hover(point && this.#toolPoint(point, held));
  }

  #setCrosshair(crosshair: { row: number; column: number } | null): void {
    this.#crosshair = crosshair;
    // Under the mouse a live region would never be silent; under the crosshair it is the only way to hear the value.
    if (crosshair) this.#readout.setAttribute('aria-live', 'polite');
    else this.#readout.removeAttribute('aria-live');
    this.#reportHover();
    this.requestRedraw();
  }

  #moveCrosshair(columns: number, rows: number): void {
    const shown = this.#shown;
    const layout = this.#layout;
    if (!shown || !layout || !this.#crosshair) return;
    const row = Math.min(Math.max(this.#crosshair.row + rows, 0), shown.grid.rows - 1);
    const column = Math.min(Math.max(this.#crosshair.column + columns, 0), shown.grid.columns - 1);
    this.#setCrosshair({ row, column });
    // The view follows a crosshair that walks out of it.
    const { left, top, width, height } = layout.framePixels;
    const beyond = (position: number, first: number, length: number) =>
      Math.min(0, position - first) + Math.max(0, position + 1 - (first + length));
    const across = beyond(column, left, width);
    const down = beyond(row, top, height);
    if (across !== 0 || down !== 0) {
      this.#askForView(this.#viewport, (view, grid) => this.#navigation.panBy(view, grid, across, down));
    }
  }

  #dragBegins(gesture: Gesture): void {
    this.#picture.dataset.gesture = gesture;
    if (gesture !== 'tool') this.#picture.style.cursor = '';
    if (gesture === 'window') {
      this.#dragWindowStart = this.#window;
      this.#dragWindowLast = this.#window;
    } else if (gesture !== 'tool') {
      this.#dragViewStart = this.#viewport;
    }
  }

  #drag(gesture: Gesture, start: CanvasPoint, now: CanvasPoint, held: HeldKeys): void {
    const shown = this.#shown;
    const layout = this.#layout;
    if (!shown || !layout) return;
    if (gesture === 'tool') {
      const at = this.#toolPoint(now, held);
      if (at) this.#tool?.drag(at);
      return;
    }
    if (gesture === 'window' && this.#dragWindowStart) {
      const { span } = shown.content.values;
      this.#dragWindowLast = dragWindow(this.#dragWindowStart, now.x - start.x, now.y - start.y, span);
      this.onWindowDrag?.(this.#dragWindowLast, false);
      return;
    }
    if (this.#dragViewStart === null) return;
    const { area } = layout;
    if (gesture === 'pan') {
      // Zoom does not change under a pan, so today's scale is the one the drag began with.
      const columns = ((start.x - now.x) / area.width) * layout.areaPixels.width;
      const rows = ((start.y - now.y) / area.height) * layout.areaPixels.height;
      this.#askForView(this.#dragViewStart, (view, grid) => this.#navigation.panBy(view, grid, columns, rows));
    }
    if (gesture === 'zoom') {
      this.#askForView(this.#dragViewStart, (view, grid) =>
        this.#navigation.zoomAt(view, grid, this.#anchorIn(view, grid, area, start), zoomOfDrag(now.y - start.y)),
      );
    }
  }

  /** The point of the picture that lies under a point of the body when the picture is seen through `view`. */
  #anchorIn(view: View, grid: PixelGrid, area: LayoutRectangle, point: CanvasPoint): { column: number; row: number } {
    return canvasToPicture(
      {
        visible: this.#navigation.visible(view, grid, area.width, area.height),
        widthPixels: area.width,
        heightPixels: area.height,
      },
      { x: point.x - area.left, y: point.y - area.top },
    );
  }

  #dragEnds(gesture: Gesture, cancelled: boolean): void {
    delete this.#picture.dataset.gesture;
    if (gesture === 'tool') this.#tool?.release(cancelled);
    if (gesture === 'window' && this.#dragWindowStart && this.#dragWindowLast) {
      this.onWindowDrag?.(cancelled ? this.#dragWindowStart : this.#dragWindowLast, true);
    }
    this.#dragWindowStart = null;
    this.#dragWindowLast = null;
    this.#dragViewStart = null;
  }

  #pinch(factor: number, from: CanvasPoint, to: CanvasPoint): void {
    const { area } = this.#layout ?? {};
    if (!area || this.#dragViewStart === null) return;
    this.#askForView(this.#dragViewStart, (view, grid) => {
      const zoomed = this.#navigation.zoomAt(view, grid, this.#anchorIn(view, grid, area, from), factor);
      const before = this.#anchorIn(zoomed, grid, area, to);
      const after = this.#anchorIn(zoomed, grid, area, from);
      return this.#navigation.panBy(zoomed, grid, after.column - before.column, after.row - before.row);
    });
  }

  #listen(): () => void {
    const picture = this.#picture;
    const stopPointers = listenToPointers(picture, this.#body, {
      hasTool: () => this.#tool !== null,
      hover: (point, held) => {
        this.#pointer = point;
        this.#hoverWithTool(point, held);
        // The mouse takes the reading back from the crosshair.
        if (this.#crosshair && point) this.#setCrosshair(null);
        else if (!this.#crosshair) this.#reportHover();
      },
      press: (point, held) => {
        const at = this.#toolPoint(point, held);
        if (at) this.#tool?.press(at);
      },
      dragStart: (gesture) => this.#dragBegins(gesture),
      drag: (gesture, start, now, held) => this.#drag(gesture, start, now, held),
      dragEnd: (gesture, cancelled) => this.#dragEnds(gesture, cancelled),
      pinchStart: () => {
        this.#dragViewStart = this.#viewport;
      },
      pinch: (factor, from, to) => this.#pinch(factor, from, to),
      wheel: (point, factor) => this.#zoomAbout(point, factor),
      doubleClick: (point, held) => {
        const at = this.#toolPoint(point, held);
        if (!this.#tool) this.onToggleMaximise?.();
        else if (at) this.#tool.doubleClick(at);
      },
    });
    const onKeyDown = (event: KeyboardEvent) => this.#keyDown(event);
    const onBlur = () => {
      if (this.#crosshair) this.#setCrosshair(null);
    };
    picture.addEventListener('keydown', onKeyDown);
    picture.addEventListener('blur', onBlur);
    return () => {
      stopPointers();
      picture.removeEventListener('keydown', onKeyDown);
      picture.removeEventListener('blur', onBlur);
    };
  }

  #keyDown(event: KeyboardEvent): void {
    const shown = this.#shown;
    const layout = this.#layout;
    // Arrows and Escape belong to the crosshair while there is one.
    if (!this.#crosshair && this.#tool?.key(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const action = paneKeyAction(event, this.#crosshair !== null);
    if (!action || !shown || !layout) return;
    // Handled here: neither the page scrolls nor the page's own shortcuts act.
    event.preventDefault();
    event.stopPropagation();
    const { framePixels, frame } = layout;
    switch (action.kind) {
      case 'pan':
        this.#askForView(this.#viewport, (view, grid) =>
          this.#navigation.panBy(view, grid, action.across * framePixels.width, action.down * framePixels.height),
        );
        break;
      case 'zoom':
        this.#zoomAbout({ x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 }, action.factor);
        break;
      case 'fit':
        this.onViewportChange?.(this.#navigation.fitted);
        break;
      case 'window':
        this.onWindowDrag?.(
          dragWindow(this.#window, action.dxPixels, action.dyPixels, shown.content.values.span),
          true,
        );
        break;
      case 'toggle-crosshair':
        this.#setCrosshair(
          this.#crosshair
            ? null
            : {
                row: Math.min(Math.floor(framePixels.top + framePixels.height / 2), shown.grid.rows - 1),
                column: Math.min(Math.floor(framePixels.left + framePixels.width / 2), shown.grid.columns - 1),
              },
        );
        break;
      case 'hide-crosshair':
        this.#setCrosshair(null);
        break;
      case 'move-crosshair':
        this.#moveCrosshair(action.columns, action.rows);
        break;
    }
  }
}
