import type { VolumeLook } from '../../experiment/volume-look.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { Lane } from '../lanes/lane.ts';
import type { Step } from '../present/past.ts';
import { sentenceFor } from '../shell/notices.ts';
import type { Drawing, DrawnPlace, DrawnView } from '../views/drawn-view.ts';
import type { SceneLook } from '../views/scene/scene-look.ts';
import type { Sights } from '../views/sights.ts';

/** What a view that draws itself is given of its pane. */
export interface PaneToDraw
  extends Pick<DrawnPlace, 'element' | 'paintSoon' | 'setReadout' | 'setNote' | 'describe' | 'setZoomed'> {
  /** Paints it from now on, and tells it whether it is seen. @param failed told what it throws */
  take(drawing: Drawing, failed: (error: unknown) => void): void;
  /** Empties the place, and lets a sentence stand in it, if one is given, with a button that tries again. */
  empty(sentence?: string, again?: () => void): void;
}

/** What such views are given of the page. */
export interface DrawnViewParts {
  readonly sights: Sights;
  readonly host: CpuExecutor;
  lookAt(look: VolumeLook): void;
  lookAtScene(scene: SceneLook, step: Step | null): void;
}

/** A view that draws itself, from when it is put into a pane until it leaves: fetched, told of what is to be seen, disposed of. */
export class StandingView {
  readonly #view: DrawnView;
  readonly #lane: Lane;
  readonly #pane: PaneToDraw;
  readonly #parts: DrawnViewParts;
  /** What stands there now, or is being fetched; a failed one is over. */
  #attempt: AbortController | null = null;

  constructor(view: DrawnView, lane: Lane, pane: PaneToDraw, parts: DrawnViewParts) {
    this.#view = view;
    this.#lane = lane;
    this.#pane = pane;
    this.#parts = parts;
    void this.#begin();
  }

  /** It leaves its pane. */
  dispose(): void {
    this.#attempt?.abort();
    this.#attempt = null;
    this.#pane.empty();
  }

  async #begin(): Promise<void> {
    const attempt = new AbortController();
    const { signal } = attempt;
    this.#attempt = attempt;
    const failed = (error: unknown) => {
      if (signal.aborted) return;
      attempt.abort();
      this.#pane.empty(sentenceFor(error), () => {
        this.#pane.empty();
        void this.#begin();
      });
    };
    try {
      this.#pane.setNote('loading…');
      const drawing = await this.#view.draw(this.#place(signal, failed));
      signal.addEventListener('abort', () => dispose(drawing));
      if (signal.aborted) {
        dispose(drawing);
        return;
      }
      this.#pane.setNote(null);
      this.#pane.take(drawing, failed);
      const show = (sight: Parameters<Drawing['show']>[0]) => {
        try {
          drawing.show(sight);
        } catch (error) {
          failed(error);
        }
      };
      const unfollow = this.#parts.sights.follow(this.#lane, show);
      if (signal.aborted) unfollow();
      else signal.addEventListener('abort', unfollow);
    } catch (error) {
      failed(error);
    }
  }

  /** What it asks for once it is over is asked for by nobody. */
  #place(signal: AbortSignal, failed: (error: unknown) => void): DrawnPlace {
    const [pane, { host, lookAt, lookAtScene }] = [this.#pane, this.#parts];
    const unlessOver =
      <Given extends unknown[]>(action: (...given: Given) => void) =>
      (...given: Given) => {
        if (!signal.aborted) action(...given);
      };
    return {
      lane: this.#lane,
      element: pane.element,
      host,
      paintSoon: unlessOver(() => pane.paintSoon()),
      setReadout: unlessOver((text: string) => pane.setReadout(text)),
      setNote: unlessOver((text: string | null) => pane.setNote(text)),
      describe: unlessOver((words: string) => pane.describe(words)),
      setZoomed: unlessOver((zoomed: boolean) => pane.setZoomed(zoomed)),
      lookAt: unlessOver(lookAt),
      lookAtScene: unlessOver(lookAtScene),
      fail: failed,
    };
  }
}

/** What fails while it goes is nobody's trouble but the console's. */
function dispose(drawing: Drawing): void {
  try {
    drawing.dispose();
  } catch (error) {
    console.error(error);
  }
}
