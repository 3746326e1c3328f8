import { FIRST_ROWS, type FirstRow } from '../../experiment/stack-axes.ts';
import type { GeometryFile } from '../../files/geometry/geometry-file.ts';
import { make } from '../elements/element.ts';
import type { Thumbnail } from '../files/array-look.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import type { ProjectionAnswers } from '../files/projections.ts';
import { axesSaid } from '../files/role-geometry.ts';
import { Choice, numberField } from './question.ts';
import { StackAxesChoice } from './stack-axes-choice.ts';
import { ThumbnailPicture } from './thumbnail-picture.ts';

const EDGES: Readonly<Record<FirstRow, string>> = {
  highest: 'the highest, as in pictures',
  lowest: 'the lowest, at the smallest z',
};

const DETECTORS = [
  ['flat', 'flat panel'],
  ['arc', 'cylinder about the source'],
] as const;

/** How a cone beam was set up that projections are measured with, and how they lie in their file. */
export class ProjectionsQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #axes = new StackAxesChoice(() => this.#showPreview());
  readonly #firstRow = new Choice<FirstRow>(
    'first-row',
    [...FIRST_ROWS].reverse().map((row) => [row, EDGES[row]] as const),
    () => this.#showPreview(),
  );
  readonly #detector = new Choice<'flat' | 'arc'>('cone-detector', DETECTORS);
  readonly #channelSpacing = numberField('Channel spacing', null, 'mm', { min: '0.0001' });
  readonly #toIsocenter = numberField('Distance from source to axis', null, 'mm', { min: '0.001' });
  readonly #toDetector = numberField('Distance from source to detector', null, 'mm', { min: '0.001' });
  readonly #rowSpacing = numberField('Row spacing', null, 'mm', { min: '0.0001' });
  readonly #preview = new ThumbnailPicture();
  readonly #parts: readonly HTMLElement[];
  #array: OpenedArray | null = null;
  #geometry: GeometryFile | null = null;

  constructor() {
    this.#firstRow.root.classList.add('arrays-inline');
    this.#detector.root.classList.add('arrays-inline');
    const numbers = make(
      'div',
      { class: 'arrays-numbers' },
      this.#toIsocenter.root,
      this.#toDetector.root,
      this.#channelSpacing.root,
      this.#rowSpacing.root,
    );
    this.#parts = [
      make('div', {}, this.#axes.root, this.#firstRow.root, this.#detector.root, numbers),
      make('div', { class: 'arrays-axes' }, this.#preview.root),
    ];
  }

  get answer(): { readonly projections: ProjectionAnswers | undefined } {
    if (!this.#array) return { projections: undefined };
    return {
      projections: {
        axes: this.#axes.value,
        firstRow: this.#firstRow.value,
        detector: this.#detector.value,
        sourceToIsocenterMm: this.#toIsocenter.value,
        sourceToDetectorMm: this.#toDetector.value,
        channelSpacingMm: this.#channelSpacing.value,
        rowSpacingMm: this.#rowSpacing.value,
      },
    };
  }

  /**
   * @param array the projections, or `null` where none are
   * @param geometry what a file says of their scan
   */
  show(array: OpenedArray | null, geometry: GeometryFile | null): void {
    this.root.hidden = array === null;
    if (array === this.#array && geometry === this.#geometry) return;
    this.#geometry = geometry;
    this.#array = array;
    this.root.replaceChildren(...(array ? this.#parts : []));
    if (!array) return;
    this.#axes.show(array.shape, array.files !== undefined, array.readings?.axes ?? axesSaid(array.shape, geometry));
    const { scan, measurement } = geometry ?? {};
    this.#firstRow.preset('Which detector row comes first?', measurement?.firstRow ?? 'highest', null);
    this.#detector.preset('Detector', scan?.detector ?? 'flat', null);
    const { pixelSizeMm = null } = array;
    if (scan || pixelSizeMm !== null) {
      this.#channelSpacing.set(scan?.channelSpacingMm ?? pixelSizeMm);
      this.#rowSpacing.set(scan?.rowSpacingMm ?? pixelSizeMm);
    }
    if (scan) {
      this.#toIsocenter.set(scan.sourceToIsocenterMm ?? null);
      this.#toDetector.set(scan.sourceToDetectorMm ?? null);
    }
    this.#showPreview();
  }

  /** The middle of the first axis: of views a projection, with the panel's lowest row at the foot. */
  #showPreview(): void {
    const { shape, look } = this.#array!;
    const plane = look?.plane ?? null;
    this.#preview.root.hidden = !plane;
    if (!plane) return;
    const [first, down, across] = this.#axes.value.split('-') as [string, string, string];
    const isUpsideDown = down === 'rows' && this.#firstRow.value === 'lowest';
    const caption = `${first.slice(0, -1)} ${shape[0]! >> 1}: ${shape[1]} ${down} (down) × ${shape[2]} ${across} (across)`;
    this.#preview.show(isUpsideDown ? upsideDown(plane) : plane, false, caption);
  }
}

function upsideDown({ rows, columns, greys }: Thumbnail): Thumbnail {
  const turned = greys.map((_, i) => greys[(rows - 1 - Math.floor(i / columns)) * columns + (i % columns)]!);
  return { rows, columns, greys: turned };
}
