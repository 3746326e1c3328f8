import { distanceBetween } from '../../measure/distances.ts';
import type { PlanePoint } from '../../measure/plane.ts';
import { rounded } from '../editor/rounding.ts';
import { isRegion, type MarkForm } from './mark.ts';
import { pointsOf, shifted, withPoints } from './mark-shape.ts';

/** A number of a mark that can be typed. */
export interface MarkField {
  readonly label: string;
  /** Along which axis of the picture it counts, or in degrees; both where axes have the same unit. */
  readonly of: 'horizontal' | 'vertical' | 'degrees';
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** The mark with another number in its place. */
  with(value: number): MarkForm;
}

const FAR = 1e5;
const LEAST_SIZE = 1e-3;
/** Finer than anybody measures. */
const DECIMALS = 3;

/** The numbers of a mark: where it is, how large, which way. */
export function markFields(form: MarkForm): readonly MarkField[] {
  switch (form.kind) {
    case 'circle':
      return [
        ...placeFields('', form.middle, (middle) => ({ ...form, middle })),
        sizeField('Radius', 'horizontal', form.radius, (radius) => ({ ...form, radius })),
      ];
    case 'ellipse':
    case 'rectangle':
      return [
        ...placeFields('', form.middle, (middle) => ({ ...form, middle })),
        sizeField('Width', 'horizontal', 2 * form.halfWidth, (width) => ({ ...form, halfWidth: width / 2 })),
        sizeField('Height', 'vertical', 2 * form.halfHeight, (height) => ({ ...form, halfHeight: height / 2 })),
        {
          ...{ label: 'Angle', of: 'degrees', value: rounded(form.angleDeg, DECIMALS), least: -360, most: 360 },
          with: (angleDeg) => ({ ...form, angleDeg }),
        },
      ];
    case 'pin':
      return placeFields('', form.at, (at) => ({ ...form, at }));
    case 'polygon':
    case 'freehand': {
      // As a whole: its corners are dragged.
      const middle = meanOf(pointsOf(form));
      return placeFields('Middle ', middle, (to) => shifted(form, { x: to.x - middle.x, y: to.y - middle.y }));
    }
    default: {
      const points = pointsOf(form);
      const names = form.kind === 'angle' ? ['End 1 ', 'Corner ', 'End 2 '] : ['From ', 'To '];
      const ends = points.flatMap((point, i) =>
        placeFields(names[i]!, point, (to) => withPoints(form, points.with(i, to))),
      );
      if (form.kind !== 'line') return ends;
      return [
        ...ends,
        {
          ...{ label: 'Width', of: 'horizontal', value: rounded(form.width, DECIMALS), least: 0, most: FAR },
          with: (width) => ({ ...form, width }),
        },
      ];
    }
  }
}

/** Where a mark is and how large, in a few words, for who cannot see it. @param unit of the horizontal axis */
export function placeWords(form: MarkForm, unit: string): string {
  const at = ({ x, y }: PlanePoint) => `${rounded(x, 1)}, ${rounded(y, 1)}`;
  if (form.kind === 'line' || form.kind === 'ruler') {
    return `from ${at(form.from)} to ${at(form.to)}, ${rounded(distanceBetween(form.from, form.to), 1)} ${unit} long`;
  }
  const middle = isRegion(form) && 'middle' in form ? form.middle : meanOf(pointsOf(form));
  return `at ${at(middle)} ${unit}`;
}

function placeFields(
  prefix: string,
  { x, y }: PlanePoint,
  place: (point: PlanePoint) => MarkForm,
): readonly MarkField[] {
  const bounds = { least: -FAR, most: FAR };
  const name = (axis: string) => (prefix === '' ? axis : `${prefix}${axis}`);
  return [
    {
      ...{ label: name('x'), of: 'horizontal', value: rounded(x, DECIMALS), ...bounds },
      with: (to) => place({ x: to, y }),
    },
    {
      ...{ label: name('y'), of: 'vertical', value: rounded(y, DECIMALS), ...bounds },
      with: (to) => place({ x, y: to }),
    },
  ];
}

function sizeField(label: string, of: MarkField['of'], value: number, change: (size: number) => MarkForm): MarkField {
  return { label, of, value: rounded(value, DECIMALS), least: LEAST_SIZE, most: FAR, with: change };
}

function meanOf(points: readonly PlanePoint[]): PlanePoint {
  const sum = (of: (point: PlanePoint) => number) => points.reduce((total, point) => total + of(point), 0);
  return { x: sum(({ x }) => x) / points.length, y: sum(({ y }) => y) / points.length };
}
