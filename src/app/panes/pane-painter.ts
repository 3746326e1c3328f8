import { fetchedPart } from '../../fetched-part.ts';
import { watchResolution } from '../elements/watch-resolution.ts';
import { paintAxes, paintLabelOnPicture } from './axes.ts';
import type { GreyMapping, ImageSurface } from './image-surface.ts';
import { lineScale } from './layout-parts.ts';
import type { Navigation } from './navigation.ts';
import { OverPicture } from './over-picture.ts';
import type { OverlayPainter, PaneContent, PictureMeaning } from './pane-content.ts';
import type { PaneFrame } from './pane-frame.ts';
import { layoutPane, type PaneLayout } from './pane-layout.ts';
import { onPaper, type PaneStyle, readPaneStyle } from './pane-style.ts';
import { paintScaleBar } from './scale-bar.ts';
import { isSameSight, overlayProjection, type SeenPicture } from './seen-picture.ts';
import { type ShownPicture, shownPicture } from './shown-picture.ts';
import { type DisplayWindow, toBlackWhite, windowInWords, windowText } from './window-level.ts';

/** What tools and owners paint over the picture. */
export type PaintOver = OverlayPainter;

/**
 * Paints a pane: lays picture, axes and scale bar out in the body, has the surface draw the picture, and draws the rest
 * over it. Whatever is set, the pane is painted once, in the next animation frame.
 */
export class PanePainter<View> {
  readonly #frame: PaneFrame;
  readonly #navigation: Navigation<View>;
  readonly #paintOver: PaintOver;
  readonly #resizeObserver: ResizeObserver;
  readonly #stopWatchingResolution: () => void;
  #surface: { element: HTMLCanvasElement; dispose(): void } | null = null;
  #shown: ShownPicture | null = null;
  #window: DisplayWindow = { width: 1, level: 0.5 };
  #inverted = false;
  #viewport: View;
  #style: PaneStyle;
  #seen: SeenPicture | null = null;
  /** Of two lanes in one pane, what lies over the picture. */
  readonly over = new OverPicture();
  readonly #dividerPart: () => number;
  #frameRequest: number | null = null;
  /** Another picture has been painted, or the same elsewhere: what lies under a resting pointer may be something else. */
  onSeen: (() => void) | null = null;

  /** @param dividerPart where what lies over the picture begins, as a part of its width */
  constructor(frame: PaneFrame, navigation: Navigation<View>, paintOver: PaintOver, dividerPart = () => 0) {
    this.#dividerPart = dividerPart;
    this.#frame = frame;
    this.#navigation = navigation;
    this.#paintOver = paintOver;
    this.#viewport = navigation.fitted;
    this.#style = readPaneStyle(frame.root);
    this.#resizeObserver = new ResizeObserver(() => this.requestRedraw());
    this.#resizeObserver.observe(frame.body);
    this.#stopWatchingResolution = watchResolution(() => this.requestRedraw());
  }

  /** What was given last; it may still wait for its frame. */
  get shown(): ShownPicture | null {
    return this.#shown;
  }

  /** What was painted last: another picture may have been given since, with other pixels. */
  get seen(): SeenPicture | null {
    return this.#seen;
  }

  get window(): DisplayWindow {
    return this.#window;
  }

  get viewport(): View {
    return this.#viewport;
  }

  /** Owns the surface from then on: another one given later (from CPU to GPU) takes its place. */
  show<Source>(surface: ImageSurface<Source>, content: PaneContent<Source>): void {
    if (this.#surface?.element !== surface.element) {
      this.#disposeSurface();
      this.#surface = surface;
      this.#frame.takeIn(surface.element);
    }
    this.#shown = shownPicture(surface, content);
    this.requestRedraw();
  }

  /** Shows nothing, and frees the surface. */
  clear(): void {
    this.#disposeSurface();
    this.over.clear();
    this.#shown = null;
    this.requestRedraw();
  }

  setWindow(window: DisplayWindow, inverted: boolean): void {
    const { width, level } = this.#window;
    if (window.width === width && window.level === level && inverted === this.#inverted) return;
    this.#window = window;
    this.#inverted = inverted;
    this.requestRedraw();
  }

  setViewport(viewport: View): void {
    this.#viewport = viewport;
    this.requestRedraw();
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
   * Paints at once, in the size and the colours that hold now.
   *
   * @param isForPaper the picture is painted below its axes too, since browsers print no WebGPU canvas
   */
  redrawNow(isForPaper: boolean): void {
    // Another size clears it, where clearing would be printed as white over the picture.
    this.#frame.overlay.width = 0;
    this.#redraw(isForPaper);
  }

  /** Width, level and their unit, as they are written on the picture, and whether it is inverted; null without a picture. */
  get windowText(): string | null {
    if (!this.#shown) return null;
    return `${windowText(this.#window)} ${this.#shown.meaning.values.unit}${this.#inverted ? ', inverted' : ''}`;
  }

  /** How the picture's own values are turned to greys; null without a picture. */
  get greyMapping(): GreyMapping | null {
    return this.#shown && this.#mapping(this.#shown);
  }

  /**
   * Title, picture, axes, scale bar and window text in one canvas, for saving. The picture is drawn anew and copied within
   * one task, since a WebGPU canvas can be read only in the task that drew it.
   *
   * @param caption lines to be set below it, its title above it; `null` for the picture on white, to stand in a text
   */
  async snapshot(caption: readonly string[] | null): Promise<HTMLCanvasElement> {
    const { paintSnapshot } = await fetchedPart(() => import('./pane-snapshot.ts'));
    const { clientWidth: widthPixels, clientHeight: heightPixels } = this.#frame.body;
    const [title, note] = caption ? [this.#frame.title, this.#frame.note] : [null, null];
    if (!caption) this.#style = onPaper(this.#style);
    const request = { widthPixels, heightPixels, title, note, caption: caption ?? [], style: this.#style };
    const canvas = paintSnapshot(request, (scale) => {
      const layout = this.#computeLayout(widthPixels, heightPixels, scale);
      const shown = this.#shown;
      if (!layout || !shown) return null;
      return {
        layout,
        drawPicture: () => {
          shown.resize(layout.frame.width * scale, layout.frame.height * scale);
          shown.draw(this.#mapping(shown), layout.framePixels);
          return shown.element;
        },
        paintOver: (context) => this.#paintOverPicture(context, { ...shown, layout }, scale, true),
      };
    });
    // The pane's own canvas has been resized for the copy, and its colours may have been those of paper.
    this.#redraw();
    return canvas;
  }

  dispose(): void {
    if (this.#frameRequest !== null) cancelAnimationFrame(this.#frameRequest);
    this.#resizeObserver.disconnect();
    this.#stopWatchingResolution();
    this.#disposeSurface();
    this.over.clear();
  }

  #disposeSurface(): void {
    this.#surface?.dispose();
    this.#surface = null;
  }

  #mapping({ meaning }: ShownPicture, window = this.#window): GreyMapping {
    const { values } = meaning;
    const { black, white } = toBlackWhite(window);
    return {
      ...{ black: values.fromDisplay(black), white: values.fromDisplay(white) },
      inverted: this.#isLowWhite(meaning),
    };
  }

  #isLowWhite({ lowIsWhite = false }: Pick<PictureMeaning, 'lowIsWhite'>): boolean {
    return lowIsWhite !== this.#inverted;
  }

  #computeLayout(widthPixels: number, heightPixels: number, devicePixelRatio: number): PaneLayout | null {
    const shown = this.#shown;
    if (!shown || widthPixels < 1 || heightPixels < 1) return null;
    const { grid, meaning } = shown;
    const { horizontal, vertical, values } = meaning;
    const { black, white } = toBlackWhite(this.#window);
    const { context } = this.#frame;
    return layoutPane({
      widthPixels,
      heightPixels,
      devicePixelRatio,
      rows: grid.rows,
      columns: grid.columns,
      visiblePixels: (width, height) => {
        const viewport = this.#navigation.clamp(this.#viewport, grid, width, height);
        return this.#navigation.visible(viewport, grid, width, height);
      },
      horizontal,
      vertical,
      barLow: black,
      barHigh: white,
      barUnit: values.unit,
      windowText: windowText(this.#window),
      typeScale: this.#style.typeScale,
      typeWidthPart: this.#style.typeWidthPart,
      leastPicturePart: this.#style.leastPicturePart,
      measure: (text, fontSizePixels) => {
        context.font = `${fontSizePixels}px ${this.#style.fontFamily}`;
        return context.measureText(text).width;
      },
    });
  }

  #redraw(copiesPicture = false): void {
    const before = this.#seen;
    this.#paint(copiesPicture);
    if (!isSameSight(before, this.#seen)) this.onSeen?.();
  }

  #paint(copiesPicture: boolean): void {
    const { body, overlay, context, root } = this.#frame;
    const { clientWidth: width, clientHeight: height } = body;
    if (width < 1 || height < 1) return;
    const ratio = window.devicePixelRatio;
    const overlayWidth = Math.round(width * ratio);
    const overlayHeight = Math.round(height * ratio);
    const isCleared = overlay.width !== overlayWidth;
    if (isCleared) overlay.width = overlayWidth;
    if (overlay.height !== overlayHeight) overlay.height = overlayHeight;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (!isCleared) context.clearRect(0, 0, overlayWidth, overlayHeight);

    this.#style = readPaneStyle(root);
    const layout = this.#computeLayout(width, height, ratio);
    const shown = this.#shown;
    this.#seen = layout && shown && { ...shown, layout };
    const frameOrAll = layout?.frame ?? { left: 8, top: 8, width: width - 16, height: height - 16 };
    this.#frame.place(frameOrAll, layout?.lineHeightPixels ?? 0);
    if (!shown || !layout) return;
    const { frame, framePixels } = layout;
    this.#frame.describeWindow(windowInWords(this.windowText ?? '', this.#window, this.#inverted));
    this.#frame.setZoomed(framePixels.width < shown.grid.columns - 0.5 || framePixels.height < shown.grid.rows - 0.5);
    root.style.setProperty('--pane-font-size', `${layout.fontSizePixels}px`);

    shown.resize(Math.max(1, Math.round(frame.width * ratio)), Math.max(1, Math.round(frame.height * ratio)));
    shown.draw(this.#mapping(shown), framePixels);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    // In the very task in which it was drawn a GPU's canvas can be read.
    if (copiesPicture) context.drawImage(shown.element, frame.left, frame.top, frame.width, frame.height);
    this.#paintOverPicture(context, { ...shown, layout }, ratio, copiesPicture);
  }

  /** Everything but the picture. The context is scaled to CSS pixels of the body. */
  #paintOverPicture(
    context: CanvasRenderingContext2D,
    seen: SeenPicture,
    devicePixelRatio: number,
    isCopy: boolean,
  ): void {
    const style = this.#style;
    const { layout } = seen;
    const over = this.over.shown;
    if (over) {
      const mapping = this.#mapping(over, this.over.window);
      const how = { mapping, dividerPart: this.#dividerPart(), ground: style.ground };
      this.over.paint(context, seen, how, devicePixelRatio);
    }
    paintScaleBar(context, layout, this.#isLowWhite(seen.meaning), style, devicePixelRatio);
    paintAxes(context, layout, style, devicePixelRatio);
    const { frame, fontSizePixels } = layout;
    context.save();
    context.beginPath();
    context.rect(frame.left, frame.top, frame.width, frame.height);
    context.clip();
    const look = { style, fontSizePixels, lineScale: lineScale(fontSizePixels), isCopy };
    this.#paintOver(context, overlayProjection(seen), look);
    if (layout.windowLabel) paintLabelOnPicture(context, layout.windowLabel, layout.lineHeightPixels, style);
    context.restore();
  }
}
