import type { Subject } from '../../experiment/subject.ts';
import { originOf } from '../../experiment/written-run.ts';
import type { Vector } from '../../files/volume/placed-volume.ts';
import type { Quantity, WrittenArray, WrittenPlace } from '../../files/writing/written-array.ts';
import type { AxisDescription } from '../panes/axis-description.ts';
import type { GreyMapping } from '../panes/image-surface.ts';
import type { Picture, Plane } from '../views/view.ts';
import { windowBetween } from './window-between.ts';

/** What there is to know of a picture on the stage besides itself. */
export interface PictureFacts {
  /** In its file's name. */
  readonly name: string;
  readonly plane: Plane;
  readonly subject: Subject;
  /** What it is and how it was made. */
  readonly description: string;
  readonly greys: GreyMapping | null;
}

/** A picture on the stage as an array to be written. @param values on the host, asked for when they are written */
export function writtenPicture(
  picture: Picture,
  { name, plane, subject, description, greys }: PictureFacts,
  values: () => Promise<Float32Array>,
): WrittenArray {
  const { array, values: scale, horizontal, vertical, pixelMm } = picture;
  const place = placeOf(picture, plane);
  return {
    ...{ name, description, title: subject.name, origin: originOf(subject), place },
    shape: [array.rows, array.columns],
    quantity: quantityOf(picture),
    unit: ownUnit(scale.unit),
    shown: { unit: writtenUnit(scale.unit), of: scale.toDisplay },
    ...(pixelMm && { pixelMm }),
    ...(place
      ? {}
      : { axes: [axisText('rows', vertical, array.rows), axisText('columns', horizontal, array.columns)] }),
    window: greys && windowBetween(scale.toDisplay(greys.black), scale.toDisplay(greys.white)),
    planes: async function* () {
      yield await values();
    },
  };
}

function quantityOf({ window }: Picture): Quantity {
  switch (window) {
    case 'difference':
    case 'similarity':
      return window;
    case 'sinogram':
    case 'radiograph':
      return 'readings';
    default:
      return 'attenuation';
  }
}

/** What values are that are shown in HU or per cent. */
function ownUnit(shown: string): string {
  return { HU: '1/mm', '% of air': 'part of air' }[shown] ?? writtenUnit(shown);
}

function writtenUnit(shown: string): string {
  return (
    { 'arb. units': 'arbitrary units', relative: 'arbitrary units', unfiltered: 'arbitrary units' }[shown] ?? shown
  );
}

const AXES: Readonly<Record<'x' | 'y' | 'z', number>> = { x: 0, y: 1, z: 2 };

/** Of a plane through a body; its axes are those of the body, in mm. */
function placeOf({ horizontal, vertical, array, acrossMm, grid }: Picture, plane: Plane): WrittenPlace | null {
  if (plane === 'sinogram' || plane === 'projection') return null;
  const [right, down] = [horizontal, vertical].map(({ label }) => AXES[label as keyof typeof AXES]);
  if (right === undefined || down === undefined) return null;
  const across = 3 - right - down;
  const [column, row] = [stepOf(horizontal, array.columns), stepOf(vertical, array.rows)];
  const originMm: [number, number, number] = [0, 0, 0];
  originMm[right] = horizontal.start + column / 2;
  originMm[down] = vertical.start + row / 2;
  originMm[across] = acrossMm ?? grid?.centreZMm ?? 0;
  return {
    originMm,
    columnStepMm: along(right, column),
    rowStepMm: along(down, row),
    // As thick as its pixels are wide, since programs want a number.
    planeStepMm: along(across, Math.abs(column)),
  };
}

const stepOf = ({ start, end }: AxisDescription, count: number) => Number(((end - start) / count).toPrecision(12));

function along(axis: number, mm: number): Vector {
  return [0, 1, 2].map((i) => (i === axis ? mm : 0)) as unknown as Vector;
}

function axisText(what: string, axis: AxisDescription, count: number): string {
  const { label, unit, start } = axis;
  const step = stepOf(axis, count);
  const name = unit === null ? label : `${label} in ${unit === '°' ? 'degrees' : unit}`;
  return `${what}: ${name}, the first at ${Number((start + step / 2).toPrecision(9))}, ${step} from one to the next`;
}
