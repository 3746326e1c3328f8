import { BackendLostError } from '../../../compute/device.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { Mark } from '../../marks/mark.ts';
import { contrastValues, markValues } from '../../marks/mark-values.ts';
import { type MeasuredPicture, measuredPicture } from '../../marks/measured-picture.ts';
import type { Layout } from '../../stage/layout.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Plane } from '../../views/view.ts';
import type { WorkplacePage } from '../workplace.ts';
import type { MeasureFace, ShownPair } from './measure-face.ts';

interface Wish {
  readonly marks: readonly Mark[];
  readonly layout: Layout;
  readonly pair: ShownPair | null;
}

/** The values at marks of what is on the stage, of previews too: one look at a time, the newest wish next. */
export class ShownValues {
  readonly #page: Pick<WorkplacePage, 'shown' | 'copies' | 'notices'>;
  readonly #face: Pick<MeasureFace, 'showValues'>;
  #wish: Wish | null = null;
  #isUnderWay = false;

  constructor(page: Pick<WorkplacePage, 'shown' | 'copies' | 'notices'>, face: Pick<MeasureFace, 'showValues'>) {
    this.#page = page;
    this.#face = face;
  }

  measure(marks: readonly Mark[], layout: Layout, pair: ShownPair | null): void {
    this.#wish = { marks, layout, pair };
    if (!this.#isUnderWay) void this.#follow();
  }

  async #follow(): Promise<void> {
    this.#isUnderWay = true;
    try {
      while (this.#wish) {
        const wish = this.#wish;
        this.#wish = null;
        await this.#measure(wish);
      }
    } catch (error) {
      // Another run follows on another device.
      if (!(error instanceof BackendLostError)) this.#page.notices.failure(error);
    } finally {
      this.#isUnderWay = false;
    }
  }

  async #measure({ marks, layout, pair }: Wish): Promise<void> {
    const planes = [...new Set(marks.map(({ plane }) => plane))];
    const pictures = new Map<Plane, MeasuredPicture | null>();
    for (const plane of planes) pictures.set(plane, await this.#pictureOf(plane, layout));
    const truth = planes.includes('slice') ? await this.#pictureOf('phantom', layout) : null;
    const values = marks.map((mark) => {
      const picture = pictures.get(mark.plane) ?? null;
      return markValues(
        mark,
        picture,
        mark.plane === 'slice' && truth?.scale.unit === picture?.scale.unit ? truth : null,
      );
    });
    const [a, b] = pair ? [pair.a, pair.b].map((name) => marks.find((mark) => mark.name === name)) : [];
    const picture = a && pictures.get(a.plane);
    this.#face.showValues(values, a && b && picture ? contrastValues(a, b, picture) : null);
  }

  /** What the stage shows of a view. */
  async #pictureOf(view: string, layout: Layout): Promise<MeasuredPicture | null> {
    const slot = layout.find((other) => other.lane === PRESENT && other.view === VIEWS.get(view));
    const shown = slot ? this.#page.shown(slot) : null;
    return shown && measuredPicture(shown, this.#page.copies);
  }
}
