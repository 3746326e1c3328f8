import { IMAGE_VALUES, type ImageValues } from '../../experiment/image-values.ts';
import { make } from '../elements/element.ts';
import type { ArrayAnswers } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { Choice, sentence } from './question.ts';
import { ThumbnailPicture } from './thumbnail-picture.ts';

const TEXTS: Readonly<Record<ImageValues, string>> = {
  hounsfield: 'Hounsfield units: air −1000, water 0',
  'hounsfield-plus-1024': 'Hounsfield units plus 1024, as CT numbers are stored',
  'relative-to-water': 'attenuation relative to water: water 1',
  'attenuation-per-mm': 'attenuation in 1/mm: water 0.0206',
  arbitrary: 'arbitrary units',
};

/** What the values of an image to be scanned are. */
export class ImageQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #values = new Choice<ImageValues>(
    'image-values',
    IMAGE_VALUES.map((values) => [values, TEXTS[values]] as const),
  );
  readonly #preview = new ThumbnailPicture();
  #array: OpenedArray | null = null;

  constructor() {
    this.root.append(this.#values.root, make('div', { class: 'arrays-axes' }, this.#preview.root));
  }

  get answer(): Pick<ArrayAnswers, 'imageValues'> {
    return { imageValues: this.#array ? this.#values.value : 'arbitrary' };
  }

  /** @param array the image, or `null` where none is one */
  show(array: OpenedArray | null): void {
    this.root.hidden = array === null;
    if (!array || array === this.#array) return;
    this.#array = array;
    const { shape, look, gaps, preview, seems = look?.imageValues } = array;
    const why = [gaps?.doubt, seems?.why].filter((reason) => typeof reason === 'string').map(sentence);
    const guess = seems?.values ?? (gaps ? 'hounsfield' : 'arbitrary');
    this.#values.preset('What are the values of the image?', guess, why.length > 0 ? why.join(' ') : null);
    this.#values.root.hidden = gaps?.doubt === null;
    // What is seen of a volume are lines of all its slices, which make no picture.
    const picture = preview ?? (shape.length === 2 ? look?.thumbnail : look?.plane) ?? null;
    if (picture) this.#preview.show(picture, false, captionOf(array));
    this.#preview.root.hidden = !picture;
  }
}

function captionOf({ shape, files, name }: OpenedArray): string {
  if (shape.length === 2) return `${shape[0]} rows × ${shape[1]} columns`;
  if (shape.length === 3) return `slice ${shape[0]! >> 1} of ${shape[0]}`;
  return files ? `a slice of ${name}` : name;
}
