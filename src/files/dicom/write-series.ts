import type { WrittenElement } from './write-elements.ts';
import { dicomFile, studyElements, type WrittenStudy } from './write-file.ts';

/** What all slices of a series have in common. */
export interface WrittenSeries extends WrittenStudy {
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
  readonly pixelSizeMm: number;
  /** `null` of a single slice that is of no thickness. */
  readonly sliceSpacingMm: number | null;
  /** The centre of the first voxel: column 0, row 0, slice 0, in mm along x to the right, y up and z along the axis. */
  readonly originMm: readonly [x: number, y: number, z: number];
  /** What values are: of other units than `HU` and `1/mm` files say that there is none that they know. */
  readonly unit: string;
  /** The largest magnitude of any value, by which stored numbers are scaled. */
  readonly largest: number;
  /** In the unit of the values. */
  readonly window: { readonly width: number; readonly level: number };
  /** The filter of the reconstruction, in words. */
  readonly kernel: string;
}

const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';
const LARGEST_STORED = 32_767;
const MOST_KERNEL = 16;

/**
 * Writes the slices of a volume as CT images, one file each (PS3.10; CT Image Storage, PS3.3 § A.3): explicit VR little
 * endian, 16 bits with a sign.
 *
 * Axes: x, y and z of docs/conventions.md are the patient's right, front (anterior) and head (superior), as in NIfTI. DICOM
 * counts to the left, back and head, so that x_LPS = −x, y_LPS = −y, z_LPS = z, a half turn about z and no mirror image: along
 * a row of the picture (x grows) the direction is (−1, 0, 0), down its columns (y falls) it is (0, 1, 0), and a picture is
 * seen from above, as on the page.
 */
export class SeriesWriter {
  /** What a step of the stored numbers is: 1 HU where that holds all values, a round number otherwise. */
  readonly slope: number;
  readonly #series: WrittenSeries;
  readonly #study: string;
  readonly #seriesUid: string;
  readonly #frame: string;

  constructor(series: WrittenSeries) {
    this.#series = series;
    this.slope = slopeFor(series.largest, series.unit);
    this.#study = series.newUid();
    this.#seriesUid = series.newUid();
    this.#frame = series.newUid();
  }

  /** The file of a slice. @param values [rows, columns] in the series' unit @param slice 0 is the lowest */
  file(values: Float32Array, slice: number): Uint8Array<ArrayBuffer> {
    const { rows, columns } = this.#series;
    if (values.length !== rows * columns) throw new RangeError(`${values.length} values are no ${rows} × ${columns}`);
    return dicomFile(CT_IMAGE_STORAGE, this.#series.newUid(), [
      ...studyElements(this.#series, { study: this.#study, series: this.#seriesUid, modality: 'CT' }),
      ...this.#shared(),
      ...this.#ofSlice(slice),
      this.#pixels(values),
    ]);
  }

  #pixels(values: Float32Array): WrittenElement {
    const bytes = new Uint8Array(2 * values.length);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < values.length; i++) {
      const stored = Math.round(values[i]! / this.slope);
      view.setInt16(2 * i, Math.min(LARGEST_STORED, Math.max(-LARGEST_STORED, stored)), true);
    }
    return { tag: 0x7fe00010, vr: 'OW', value: bytes };
  }

  #ofSlice(slice: number): WrittenElement[] {
    const { originMm, sliceSpacingMm } = this.#series;
    const zMm = originMm[2] + slice * (sliceSpacingMm ?? 0);
    return [
      { tag: 0x00200013, vr: 'IS', value: slice + 1 },
      { tag: 0x00200032, vr: 'DS', value: [0 - originMm[0], 0 - originMm[1], zMm] },
      { tag: 0x00201041, vr: 'DS', value: zMm },
    ];
  }

  #shared(): WrittenElement[] {
    const { kernel, window, unit, sliceSpacingMm, slices, ...grid } = this.#series;
    return [
      { tag: 0x00080008, vr: 'CS', value: ['DERIVED', 'SECONDARY', 'AXIAL'] },
      { tag: 0x00180050, vr: 'DS', value: sliceSpacingMm ?? '' },
      { tag: 0x00180060, vr: 'DS', value: '' },
      ...(slices > 1 ? ([{ tag: 0x00180088, vr: 'DS', value: sliceSpacingMm! }] as const) : []),
      { tag: 0x00181210, vr: 'SH', value: kernel.slice(0, MOST_KERNEL) },
      { tag: 0x00185100, vr: 'CS', value: 'HFS' },
      { tag: 0x00200012, vr: 'IS', value: 1 },
      { tag: 0x00200037, vr: 'DS', value: [-1, 0, 0, 0, 1, 0] },
      { tag: 0x00200052, vr: 'UI', value: this.#frame },
      { tag: 0x00201040, vr: 'LO', value: '' },
      { tag: 0x00280002, vr: 'US', value: 1 },
      { tag: 0x00280004, vr: 'CS', value: 'MONOCHROME2' },
      { tag: 0x00280010, vr: 'US', value: grid.rows },
      { tag: 0x00280011, vr: 'US', value: grid.columns },
      { tag: 0x00280030, vr: 'DS', value: [grid.pixelSizeMm, grid.pixelSizeMm] },
      { tag: 0x00280100, vr: 'US', value: 16 },
      { tag: 0x00280101, vr: 'US', value: 16 },
      { tag: 0x00280102, vr: 'US', value: 15 },
      { tag: 0x00280103, vr: 'US', value: 1 },
      { tag: 0x00281050, vr: 'DS', value: window.level },
      { tag: 0x00281051, vr: 'DS', value: window.width },
      { tag: 0x00281052, vr: 'DS', value: 0 },
      { tag: 0x00281053, vr: 'DS', value: this.slope },
      { tag: 0x00281054, vr: 'LO', value: rescaleType(unit) },
      { tag: 0x00281056, vr: 'CS', value: 'LINEAR_EXACT' },
    ];
  }
}

/** `US` is “unspecified” (PS3.3 § C.11.1.1.2); its list of units may be added to. */
function rescaleType(unit: string): string {
  return unit === 'HU' || unit === '1/mm' ? unit : 'US';
}

/** The finest of 1, 2, 5 · 10ⁿ that holds all values in 16 bits; of Hounsfield units no finer than 1. */
function slopeFor(largest: number, unit: string): number {
  const least = largest / LARGEST_STORED;
  if (largest === 0 || (unit === 'HU' && least <= 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return Number((power * [1, 2, 5, 10].find((factor) => factor * power >= least)!).toPrecision(1));
}
