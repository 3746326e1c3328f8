import { InputError } from '../errors.ts';
import { excerpt } from './excerpt.ts';
import { describeForeignFile, fileKind } from './file-kind.ts';
import { inflatePieces } from './inflate.ts';

/** A CT slice in Hounsfield units, row-major from the top left of the picture. */
export interface DicomSlice {
  rows: number;
  columns: number;
  hounsfield: Float32Array<ArrayBuffer>;
  pixelSizeMm: number;
}

type DicomParser = typeof import('dicom-parser');
type DataSet = ReturnType<DicomParser['parseDicom']>;

/** The largest number of rows and columns that is read. */
const MAX_SIDE = 4096;
const MAX_INFLATED_BYTES = 2 ** 26;
/** Pixels that are not square by more than this are refused. */
const SPACING_TOLERANCE = 1e-3;
const AIR_HOUNSFIELD = -1000;

/** Where things stand in the file (PS3.6), in dicom-parser's spelling. */
const TAG = {
  transferSyntax: 'x00020010',
  imageType: 'x00080008',
  modality: 'x00080060',
  samplesPerPixel: 'x00280002',
  photometricInterpretation: 'x00280004',
  numberOfFrames: 'x00280008',
  rows: 'x00280010',
  columns: 'x00280011',
  pixelSpacing: 'x00280030',
  bitsAllocated: 'x00280100',
  bitsStored: 'x00280101',
  highBit: 'x00280102',
  pixelRepresentation: 'x00280103',
  pixelPadding: 'x00280120',
  pixelPaddingLimit: 'x00280121',
  rescaleIntercept: 'x00281052',
  rescaleSlope: 'x00281053',
  pixelData: 'x7fe00010',
} as const;

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const UNCOMPRESSED: readonly string[] = [
  '1.2.840.10008.1.2', // implicit VR little endian
  '1.2.840.10008.1.2.1', // explicit VR little endian
  '1.2.840.10008.1.2.1.99', // the same, the whole data set deflated
  BIG_ENDIAN, // explicit VR big endian
];

/** Compressed transfer syntaxes by the beginning of their identifier, longer ones first (PS3.6 annex A). */
const COMPRESSIONS: readonly (readonly [string, string])[] = [
  ['1.2.840.10008.1.2.4.57', 'lossless JPEG'],
  ['1.2.840.10008.1.2.4.70', 'lossless JPEG'],
  ['1.2.840.10008.1.2.4.8', 'JPEG-LS'],
  ['1.2.840.10008.1.2.4.9', 'JPEG 2000'],
  ['1.2.840.10008.1.2.4.10', 'a video format'],
  ['1.2.840.10008.1.2.4.11', 'JPEG XL'],
  ['1.2.840.10008.1.2.4.20', 'High-Throughput JPEG 2000'],
  ['1.2.840.10008.1.2.4', 'JPEG'],
  ['1.2.840.10008.1.2.5', 'run-length encoding'],
];

const MODALITIES: ReadonlyMap<string, string> = new Map([
  ['CR', 'an X-ray picture'],
  ['DX', 'an X-ray picture'],
  ['MG', 'a mammogram'],
  ['MR', 'an MR picture'],
  ['NM', 'a nuclear medicine picture'],
  ['PT', 'a PET picture'],
  ['US', 'an ultrasound picture'],
]);

/**
 * Reads one CT slice from an uncompressed DICOM file (PS3.10): implicit or explicit VR little endian, deflated, or
 * explicit VR big endian; one frame of 8 or 16 bits per pixel. Pixel padding becomes air (−1000 HU).
 *
 * MONOCHROME1 is read like MONOCHROME2: it says that a picture is to be shown inverted, not that its Hounsfield units
 * are (PS3.3 § C.7.6.3.1.2). ImagerPixelSpacing is not taken for a missing PixelSpacing: it is a size on a detector.
 *
 * @param bytes the whole file
 * @param name the file's name, which begins every message
 * @throws InputError where the file is not such a slice, is of another modality than CT, is larger than 4096 × 4096,
 *   has no pixel size or pixels that are not square, is damaged or is cut short
 */
export async function readDicomSlice(bytes: Uint8Array, name: string): Promise<DicomSlice> {
  if (fileKind(bytes) !== 'dicom') {
    throw new InputError(`${name}: expected a DICOM file, but this is ${describeForeignFile(bytes)}`);
  }
  const dicomParser = await loadDicomParser();
  try {
    return readSlice(parse(dicomParser, bytes, name), name);
  } catch (error) {
    if (error instanceof InputError) throw error;
    // dicom-parser throws strings, errors and objects, all of them about its own insides.
    throw new InputError(`${name}: the DICOM file is damaged or cut short`);
  }
}

/** Loaded when the first DICOM file comes: few visitors bring one. A CommonJS package, so all of it is its default. */
async function loadDicomParser(): Promise<DicomParser> {
  const module: DicomParser & { default?: DicomParser } = await import('dicom-parser');
  return module.default ?? module;
}

function parse(dicomParser: DicomParser, bytes: Uint8Array, name: string): DataSet {
  const transferSyntax = dicomParser.readPart10Header(bytes).string(TAG.transferSyntax);
  checkTransferSyntax(transferSyntax, name);
  return dicomParser.parseDicom(bytes, {
    untilTag: TAG.pixelData,
    inflater: (whole: Uint8Array, position: number) => inflateDataSet(whole, position, name),
  });
}

function checkTransferSyntax(transferSyntax: string | undefined, name: string): void {
  if (transferSyntax === undefined) throw new InputError(`${name}: the DICOM file does not say how it is encoded`);
  if (UNCOMPRESSED.includes(transferSyntax)) return;
  const compression = COMPRESSIONS.find(([start]) => transferSyntax.startsWith(start));
  if (compression) {
    throw new InputError(
      `${name}: the pixels are compressed with ${compression[1]}: save the slice uncompressed first`,
    );
  }
  const unknown = `transfer syntax ${excerpt(transferSyntax, 64)}`;
  throw new InputError(`${name}: the DICOM file is encoded in an unknown way (${unknown})`);
}

/** The file with everything after `position` inflated. */
function inflateDataSet(file: Uint8Array, position: number, name: string): Uint8Array {
  const parts = [file.subarray(0, position)];
  let length = position;
  for (const piece of inflatePieces(file.subarray(position), 'raw')) {
    parts.push(piece);
    length += piece.length;
    if (length > MAX_INFLATED_BYTES) {
      throw new InputError(`${name}: the DICOM file inflates to more than ${MAX_INFLATED_BYTES} bytes`);
    }
  }
  const inflated = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    inflated.set(part, offset);
    offset += part.length;
  }
  return inflated;
}

function readSlice(dataSet: DataSet, name: string): DicomSlice {
  checkContent(dataSet, name);
  const rows = readSide(dataSet, TAG.rows, 'rows', name);
  const columns = readSide(dataSet, TAG.columns, 'columns', name);
  const pixelSizeMm = readPixelSizeMm(dataSet, name);
  const format = readPixelFormat(dataSet, name);
  const { slope, intercept } = readRescale(dataSet, name);
  const stored = readStoredValues(dataSet, rows, columns, format, name);
  const padding = readPadding(dataSet, format);
  const hounsfield = new Float32Array(rows * columns);
  for (let pixel = 0; pixel < hounsfield.length; pixel++) {
    const value = stored[pixel];
    const isPadding = value >= padding.low && value <= padding.high;
    hounsfield[pixel] = isPadding ? AIR_HOUNSFIELD : slope * value + intercept;
  }
  return { rows, columns, hounsfield, pixelSizeMm };
}

function checkContent(dataSet: DataSet, name: string): void {
  const modality = dataSet.string(TAG.modality);
  if (modality !== undefined && modality !== 'CT') {
    const what = MODALITIES.get(modality) ?? `a picture of modality “${excerpt(modality, 16)}”`;
    throw new InputError(`${name}: this is ${what}, and only CT slices hold Hounsfield units`);
  }
  if (dataSet.string(TAG.imageType)?.includes('LOCALIZER')) {
    throw new InputError(`${name}: this is the overview (localizer) of a CT examination, not a slice`);
  }
  if (!dataSet.elements[TAG.pixelData]) throw new InputError(`${name}: the DICOM file holds no picture`);
  const frames = dataSet.string(TAG.numberOfFrames) ?? '1';
  if (Number(frames) !== 1) {
    throw new InputError(
      `${name}: the DICOM file holds ${excerpt(frames, 16)} frames, and only single slices are read`,
    );
  }
  const samplesPerPixel = dataSet.uint16(TAG.samplesPerPixel) ?? 1;
  const interpretation = dataSet.string(TAG.photometricInterpretation) ?? 'unknown';
  if (samplesPerPixel !== 1 || (interpretation !== 'MONOCHROME1' && interpretation !== 'MONOCHROME2')) {
    const colours = samplesPerPixel === 1 ? excerpt(interpretation, 16) : `${samplesPerPixel} values per pixel`;
    throw new InputError(`${name}: the picture's colours are ${colours}, and only monochrome slices are read`);
  }
}

function readSide(dataSet: DataSet, tag: string, what: string, name: string): number {
  const side = dataSet.uint16(tag);
  if (side === undefined || side < 1 || side > MAX_SIDE) {
    throw new InputError(`${name}: the number of ${what} must be between 1 and ${MAX_SIDE}, got ${side ?? 'none'}`);
  }
  return side;
}

function readPixelSizeMm(dataSet: DataSet, name: string): number {
  const spacings = readDecimals(dataSet, TAG.pixelSpacing);
  if (spacings === undefined) {
    throw new InputError(`${name}: the DICOM file does not say how large a pixel is (no PixelSpacing)`);
  }
  const [betweenRows, betweenColumns] = spacings;
  if (spacings.length !== 2 || !spacings.every((spacing) => spacing >= 1e-6 && spacing <= 1e6)) {
    throw new InputError(
      `${name}: the pixel spacing must be two lengths in millimetres, got ${spacings.join(' and ')}`,
    );
  }
  if (Math.abs(betweenRows - betweenColumns) > SPACING_TOLERANCE * Math.max(betweenRows, betweenColumns)) {
    const sides = `${betweenColumns} mm wide and ${betweenRows} mm high`;
    throw new InputError(`${name}: the pixels are ${sides}, and only square ones are read`);
  }
  return (betweenRows + betweenColumns) / 2;
}

/** How a pixel is stored (PS3.5 § 8.1.1). */
interface PixelFormat {
  readonly bytesPerPixel: number;
  readonly bitsStored: number;
  /** Bits below the stored ones. */
  readonly shift: number;
  readonly signed: boolean;
  readonly littleEndian: boolean;
}

function readPixelFormat(dataSet: DataSet, name: string): PixelFormat {
  const bitsAllocated = dataSet.uint16(TAG.bitsAllocated);
  if (bitsAllocated !== 8 && bitsAllocated !== 16) {
    throw new InputError(`${name}: a pixel must take 8 or 16 bits, got ${bitsAllocated ?? 'none'}`);
  }
  const bitsStored = dataSet.uint16(TAG.bitsStored) ?? bitsAllocated;
  const highBit = dataSet.uint16(TAG.highBit) ?? bitsStored - 1;
  if (bitsStored < 1 || highBit >= bitsAllocated || highBit < bitsStored - 1) {
    const stored = `${bitsStored} bits up to bit ${highBit}`;
    throw new InputError(`${name}: ${stored} do not fit into the ${bitsAllocated} bits of a pixel`);
  }
  const littleEndian = dataSet.string(TAG.transferSyntax) !== BIG_ENDIAN;
  if (!littleEndian && bitsAllocated === 8 && dataSet.elements[TAG.pixelData].vr === 'OW') {
    throw new InputError(
      `${name}: 8-bit pixels in big-endian words are not read: save the slice as little endian first`,
    );
  }
  return {
    bytesPerPixel: bitsAllocated / 8,
    bitsStored,
    shift: highBit + 1 - bitsStored,
    signed: dataSet.uint16(TAG.pixelRepresentation) === 1,
    littleEndian,
  };
}

/** HU = slope · stored value + intercept (PS3.3 § C.11.1). */
function readRescale(dataSet: DataSet, name: string): { slope: number; intercept: number } {
  const [slope] = readDecimals(dataSet, TAG.rescaleSlope) ?? [1];
  const [intercept] = readDecimals(dataSet, TAG.rescaleIntercept) ?? [0];
  const largest = Math.fround(Math.abs(slope) * 2 ** 16 + Math.abs(intercept));
  if (!Number.isFinite(largest) || slope === 0) {
    const rescale = `the rescale slope ${slope} and intercept ${intercept}`;
    throw new InputError(`${name}: Hounsfield units cannot be had from ${rescale}`);
  }
  return { slope, intercept };
}

function readStoredValues(
  dataSet: DataSet,
  rows: number,
  columns: number,
  { bytesPerPixel, bitsStored, shift, signed, littleEndian }: PixelFormat,
  name: string,
): Int32Array {
  const { dataOffset, length, hadUndefinedLength } = dataSet.elements[TAG.pixelData];
  const file: Uint8Array = dataSet.byteArray;
  const expected = rows * columns * bytesPerPixel;
  const pixelSize = bytesPerPixel === 1 ? '1 byte' : `${bytesPerPixel} bytes`;
  const promise = `${name}: the header promises ${rows} × ${columns} pixels of ${pixelSize}`;
  // A value's length is even: an odd number of bytes has one more.
  if (hadUndefinedLength || (length !== expected && length !== expected + (expected % 2))) {
    const actual = hadUndefinedLength ? 'the pixels are in pieces' : `the pixels take ${length} bytes`;
    throw new InputError(`${promise}, but ${actual}`);
  }
  if (dataOffset + expected > file.length) {
    throw new InputError(`${promise}, but the file ends after ${file.length - dataOffset} bytes of them`);
  }
  const view = new DataView(file.buffer, file.byteOffset + dataOffset, expected);
  const stored = new Int32Array(rows * columns);
  // What stands above the stored bits (an overlay, in old files) falls off to the left; the right shift brings the sign.
  const left = 32 - bitsStored - shift;
  const right = 32 - bitsStored;
  for (let pixel = 0; pixel < stored.length; pixel++) {
    const bits = bytesPerPixel === 1 ? view.getUint8(pixel) : view.getUint16(2 * pixel, littleEndian);
    stored[pixel] = signed ? (bits << left) >> right : (bits << left) >>> right;
  }
  return stored;
}

/** The stored values that mean “outside the picture” (PS3.3 § C.7.5.1.1.2): one, a range, or none. */
function readPadding(dataSet: DataSet, { signed }: PixelFormat): { low: number; high: number } {
  const read = (tag: string) => (signed ? dataSet.int16(tag) : dataSet.uint16(tag));
  const padding = read(TAG.pixelPadding);
  if (padding === undefined) return { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  const limit = read(TAG.pixelPaddingLimit) ?? padding;
  return { low: Math.min(padding, limit), high: Math.max(padding, limit) };
}

/** The numbers of a decimal string such as `0.5\0.5`; nothing where it is absent or empty. */
function readDecimals(dataSet: DataSet, tag: string): number[] | undefined {
  const text = dataSet.string(tag);
  if (text === undefined || text === '') return undefined;
  return text.split('\\').map((number) => (number.trim() === '' ? Number.NaN : Number(number)));
}
