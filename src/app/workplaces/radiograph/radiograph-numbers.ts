import type { RadiographFigures } from '../../../experiment/radiograph-figures.ts';
import type { RegionContrast } from '../../../measure/region-contrast.ts';
import { fixedText, plainText, significant } from '../../../number-text.ts';
import { make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { fillList } from '../../panels/numbers-list.ts';
import { SIGNAL_SCALE } from '../../views/display-units.ts';
import type { RadiographNumbersFace } from './radiograph-face.ts';

const ABSENT = '—';

/** What the distances make of the picture, and what two regions of it hold. */
export class RadiographNumbers implements RadiographNumbersFace {
  readonly root: HTMLElement;
  readonly #geometry = make('dl', { class: 'numbers-list' });
  readonly #note = make('p', { class: 'numbers-note' });
  readonly #regions = make('dl', { class: 'numbers-list' });

  constructor() {
    this.root = make(
      'section',
      { class: 'radiograph-numbers', 'aria-labelledby': 'radiograph-numbers-title' },
      make('h2', { id: 'radiograph-numbers-title' }, 'Geometry'),
      this.#geometry,
      this.#note,
      make(
        'h2',
        {
          title:
            'Contrast is (A − B)/B. Noise is that of a pixel over the mean, from the differences of pixels side by side.',
        },
        'Regions A and B',
      ),
      this.#regions,
    );
    this.measure(null);
  }

  show(figures: RadiographFigures, hasScatter: boolean): void {
    const { sourceToObjectMm, objectToDetectorMm, magnification, pixelAtObjectMm, unsharpnessMm } = figures;
    const blur = (factor: number) => (unsharpnessMm === null ? ABSENT : `${significant(unsharpnessMm * factor)} mm`);
    fillList(this.#geometry, [
      ['Magnification', `${fixedText(magnification, 2)}×`],
      ['Pixel at object', `${significant(pixelAtObjectMm)} mm`],
      ['Unsharpness', blur(1)],
      ['… at object', blur(1 / magnification)],
    ]);
    const distances = `m = ${plainText(sourceToObjectMm + objectToDetectorMm)}/${plainText(sourceToObjectMm)} at the object; unsharpness on the detector, along its rows: focal spot × (m − 1).`;
    const scatter = ' Scatter is spread evenly, and an air gap does not lower it in this model.';
    setText(this.#note, hasScatter ? distances + scatter : distances);
  }

  measure(contrast: RegionContrast | null): void {
    const percent = (value: number, decimals = 1) =>
      Number.isFinite(value) ? `${fixedText(100 * value, decimals)} %` : ABSENT;
    const ofAir = (signal: number) => `${SIGNAL_SCALE.format(SIGNAL_SCALE.toDisplay(signal))} % of air`;
    fillList(this.#regions, [
      ['A', contrast ? ofAir(contrast.a.mean) : '…'],
      ['B', contrast ? ofAir(contrast.b.mean) : '…'],
      ['Contrast', contrast ? percent(contrast.contrast) : '…'],
      ['Noise in B', contrast ? percent(contrast.relativeNoise, 2) : '…'],
      ['CNR', contrast ? (contrast.b.noise > 0 ? significant(contrast.contrastToNoise) : '∞') : '…'],
    ]);
  }
}
