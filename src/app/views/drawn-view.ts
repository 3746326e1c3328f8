import type { VolumeLook } from '../../experiment/volume-look.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { Lane } from '../lanes/lane.ts';
import type { PaneStyle } from '../panes/pane-style.ts';
import type { Step } from '../present/past.ts';
import type { SceneLook } from './scene/scene-look.ts';
import type { Sight } from './sights.ts';

/** Where a view that draws itself stands, and what it may ask of the page. */
export interface DrawnPlace {
  readonly lane: Lane;
  /** Below the title line. The view puts its elements in here, and they go when it does. */
  readonly element: HTMLElement;
  /** The threads, for what is too much for the page's own: to raster, to cut a surface. */
  readonly host: CpuExecutor;
  /** Has `paint` called in the next animation frame; once, however often it is asked for. */
  paintSoon(): void;
  /** At the right of the title line. */
  setReadout(text: string): void;
  /** A few words over the drawing; `null` takes them away. */
  setNote(text: string | null): void;
  /** What there is to be seen, in words. */
  describe(words: string): void;
  /** Whether a part is out of sight; then *Fit* stands in the title line, and calls `fit`. */
  setZoomed(zoomed: boolean): void;
  /** Asks the workplace to look at another place of the volume, or at another view; comes back as another sight. */
  lookAt(look: VolumeLook): void;
  /**
   * Tells the workplace how the scene is looked at, which comes back as another sight.
   *
   * @param step to be undone; `null` for from where alone, which is none
   */
  lookAtScene(scene: SceneLook, step: Step | null): void;
  /** The drawing cannot go on: a sentence stands in its place, with a button that begins anew. */
  fail(error: unknown): void;
}

/** What a drawing is painted into, and with. */
export interface PaintArea {
  /** Of the place, CSS pixels. */
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** Device pixels to a CSS pixel; more than the screen has where a picture is saved. */
  readonly pixelRatio: number;
  readonly style: PaneStyle;
  /** Type grows with the place, as in every pane. */
  readonly fontSizePixels: number;
}

/** What a view has made of its place, until it leaves. Whatever it throws stands in its place as a sentence. */
export interface Drawing {
  /** There is something else to be seen. What is the same as before is the same object. */
  show(sight: Sight): void;
  /** Draws all of it, after `paintSoon` and whenever its place has another size, resolution or colours. */
  paint(area: PaintArea): void;
  /**
   * On which it has just been painted, to be printed and saved from; it is read in the task that painted it. A drawing
   * without one is printed as its elements are, and cannot be saved.
   */
  readonly canvas?: HTMLCanvasElement;
  /** Shows all of it again: nothing turned, nothing zoomed. */
  fit?(): void;
  /** Whether anything of it can be seen: not while another pane fills the stage. Nothing is painted meanwhile. */
  setShown?(isShown: boolean): void;
  /** It has left. What was fetched for it may still be on its way. */
  dispose(): void;
}

/** A view that draws itself: an element of its own, no array, no window. */
export interface DrawnView {
  readonly name: string;
  /** Whether there is nothing to see of data that were measured. */
  readonly needsPhantom: boolean;
  /** Over its pane. */
  title(lane: Lane): string;
  /** The keys that it listens to, as in `aria-keyshortcuts`; without any it is a picture to readers. */
  readonly keys?: string;
  /** Whether it has controls of its own, so that readers go into it. */
  readonly hasControls?: boolean;
  /** Fetches what it needs by `fetchedPart`, and draws into the place from then on. */
  draw(place: DrawnPlace): Drawing | Promise<Drawing>;
  /** What views of arrays have. */
  readonly plane?: undefined;
  readonly picture?: undefined;
  readonly whyNothing?: undefined;
  readonly between?: undefined;
  readonly ofResult?: undefined;
}
