import { InputError } from '../../errors.ts';
import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { AngleUnit } from '../../experiment/guess-angles.ts';
import { MOST_LINE_INTEGRAL, type ReadingsKind } from '../../experiment/guess-readings.ts';
import type { ImageValues } from '../../experiment/image-values.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import { splitPart } from '../../files/file-part.ts';
import type { ArrayRoleHint } from '../../files/format.ts';
import type { OpenedArray } from './opened-files.ts';
import { type ProjectionAnswers, projectionsFrom } from './projections.ts';

/** What an array may be in a measurement. */
export type ArrayRole = 'sinogram' | 'projections' | 'white' | 'dark' | 'anglesDeg' | 'image' | 'undecided' | 'unused';

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
  if (stack !== undefined && (largest === undefined || size(arrays[stack]!) > size(arrays[largest]!))) {
    roles[stack] = guessStack(arrays[stack]!, arrays.length > 1);
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
      return 'unused';
    case 'projections':
      return shape.length === 3 ? 'projections' : 'sinogram';
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
  const projections = named('projections');
  if (projections && (image || named('sinogram'))) {
    throw new InputError('Choose one thing to open: projections, a sinogram, or an image or volume to scan');
  }
  const sinogram = named('sinogram');
  if (image && sinogram) throw new InputError('Choose either an image to scan or a sinogram to reconstruct, not both');
  if (image) {
    return parseExperimentInput({
      phantom: { image, values: answers.imageValues, pixelSizeMm: answers.spacingMm },
    });
  }
  if (projections) {
    const array = arrays.find(({ name }) => name === projections)!;
    mustBePossible(array, answers);
    return projectionsFrom(array, readingsOf(answers, named('white'), named('dark')), named('anglesDeg'), answers);
  }
  if (!sinogram) throw new InputError('None of the files is marked as a sinogram or an image; choose one');
  const anglesDeg = named('anglesDeg');
  const array = arrays.find(({ name }) => name === sinogram)!;
  const channels = array.shape[answers.transpose ? 0 : 1] ?? 512;
  mustBePossible(array, answers);
  // A grid that just covers the detector, in its own spacing.
  const pixels = Math.min(1024, Math.max(16, 2 * Math.ceil(channels / 2)));
  return parseExperimentInput({
    measurement: {
      sinogram,
      ...readingsOf(answers, named('white'), named('dark')),
      // A square array that is not turned may still be one that ought to be.
      transpose: answers.transpose,
      ...(anglesDeg && { anglesDeg, angleUnit: answers.angleUnit }),
    },
    scan: {
      ...(!anglesDeg && { arcDeg: answers.arcDeg }),
      channelSpacingMm: answers.spacingMm,
      ...(answers.offset !== null && { offset: answers.offset }),
    },
    reconstruction: { grid: { pixels, pixelSizeMm: (answers.spacingMm * channels) / pixels } },
  });
}

function readingsOf({ kind, white, dark, scale }: ArrayAnswers, whiteFile?: string, darkFile?: string): object {
  if (kind === 'transmission') return { kind, white: whiteFile ?? white, dark: darkFile ?? dark };
  if (whiteFile || darkFile) {
    throw new InputError(
      `${whiteFile ?? darkFile} applies only to raw readings; mark the sinogram as raw readings, or the file as not used`,
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
