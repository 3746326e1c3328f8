import { InputError } from '../../errors.ts';
import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { AngleUnit } from '../../experiment/guess-angles.ts';
import { MOST_LINE_INTEGRAL, type ReadingsKind } from '../../experiment/guess-readings.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import { type StackAxes, stackShape } from '../../experiment/stack-axes.ts';
import { type ImageAnswers, imageFrom } from './image-answers.ts';
import { filesOfArray, type OpenedArray } from './opened-arrays.ts';
import { type ProjectionAnswers, projectionsFrom } from './projections.ts';
import { filledIn, partAtAxis } from './role-geometry.ts';
import { rowsVolumeFrom, type SomeRows } from './rows-volume.ts';

/** What an array may be in a measurement. */
export type ArrayRole =
  | 'sinogram'
  | 'row'
  | 'projections'
  | 'white'
  | 'dark'
  | 'anglesDeg'
  | 'imageKey'
  | 'geometry'
  | 'image'
  | 'document'
  | 'undecided'
  | 'unused';

/** Which row of projections is meant, and how they lie. */
export interface RowAnswers {
  readonly axes: StackAxes;
  readonly row: number;
  /** Where several are to make a volume, which. */
  readonly volume?: SomeRows;
}

/** What a person says of arrays, besides which is which. */
export interface ArrayAnswers extends ImageAnswers {
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
  if (image) return imageFrom(arrays.find(({ name }) => name === image)!, answers);
  const readingsName = projections ?? row ?? sinogram;
  if (!readingsName) throw new InputError('None of the files is marked as a sinogram or an image; choose one');
  const array = arrays.find(({ name }) => name === readingsName)!;
  mustBePossible(array, answers);
  const filesOf = (role: ArrayRole) => {
    const found = arrays.filter((_, i) => roles[i] === role).map(filesOfArray);
    // White and dark readings are often several files, whose mean is taken.
    return found.length > 1 ? found.flat() : found[0];
  };
  const imageKey = named('imageKey');
  const readings = {
    ...readingsOf(answers, filesOf('white'), filesOf('dark'), imageKey),
    ...(imageKey && { imageKey }),
  };
  const anglesDeg = named('anglesDeg');
  const angles = anglesDeg !== undefined && {
    ...{ anglesDeg, angleUnit: answers.angleUnit },
    ...(typeof answers.firstAngle === 'number' && { firstAngle: answers.firstAngle }),
  };
  const geometryName = named('geometry');
  const geometry = arrays.find(({ name }) => name === geometryName)?.geometry;
  const hasAngles = angles !== false || geometry !== undefined;
  const complete = (json: object, opened: Parameters<typeof filledIn>[1]) =>
    parseExperimentInput(geometry ? filledIn(json, opened, array.name, { name: geometryName!, geometry }) : json);
  if (projections) return complete(projectionsFrom(array, readings, angles || {}, hasAngles, answers), 'projections');
  if (row && answers.row?.volume && array.shape.length === 3) {
    const { axes, volume } = answers.row;
    return complete(rowsVolumeFrom(array, readings, angles || {}, hasAngles, answers, { axes, volume }), 'rows');
  }
  const { channels, lying } = row ? ofRow(array, answers) : ofSinogram(array, answers);
  // A grid that just covers the detector, in its own spacing.
  const pixels = Math.min(1024, Math.max(16, 2 * Math.ceil(channels / 2)));
  const json = {
    measurement: { sinogram: filesOfArray(array), ...readings, ...lying, ...angles },
    scan: {
      ...(!hasAngles && { arcDeg: answers.arcDeg }),
      channelSpacingMm: answers.spacingMm,
      ...(answers.offset !== null && { offset: answers.offset }),
    },
    reconstruction: { grid: { pixels, pixelSizeMm: (answers.spacingMm * channels * partAtAxis(geometry)) / pixels } },
  };
  return complete(json, row ? 'row' : 'sinogram');
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
