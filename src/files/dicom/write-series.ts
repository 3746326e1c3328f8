import { elementBytes, type WrittenElement } from './write-elements.ts';

/** What all slices of a series have in common. */
export interface WrittenSeries {
  /** What it is of: `Shepp–Logan 3-D`. */
  readonly title: string;
  /** How it was made, in a sentence. */
  readonly description: string;
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
  readonly pixelSizeMm: number;
  readonly sliceSpacingMm: number;
  /** The centre of the first voxel: column 0, row 0, slice 0, in mm along x to the right, y up and z along the axis. */
  readonly originMm: readonly [x: number, y: number, z: number];
  /** What values are. */
  readonly unit: 'HU' | 'other';
  /** The largest magnitude of any value, by which stored numbers are scaled. */
  readonly largest: number;
  /** In the unit of the values. */
  readonly window: { readonly width: number; readonly level: number };
  /** The filter of the reconstruction, in words. */
  readonly kernel: string;
  readonly date: Date;
  /** Makes identifiers, each another one. */
  newUid(): string;
}

const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Of this program's writer: made once, at random. */
const IMPLEMENTATION = '2.25.59107927216678962385900813440707224073';
const PREAMBLE_BYTES = 128;
const LARGEST_STORED = 32_767;

/**
 * Writes the slices of a volume as CT images, one file each (PS3.10; CT Image Storage, PS3.3 § A.3): explicit VR little
 * endian, 16 bits with a sign.
 *
 * Axes: x, y and z of docs/conventions.md are the patient's right, front (anterior) and head (superior), as in NIfTI. DICOM
 * counts to the left, back and head, so that x_LPS = −x, y_LPS = −y, z_LPS = z, a half turn about z and no mirror image: along
 * a row of the picture (x grows) the direction is (−1, 0, 0), down its columns (y falls) it is (0, 1, 0), and a picture is
 * seen from above, as on the page.
 *
 * Nothing says more than is known: there is no patient, and every file says so.
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
    const uid = this.#series.newUid();
    const meta = metaBytes(uid);
    const elements = elementBytes([...this.#shared(), ...this.#ofSlice(slice, uid), this.#pixels(values)]);
    const file = new Uint8Array(PREAMBLE_BYTES + 4 + meta.length + elements.length);
    file.set(new TextEncoder().encode('DICM'), PREAMBLE_BYTES);
    file.set(meta, PREAMBLE_BYTES + 4);
    file.set(elements, PREAMBLE_BYTES + 4 + meta.length);
    return file;
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

  #ofSlice(slice: number, uid: string): WrittenElement[] {
    const { originMm, sliceSpacingMm } = this.#series;
    const zMm = originMm[2] + slice * sliceSpacingMm;
    return [
      { tag: 0x00080018, vr: 'UI', value: uid },
      { tag: 0x00200013, vr: 'IS', value: slice + 1 },
      { tag: 0x00200032, vr: 'DS', value: [0 - originMm[0], 0 - originMm[1], zMm] },
      { tag: 0x00201041, vr: 'DS', value: zMm },
    ];
  }

  #shared(): WrittenElement[] {
    const { title, description, date, kernel, window, unit, ...grid } = this.#series;
    const [day, time] = [dayOf(date), timeOf(date)];
    return [
      { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 192' },
      { tag: 0x00080008, vr: 'CS', value: ['DERIVED', 'SECONDARY', 'AXIAL'] },
      { tag: 0x00080016, vr: 'UI', value: CT_IMAGE_STORAGE },
      { tag: 0x00080020, vr: 'DA', value: day },
      { tag: 0x00080023, vr: 'DA', value: day },
      { tag: 0x00080030, vr: 'TM', value: time },
      { tag: 0x00080033, vr: 'TM', value: time },
      { tag: 0x00080050, vr: 'SH', value: '' },
      { tag: 0x00080060, vr: 'CS', value: 'CT' },
      { tag: 0x00080070, vr: 'LO', value: 'CT sandbox' },
      { tag: 0x00080090, vr: 'PN', value: '' },
      { tag: 0x00081030, vr: 'LO', value: cut('Simulated scan of a phantom, no patient') },
      { tag: 0x0008103e, vr: 'LO', value: cut(title) },
      {
        tag: 0x00082111,
        vr: 'ST',
        value: `Simulated scan of a phantom, not of a patient. ${description}`.slice(0, 1024),
      },
      { tag: 0x00100010, vr: 'PN', value: 'Phantom^Simulated' },
      { tag: 0x00100020, vr: 'LO', value: 'CT-SANDBOX' },
      { tag: 0x00100030, vr: 'DA', value: '' },
      { tag: 0x00100040, vr: 'CS', value: '' },
      { tag: 0x00104000, vr: 'LT', value: 'A computer made this: there is no patient.' },
      { tag: 0x00180050, vr: 'DS', value: grid.sliceSpacingMm },
      { tag: 0x00180060, vr: 'DS', value: '' },
      { tag: 0x00180088, vr: 'DS', value: grid.sliceSpacingMm },
      { tag: 0x00181210, vr: 'SH', value: kernel.slice(0, 16) },
      { tag: 0x00185100, vr: 'CS', value: 'HFS' },
      { tag: 0x0020000d, vr: 'UI', value: this.#study },
      { tag: 0x0020000e, vr: 'UI', value: this.#seriesUid },
      { tag: 0x00200010, vr: 'SH', value: '' },
      { tag: 0x00200011, vr: 'IS', value: 1 },
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
      // “Quality control or phantom image”.
      { tag: 0x00280300, vr: 'CS', value: 'YES' },
      { tag: 0x00281050, vr: 'DS', value: window.level },
      { tag: 0x00281051, vr: 'DS', value: window.width },
      { tag: 0x00281052, vr: 'DS', value: 0 },
      { tag: 0x00281053, vr: 'DS', value: this.slope },
      { tag: 0x00281054, vr: 'LO', value: unit === 'HU' ? 'HU' : 'US' },
      { tag: 0x00281056, vr: 'CS', value: 'LINEAR_EXACT' },
    ];
  }
}

/** The header of a file, whose length stands before it (PS3.10 § 7.1). */
function metaBytes(uid: string): Uint8Array<ArrayBuffer> {
  const rest = elementBytes([
    { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
    { tag: 0x00020002, vr: 'UI', value: CT_IMAGE_STORAGE },
    { tag: 0x00020003, vr: 'UI', value: uid },
    { tag: 0x00020010, vr: 'UI', value: EXPLICIT_LITTLE_ENDIAN },
    { tag: 0x00020012, vr: 'UI', value: IMPLEMENTATION },
    { tag: 0x00020013, vr: 'SH', value: 'CT_SANDBOX' },
  ]);
  const length = elementBytes([{ tag: 0x00020000, vr: 'UL', value: rest.length }]);
  const whole = new Uint8Array(length.length + rest.length);
  whole.set(length);
  whole.set(rest, length.length);
  return whole;
}

/** The finest of 1, 2, 5 · 10ⁿ that holds all values in 16 bits; of Hounsfield units no finer than 1. */
function slopeFor(largest: number, unit: WrittenSeries['unit']): number {
  const least = largest / LARGEST_STORED;
  if (largest === 0 || (unit === 'HU' && least <= 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return Number((power * [1, 2, 5, 10].find((factor) => factor * power >= least)!).toPrecision(1));
}

/** A long string has 64 characters at most, and no backslash, which divides values. */
function cut(text: string): string {
  return text.replaceAll('\\', '/').slice(0, 64);
}

const two = (value: number) => String(value).padStart(2, '0');

function dayOf(date: Date): string {
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
}

function timeOf(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('');
}
