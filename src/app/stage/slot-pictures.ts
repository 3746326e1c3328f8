import type { Engine } from '../engine/engine.ts';
import type { ImageSurface } from '../panes/image-surface.ts';
import type { PaneContent } from '../panes/pane-content.ts';
import type { Picture } from '../views/view.ts';
import type { AnyPane } from './any-pane.ts';

/** A picture on screen, and whose device it is on. */
export interface ShownPicture extends Picture {
  readonly engine: Engine;
}

/** The pictures in the slots of the stage, by the slots' ids, and what each is painted on. */
export class SlotPictures {
  readonly #shown = new Map<string, ShownPicture>();
  /** What lies over it, where two lanes share a pane. */
  readonly #shownOver = new Map<string, ShownPicture>();
  readonly #surfaces = new Map<string, { readonly engine: Engine; readonly surface: ImageSurface<unknown> }>();

  of(id: string): ShownPicture | null {
    return this.#shown.get(id) ?? null;
  }

  /** What lies over the picture of a slot; `null` where nothing does. */
  over(id: string): ShownPicture | null {
    return this.#shownOver.get(id) ?? null;
  }

  /** Whether the picture of this array is on screen. */
  has(array: Picture['array']): boolean {
    return [...this.#shown.values(), ...this.#shownOver.values()].some((shown) => shown.array === array);
  }

  put(id: string, pane: AnyPane, engine: Engine, picture: Picture): void {
    this.#shown.set(id, { ...picture, engine });
    pane.show(this.#surfaceOf(id, engine), contentOf(picture, engine));
  }

  putOver(id: string, pane: AnyPane, engine: Engine, picture: Picture): void {
    this.#shownOver.set(id, { ...picture, engine });
    pane.showOver(this.#surfaceOf(`${id} over`, engine), contentOf(picture, engine));
  }

  clear(id: string, pane: AnyPane): void {
    this.clearOver(id, pane);
    pane.clear();
    this.#shown.delete(id);
    this.#surfaces.delete(id);
  }

  clearOver(id: string, pane: AnyPane): void {
    pane.clearOver();
    this.#shownOver.delete(id);
    this.#surfaces.delete(`${id} over`);
  }

  #surfaceOf(key: string, engine: Engine): ImageSurface<unknown> {
    const there = this.#surfaces.get(key);
    if (there?.engine === engine) return there.surface;
    const surface = engine.createSurface();
    this.#surfaces.set(key, { engine, surface });
    return surface;
  }
}

function contentOf(picture: Picture, engine: Engine): PaneContent<unknown> {
  const { array, horizontal, vertical, values, lowIsWhite, pixelMm, description } = picture;
  return { picture: engine.picture(array), horizontal, vertical, values, lowIsWhite, pixelMm, description };
}
