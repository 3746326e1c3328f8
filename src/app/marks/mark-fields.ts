import { distanceBetween } from '../../measure/distances.ts';
import type { PlanePoint } from '../../measure/plane.ts';
import { rounded } from '../editor/rounding.ts';
import { type AxisDescription, hasLengths } from '../panes/axis-description.ts';
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
  /** Why no more, as the end of a sentence; `null` where that is plain. */
  readonly whyNoMore: string | null;
  /** The mark with another number in its place. */
  with(value: number): MarkForm;
}

/** What the axes of a picture count, and where they end. */
export interface MarkAxes {
  readonly horizontal: Pick<AxisDescription, 'label' | 'unit' | 'start' | 'end'>;
  readonly vertical: Pick<AxisDescription, 'label' | 'unit' | 'start' | 'end'>;
}

/** Of a mark whose picture is not shown. */
export const NO_AXES: MarkAxes = {
  horizontal: { label: 'x', unit: null, start: -1e5, end: 1e5 },
  vertical: { label: 'y', unit: null, start: -1e5, end: 1e5 },
};

const LEAST_SIZE = 1e-3;
/** Finer than anybody measures. */
const DECIMALS = 3;

/** The numbers of a mark: where it is, how large, which way. None takes it out of the picture, or makes it larger than that. */
export function markFields(form: MarkForm, axes: MarkAxes): readonly MarkField[] {
  const places = (prefix: string, point: PlanePoint, place: (point: PlanePoint) => MarkForm) =>
    placeFields(axes, prefix, point, place);
  const size = (label: string, of: 'horizontal' | 'vertical', value: number, part: number, change: SizeChange) =>
    sizeField(label, of, value, part * extentOf(axes[of]), change);
  const fields = fieldsOf(form, places, size);
  // Between unlike units there is no turning and no width.
  if (hasLengths(axes)) return fields;
  return fields.filter(({ label, of }) => of !== 'degrees' && !(form.kind === 'line' && label === 'Width'));
}

type SizeChange = (size: number) => MarkForm;

function fieldsOf(
  form: MarkForm,
  places: (prefix: string, point: PlanePoint, place: (point: PlanePoint) => MarkForm) => readonly MarkField[],
  size: (label: string, of: 'horizontal' | 'vertical', value: number, part: number, change: SizeChange) => MarkField,
): readonly MarkField[] {
  switch (form.kind) {
    case 'circle':
      return [
        ...places('', form.middle, (middle) => ({ ...form, middle })),
        size('Radius', 'horizontal', form.radius, 1 / 2, (radius) => ({ ...form, radius })),
      ];
    case 'ellipse':
    case 'rectangle':
      return [
        ...places('', form.middle, (middle) => ({ ...form, middle })),
        size('Width', 'horizontal', 2 * form.halfWidth, 1, (width) => ({ ...form, halfWidth: width / 2 })),
        size('Height', 'vertical', 2 * form.halfHeight, 1, (height) => ({ ...form, halfHeight: height / 2 })),
        {
          ...{ label: 'Angle', of: 'degrees', value: rounded(form.angleDeg, DECIMALS), least: -360, most: 360 },
          ...{ whyNoMore: null, with: (angleDeg) => ({ ...form, angleDeg }) },
        },
      ];
    case 'pin':
      return places('', form.at, (at) => ({ ...form, at }));
    case 'polygon':
    case 'freehand': {
      // As a whole: its corners are dragged.
      const middle = meanOf(pointsOf(form));
      return places('Middle ', middle, (to) => shifted(form, { x: to.x - middle.x, y: to.y - middle.y }));
    }
    default: {
      const points = pointsOf(form);
      const names = form.kind === 'angle' ? ['End 1 ', 'Corner ', 'End 2 '] : ['From ', 'To '];
      const ends = points.flatMap((point, i) => places(names[i]!, point, (to) => withPoints(form, points.with(i, to))));
      if (form.kind !== 'line') return ends;
      const width = size('Width', 'horizontal', form.width, 1, (to) => ({ ...form, width: to }));
      return [...ends, { ...width, least: 0 }];
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
  { horizontal, vertical }: MarkAxes,
  prefix: string,
  { x, y }: PlanePoint,
  place: (point: PlanePoint) => MarkForm,
): readonly MarkField[] {
  const about = ({ label, start, end }: MarkAxes['horizontal']) => ({
    label: prefix === '' ? withCapital(label) : `${prefix}${label}`,
    least: rounded(Math.min(start, end), DECIMALS),
    most: rounded(Math.max(start, end), DECIMALS),
    whyNoMore: 'the image ends there',
  });
  return [
    { ...about(horizontal), of: 'horizontal', value: rounded(x, DECIMALS), with: (to) => place({ x: to, y }) },
    { ...about(vertical), of: 'vertical', value: rounded(y, DECIMALS), with: (to) => place({ x, y: to }) },
  ];
}

/** Of words at the beginning of a label; x and y stay as they are. */
function withCapital(label: string): string {
  return label.length === 1 ? label : `${label[0]!.toUpperCase()}${label.slice(1)}`;
}

function sizeField(label: string, of: MarkField['of'], value: number, most: number, change: SizeChange): MarkField {
  return {
    ...{ label, of, value: rounded(value, DECIMALS), least: LEAST_SIZE, most: rounded(most, DECIMALS) },
    ...{ whyNoMore: 'the image is no larger', with: change },
  };
}

function extentOf({ start, end }: MarkAxes['horizontal']): number {
  return Math.abs(end - start);
}

function meanOf(points: readonly PlanePoint[]): PlanePoint {
  const sum = (of: (point: PlanePoint) => number) => points.reduce((total, point) => total + of(point), 0);
  return { x: sum(({ x }) => x) / points.length, y: sum(({ y }) => y) / points.length };
}
