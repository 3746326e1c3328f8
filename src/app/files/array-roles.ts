import { InputError } from '../../errors.ts';
import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { AngleUnit } from '../../experiment/guess-angles.ts';
import { MOST_LINE_INTEGRAL, type ReadingsKind } from '../../experiment/guess-readings.ts';
import type { ImageValues } from '../../experiment/image-values.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import { type StackAxes, stackShape } from '../../experiment/stack-axes.ts';
import { splitPart } from '../../files/file-part.ts';
import type { ArrayRoleHint } from '../../files/format.ts';
import { filesOfArray, type OpenedArray } from './opened-arrays.ts';
import { type ProjectionAnswers, projectionsFrom } from './projections.ts';

/** What an array may be in a measurement. */
export type ArrayRole =
  | 'sinogram'
  | 'row'
  | 'projections'
  | 'white'
  | 'dark'
  | 'anglesDeg'
  | 'imageKey'
  | 'image'
  | 'undecided'
  | 'unused';

/** A first guess from names, shapes and what is in them, for a person to correct. */
export function guessRoles(arrays: readonly OpenedArray[]): ArrayRole[] {
  // A file that says what its arrays are says it of all that matter.
  const saying = new Set(arrays.filter(({ role }) => role).map(({ name }) => splitPart(name).file));
  const roles = arrays.map(({ name, shape, role }): ArrayRole | null => {
    if (role) return roleSaid(role, shape);
    if (saying.has(splitPart(name).file)) return 'unused';
    if (/white|flat|open|bright|blank/i.test(name)) return 'white';
    if (/dark/i.test(name)) return 'dark';
    return /angle|theta|deg/i.test(name) || shape.length === 1 ? 'anglesDeg' : null;
  });
  const largest = largestOf(arrays, (i) => !roles[i] && arrays[i]!.shape.length === 2);
  const stack = largestOf(arrays, (i) => !roles[i] && arrays[i]!.shape.length === 3);
  const isSaid = roles.some((role) => role === 'row' || role === 'projections' || role === 'sinogram');
  if (isSaid) return roles.map((role) => role ?? 'unused');
  if (stack !== undefined && (largest === undefined || size(arrays[stack]!) > size(arrays[largest]!))) {
    roles[stack] = arrays[stack]!.files ? 'row' : guessStack(arrays[stack]!, arrays.length > 1);
    return roles.map((role) => role ?? 'unused');
  }
  if (largest !== undefined) roles[largest] = arrays.length === 1 && isImage(arrays[largest]!) ? 'image' : 'sinogram';
  return roles.map((role) => role ?? 'unused');
}

/** What a file itself says of its array. */
function roleSaid(role: ArrayRoleHint, shape: readonly number[]): ArrayRole | null {
  switch (role) {
    case 'angles':
      return 'anglesDeg';
    case 'image-key':
      return 'imageKey';
    // Formats that say so are those of synchrotrons, whose rays are parallel.
    case 'projections':
      return shape.length === 3 ? 'row' : 'sinogram';
    default:
      return role;
  }
}

function largestOf(arrays: readonly OpenedArray[], isAsked: (i: number) => boolean): number | undefined {
  const asked = arrays.map((_, i) => i).filter(isAsked);
  return asked.sort((a, b) => size(arrays[b]!) - size(arrays[a]!))[0];
}

/** Projections and volumes have as many axes: where neither name nor values tell, nothing is taken for granted. */
function guessStack({ name, look }: OpenedArray, hasOthers: boolean): ArrayRole {
  if (look?.imageValues.isCertain) return 'image';
  if (hasOthers || look?.readings.kind === 'transmission' || /proj|view|radiograph|scan/i.test(name))
    return 'projections';
  return /vol|image|slice|phantom|recon/i.test(name) ? 'image' : 'undecided';
}

/** Whether an array that comes alone is rather an image than a sinogram. */
function isImage({ name, shape, look }: OpenedArray): boolean {
  if (look?.imageValues.isCertain) return true;
  if (/sino/i.test(name) || look?.isLikeSinogram) return false;
  return /image|slice|phantom|recon/i.test(name) || shape[0] === shape[1];
}

function size({ shape }: OpenedArray): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Which row of projections is meant, and how they lie. */
export interface RowAnswers {
  readonly axes: StackAxes;
  readonly row: number;
}

/** What a person says of arrays, besides which is which. */
export interface ArrayAnswers {
  /** Of a channel or of a pixel. */
  readonly spacingMm: number;
  /** In channels; `null` where the axis is to be found in the readings. */
  readonly offset: number | null;
  /** Where no file has the angles. */
  readonly arcDeg: number;
  readonly kind: ReadingsKind;
  /** Readings without the object and without the beam, where no file has them. */
  readonly white: number;
  readonly dark: number;
  /** Of values that are no transmissions. */
  readonly scale: number;
  readonly transpose: boolean;
  readonly angleUnit: AngleUnit;
  readonly imageValues: ImageValues;
  /** Of projections, where there are some. */
  readonly projections?: ProjectionAnswers | undefined;
  /** Of projections of which one row is meant. */
  readonly row?: RowAnswers | undefined;
  /** Of a file with more angles than there are views: which is the first view's. */
  readonly firstAngle?: number | null;
}

/**
 * Gathers what was said into an experiment's phantom or measurement, everything stated.
 *
 * @throws InputError where it does not fit, or cannot be
 */
export function experimentFromRoles(
  arrays: readonly OpenedArray[],
  roles: readonly ArrayRole[],
  answers: ArrayAnswers,
): ExperimentInput {
  const named = (role: ArrayRole) => {
    const names = arrays.filter((_, i) => roles[i] === role).map(({ name }) => name);
    if (names.length > 1) throw new InputError(`${names.join(' and ')} cannot both be the ${role}; choose one`);
    return names[0];
  };
  const undecided = arrays.find((_, i) => roles[i] === 'undecided');
  if (undecided) {
    throw new InputError(`Choose what ${undecided.name} is: projections of a cone beam, or a volume to scan`);
  }
  const image = named('image');
  const [projections, row, sinogram] = [named('projections'), named('row'), named('sinogram')];
  const chosen = [projections, row, sinogram, image].filter((name) => name !== undefined);
  if (chosen.length > 1) {
    throw new InputError('Choose one thing to open: projections, a sinogram, or an image or volume to scan');
  }
  if (image) {
    const array = arrays.find(({ name }) => name === image)!;
    // A size of a pixel that is the file's own is left to it, since that of its slices may be another.
    const isOwn = array.pixelSizeMm === answers.spacingMm;
    return parseExperimentInput({
      phantom: {
        ...{ image: filesOfArray(array), values: answers.imageValues },
        ...(!isOwn && { pixelSizeMm: answers.spacingMm }),
      },
    });
  }
  const readingsName = projections ?? row ?? sinogram;
  if (!readingsName) throw new InputError('None of the files is marked as a sinogram or an image; choose one');
  const array = arrays.find(({ name }) => name === readingsName)!;
  mustBePossible(array, answers);
  const filesOf = (role: ArrayRole) => {
    const found = arrays.find((_, i) => roles[i] === role);
    return found && filesOfArray(found);
  };
  const imageKey = named('imageKey');
  named('white');
  named('dark');
  const readings = {
    ...readingsOf(answers, filesOf('white'), filesOf('dark'), imageKey),
    ...(imageKey && { imageKey }),
  };
  const anglesDeg = named('anglesDeg');
  const angles = anglesDeg !== undefined && {
    ...{ anglesDeg, angleUnit: answers.angleUnit },
    ...(typeof answers.firstAngle === 'number' && { firstAngle: answers.firstAngle }),
  };
  if (projections) return projectionsFrom(array, readings, angles || undefined, answers);
  const { channels, lying } = row ? ofRow(array, answers) : ofSinogram(array, answers);
  // A grid that just covers the detector, in its own spacing.
  const pixels = Math.min(1024, Math.max(16, 2 * Math.ceil(channels / 2)));
  return parseExperimentInput({
    measurement: { sinogram: filesOfArray(array), ...readings, ...lying, ...angles },
    scan: {
      ...(!anglesDeg && { arcDeg: answers.arcDeg }),
      channelSpacingMm: answers.spacingMm,
      ...(answers.offset !== null && { offset: answers.offset }),
    },
    reconstruction: { grid: { pixels, pixelSizeMm: (answers.spacingMm * channels) / pixels } },
  });
}

/** How many channels there are, and how they lie in their file. */
interface Lying {
  readonly channels: number;
  readonly lying: object;
}

function ofSinogram({ shape }: OpenedArray, { transpose }: ArrayAnswers): Lying {
  // A square array that is not turned may still be one that ought to be.
  return { channels: shape[transpose ? 0 : 1] ?? 512, lying: { transpose } };
}

function ofRow({ name, shape }: OpenedArray, { row: answer }: ArrayAnswers): Lying {
  if (shape.length !== 3 || !answer) {
    throw new InputError(
      `${name} has no rows to choose one of: projections have three axes, and it has ${shape.length}`,
    );
  }
  const { axes, row } = answer;
  const { rows, channels } = stackShape(shape, axes);
  if (!Number.isInteger(row) || row < 0 || row >= rows) {
    throw new InputError(`${name}: choose a row of the detector between 0 and ${rows - 1}`);
  }
  return { channels, lying: { axes, row } };
}

type NamedFiles = string | readonly string[] | undefined;

function readingsOf(
  { kind, white, dark, scale }: ArrayAnswers,
  whiteFile: NamedFiles,
  darkFile: NamedFiles,
  imageKey: string | undefined,
): object {
  if (kind === 'transmission') {
    // The key says which readings are white and dark; what it names instead is not wanted then.
    return imageKey ? { kind } : { kind, white: whiteFile ?? white, dark: darkFile ?? dark };
  }
  const besides = [whiteFile, darkFile, imageKey].flat().find((name) => name !== undefined);
  if (besides !== undefined) {
    throw new InputError(
      `${besides} applies only to raw readings; mark the sinogram as raw readings, or the file as not used`,
    );
  }
  return { kind, ...(scale !== 1 && { scale }) };
}

/** What the loader would refuse is refused while it can still be answered otherwise. */
function mustBePossible({ name, look }: OpenedArray, { kind, scale }: ArrayAnswers): void {
  if (kind !== 'line-integrals' || !look?.readings.isImpossibleAsLineIntegrals) return;
  if (scale !== 1 && Math.max(Math.abs(look.least), Math.abs(look.most)) * Math.abs(scale) <= MOST_LINE_INTEGRAL)
    return;
  throw new InputError(
    `${name} cannot be line integrals: its values range from ${shortNumber(look.least)} to ${shortNumber(look.most)}, but no line integral exceeds ${MOST_LINE_INTEGRAL}`,
  );
}
