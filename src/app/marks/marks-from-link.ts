import * as v from 'valibot';
import { InputError } from '../../errors.ts';
import { exactly, exactVariant, listOf, numberBetween, oneKindOf, oneOf, parseInput } from '../../validation.ts';
import { type Mark, type MarkForm, MOST_CORNERS, MOST_MARKS } from './mark.ts';
import { NEED_SCALE } from './mark-plane.ts';

/** Beyond every picture, and finer than every pixel. */
const FAR = 1e6;
const LEAST = 1e-6;

const place = numberBetween(-FAR, FAR);
const point = exactly({ x: place, y: place });
const length = numberBetween(LEAST, FAR);
const box = { middle: point, halfWidth: length, halfHeight: length, angleDeg: numberBetween(-360, 360) };
const corners = listOf(point, 'corners', 3, MOST_CORNERS);

const form = oneKindOf('kind', [
  exactVariant({ kind: v.literal('circle'), middle: point, radius: length }),
  exactVariant({ kind: v.literal('ellipse'), ...box }),
  exactVariant({ kind: v.literal('rectangle'), ...box }),
  exactVariant({ kind: v.literal('polygon'), corners }),
  exactVariant({ kind: v.literal('freehand'), corners }),
  exactVariant({ kind: v.literal('line'), from: point, to: point, width: numberBetween(0, FAR) }),
  exactVariant({ kind: v.literal('ruler'), from: point, to: point }),
  exactVariant({ kind: v.literal('angle'), from: point, corner: point, to: point }),
  exactVariant({ kind: v.literal('pin'), at: point }),
]);

const name = v.pipe(v.string('must be text'), v.regex(/^[A-Z]$/, 'must be one letter from A to Z'));

const schema = listOf(
  exactly({
    name,
    plane: oneOf(['slice', 'sinogram', 'axial', 'coronal', 'sagittal', 'projection']),
    form,
  }),
  'marks',
  0,
  MOST_MARKS,
);

/** Marks as a link or an experiment's file carries them. @throws InputError naming the path of what is wrong */
export function marksFromLink(json: unknown, where: string): readonly Mark[] {
  const marks = parseInput(schema, json, where);
  const twice = marks.find((mark, i) => marks.findIndex((other) => other.name === mark.name) < i);
  if (twice) throw new InputError(`${where}: two marks are named ${twice.name}`);
  marks.forEach((mark, i) => {
    const why = mark.plane === 'sinogram' ? whyNotOnSinogram(mark.form) : null;
    if (why !== null) throw new InputError(`${where}: [${i}].form: ${why}`);
  });
  return marks;
}

/** Its axes are unlike: hands make no such marks there, and what they would measure is nothing. */
function whyNotOnSinogram(form: MarkForm): string | null {
  if (NEED_SCALE.includes(form.kind)) return `a sinogram has no lengths and angles, so no ${form.kind}`;
  if ('angleDeg' in form && form.angleDeg !== 0) return `on a sinogram a ${form.kind} cannot be turned`;
  if ('width' in form && form.width > 0) return 'on a sinogram a line has no width';
  return null;
}
