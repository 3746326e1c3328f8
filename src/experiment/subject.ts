import { InputError } from '../errors.ts';
import { type ByteSource, wholeOf } from '../files/byte-source.ts';
import { describeForeignFile, fileKind } from '../files/file-kind.ts';
import { muFromHounsfield, WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import { loadLibraryPhantom, PHANTOM_NAMES } from '../phantom/library.ts';
import type { ImagePhantom, Phantom } from '../phantom/phantom.ts';
import { type PhantomFile, shapePhantom } from '../phantom/phantom-file.ts';
import { lineIntegralsFromTransmission } from '../physics/transmission.ts';
import { shown } from '../validation.ts';
import {
  type ExperimentInput,
  type ImagePhantomReference,
  isImageReference,
  LIMITS,
  type MeasurementReference,
} from './experiment-schema.ts';

/** A sinogram that somebody measured. Immutable, kept by identity. */
export interface Measurement {
  readonly kind: 'measurement';
  readonly name: string;
  readonly views: number;
  readonly channels: number;
  /** float32 [views × channels]. */
  readonly lineIntegrals: Float32Array;
  /** Each view's own angle in degrees, where the measurement brings them. */
  readonly anglesDeg: Float64Array | null;
}

/** What an experiment is about: something to scan, or a finished scan. */
export type Subject = Phantom | Measurement;

/** Brings a file that an experiment names. Rejects with an InputError where there is none. */
export type FileReader = (name: string) => Promise<Uint8Array | ByteSource>;

/** All of a file that an experiment names. */
async function bytesOf(name: string, readFile: FileReader): Promise<Uint8Array> {
  const file = await readFile(name);
  return file instanceof Uint8Array ? file : wholeOf(file);
}

/** The side of the square that an image fills where neither it nor the experiment says how large it is. */
const DEFAULT_FIELD_MM = 256;
const DEFAULT_PHANTOM = 'shepp-logan-1974';

/**
 * Loads what an experiment is about.
 *
 * @throws InputError (rejects) naming the key or the file that is wrong
 */
export async function loadSubject(input: ExperimentInput, readFile: FileReader): Promise<Subject> {
  if (input.measurement) return loadMeasurement(input.measurement, readFile);
  const phantom = input.phantom ?? DEFAULT_PHANTOM;
  if (typeof phantom === 'string') {
    const file = await loadLibraryPhantom(phantom);
    if (!file) {
      throw new InputError(
        `phantom: there is no phantom named ${shown(phantom)}; the library has ${PHANTOM_NAMES.join(', ')}`,
      );
    }
    return shapePhantom(file, 'phantom');
  }
  if (isImageReference(phantom)) return loadImage(phantom, readFile);
  return shapePhantom(phantom as PhantomFile, 'phantom');
}

async function loadImage(reference: ImagePhantomReference, readFile: FileReader): Promise<ImagePhantom> {
  const name = reference.image;
  const bytes = await bytesOf(name, readFile);
  const picture = await decodePicture(bytes, name);
  const { rows, columns } = picture;
  const most = LIMITS.pixels.most;
  if (rows > most || columns > most) {
    throw new InputError(
      `${name}: the image has ${rows} × ${columns} pixels, and at most ${most} × ${most} are possible`,
    );
  }
  const meaning = reference.values ?? picture.values;
  const pixelSizeMm = reference.pixelSizeMm ?? picture.pixelSizeMm ?? DEFAULT_FIELD_MM / Math.max(rows, columns);
  return {
    kind: 'image',
    name,
    unit: meaning === 'arbitrary' ? 'arbitrary' : 'attenuation-per-mm',
    grid: { rows, columns, pixelSizeMm },
    fieldSizeMm: Math.max(rows, columns) * pixelSizeMm,
    values: picture.data.map((value) => valueInUnit(value, meaning)),
  };
}

type ValueMeaning = NonNullable<ImagePhantomReference['values']>;

interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
  readonly values: ValueMeaning;
  readonly pixelSizeMm?: number;
}

async function decodePicture(bytes: Uint8Array, name: string): Promise<Picture> {
  switch (fileKind(bytes)) {
    case 'png': {
      const { readPng } = await decoder(name, import('../files/png.ts'));
      const { rows, columns, values } = readPng(bytes, name);
      return { rows, columns, data: values, values: 'arbitrary' };
    }
    case 'npy': {
      const { readNpy } = await decoder(name, import('../files/npy.ts'));
      const { shape, data } = readNpy(bytes, name);
      const [rows, columns] = twoDimensions(shape, name, 'an image', ['rows', 'columns']);
      return { rows, columns, data, values: 'arbitrary' };
    }
    case 'dicom': {
      const { readDicomSlice } = await decoder(name, import('../files/dicom.ts'));
      const { rows, columns, hounsfield, pixelSizeMm } = await readDicomSlice(bytes, name);
      return { rows, columns, data: hounsfield, values: 'hounsfield', pixelSizeMm };
    }
    default:
      throw new InputError(`${name}: is ${describeForeignFile(bytes)}; an image must be a PNG, NPY or DICOM file`);
  }
}

/** Decoders come when a file needs them: most visits open none. */
function decoder<Part>(name: string, part: Promise<Part>): Promise<Part> {
  return part.catch(() => {
    throw new InputError(
      `${name}: what reads such files could not be fetched; it is needed from the place the page came from, which does not answer`,
    );
  });
}

/** Air is 0: scanners write less than −1000 HU outside of their field, and nothing attenuates less than nothing. */
function valueInUnit(value: number, meaning: ValueMeaning): number {
  if (meaning === 'hounsfield') return Math.max(0, muFromHounsfield(value));
  if (meaning === 'relative-to-water') return value * WATER_MU_PER_MM;
  return value;
}

async function loadMeasurement(reference: MeasurementReference, readFile: FileReader): Promise<Measurement> {
  const name = reference.sinogram;
  const { readNpy } = await decoder(name, import('../files/npy.ts'));
  const sinogram = readNpy(await bytesOf(name, readFile), name);
  const [views, channels] = twoDimensions(sinogram.shape, name, 'a sinogram', ['views', 'channels']);
  const { views: viewLimits, channels: channelLimits } = LIMITS;
  if (views > viewLimits.most || channels > channelLimits.most) {
    throw new InputError(
      `${name}: has ${views} views × ${channels} channels, and at most ${viewLimits.most} × ${channelLimits.most} are possible`,
    );
  }
  let lineIntegrals = sinogram.data;
  if (reference.kind === 'transmission') {
    const white = await loadReadings(reference.white!, channels, name, readFile);
    const dark = await loadReadings(reference.dark!, channels, name, readFile);
    lineIntegrals = lineIntegralsFromTransmission(lineIntegrals, white, dark, channels);
  }
  const anglesDeg = reference.anglesDeg ? await loadAngles(reference.anglesDeg, views, name, readFile) : null;
  return { kind: 'measurement', name, views, channels, lineIntegrals, anglesDeg };
}

/** White or dark readings: one row of channels, or several to be averaged. */
async function loadReadings(
  name: string,
  channels: number,
  sinogramName: string,
  readFile: FileReader,
): Promise<Float32Array> {
  const { readNpy } = await decoder(name, import('../files/npy.ts'));
  const { shape, data } = readNpy(await bytesOf(name, readFile), name);
  if (data.length === 0 || shape.length > 2 || shape.at(-1) !== channels) {
    throw new InputError(
      `${name}: must have rows of ${channels} channels like ${sinogramName}, but its shape is ${shape.join(' × ')}`,
    );
  }
  return data;
}

async function loadAngles(
  name: string,
  views: number,
  sinogramName: string,
  readFile: FileReader,
): Promise<Float64Array> {
  const { readNpyFloat64 } = await decoder(name, import('../files/npy.ts'));
  const { shape, data } = readNpyFloat64(await bytesOf(name, readFile), name);
  if (data.length !== views) {
    throw new InputError(
      `${name}: must have one angle for each of the ${views} views of ${sinogramName}, but its shape is ${shape.join(' × ')}`,
    );
  }
  return data;
}

function twoDimensions(
  shape: readonly number[],
  name: string,
  what: string,
  [first, second]: readonly [string, string],
): [number, number] {
  const [rows, columns] = shape;
  if (shape.length !== 2 || !rows || !columns) {
    throw new InputError(
      `${name}: ${what} must be an array [${first}, ${second}], but its shape is [${shape.join(', ')}]`,
    );
  }
  return [rows, columns];
}
