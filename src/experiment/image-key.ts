import { InputError } from '../errors.ts';
import { decodeAngles } from '../files/decoding.ts';
import { type FileReader, sourceOf } from './named-files.ts';

/** Which views of a stack are what; by their numbers. */
export interface KeyedViews {
  readonly projections: readonly number[];
  readonly white: readonly number[];
  readonly dark: readonly number[];
}

/**
 * What an image key says of the views of a stack, as NXtomo has it: 0 a projection, 1 a white reading, 2 a dark one, 3 none.
 * https://manual.nexusformat.org/classes/applications/NXtomo.html
 *
 * @param stack the name of what has so many views, for sentences
 * @throws InputError (rejects) where it does not fit, or lacks one of the three
 */
export async function readImageKey(
  name: string,
  stack: { readonly name: string; readonly views: number },
  readFile: FileReader,
): Promise<KeyedViews> {
  const keys = await decodeAngles(await sourceOf(name, readFile), name, (shape) => {
    const count = shape.reduce((product, length) => product * length, 1);
    if (count === stack.views) return;
    throw new InputError(
      `${name}: must have one key for each of the ${stack.views} views of ${stack.name}, but its shape is ${shape.join(' × ')}`,
    );
  });
  const of = (key: number) => Array.from(keys.keys()).filter((view) => keys[view] === key);
  const stranger = keys.findIndex((key) => key !== 0 && key !== 1 && key !== 2 && key !== 3);
  if (stranger >= 0) {
    throw new InputError(
      `${name}: the key of view ${stranger} is ${keys[stranger]}, but keys are 0 (projection), 1 (white), 2 (dark) or 3 (none of them)`,
    );
  }
  const keyed = { projections: of(0), white: of(1), dark: of(2) };
  const names = { projections: 'projection (0)', white: 'white reading (1)', dark: 'dark reading (2)' };
  for (const kind of ['projections', 'white', 'dark'] as const) {
    if (keyed[kind].length === 0) throw new InputError(`${name}: no view is a ${names[kind]}`);
  }
  return keyed;
}

/** The same in place, at the front of the stack's own memory, so that a large stack need not be there twice. @param views ascending */
export function viewsInPlace(values: Float32Array, valuesPerView: number, views: readonly number[]): Float32Array {
  views.forEach((view, i) => {
    values.copyWithin(i * valuesPerView, view * valuesPerView, (view + 1) * valuesPerView);
  });
  return values.subarray(0, views.length * valuesPerView);
}

/** Some views of a stack [views, …], one after the other. */
export function viewsOf(values: Float32Array, valuesPerView: number, views: readonly number[]): Float32Array {
  const result = new Float32Array(views.length * valuesPerView);
  views.forEach((view, i) => {
    result.set(values.subarray(view * valuesPerView, (view + 1) * valuesPerView), i * valuesPerView);
  });
  return result;
}
