import type { LinearAxis, MeasuredPlane } from '../../measure/plane.ts';
import type { AxisDescription } from '../panes/axis-description.ts';
import type { ValueScale } from '../panes/value-scale.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import type { ShownPicture } from '../stage/slot-pictures.ts';
import type { WindowKind } from '../views/view.ts';

/** A picture that is measured: its values in the unit in which they are shown, at the places that its axes say. */
export interface MeasuredPicture {
  readonly measured: MeasuredPlane;
  readonly horizontal: AxisDescription;
  readonly vertical: AxisDescription;
  readonly scale: ValueScale;
  /** The kind of pictures whose display window it shares. */
  readonly window: WindowKind;
}

/** What is measured of a picture, with its values on the host. @throws BackendLostError (rejects) where its device is gone */
export async function measuredPicture(shown: ShownPicture, copies: HostCopies): Promise<MeasuredPicture> {
  const { array, horizontal, vertical, values: scale, window } = shown;
  const { rows, columns } = array;
  const values = await copies.of(shown.engine, array);
  return {
    measured: {
      values: displayed(values, scale),
      ...{ rows, columns },
      horizontal: linearAxis(horizontal, columns),
      vertical: linearAxis(vertical, rows),
    },
    ...{ horizontal, vertical, scale, window },
  };
}

/** Where the middles of columns or rows lie. */
export function linearAxis({ start, end }: AxisDescription, count: number): LinearAxis {
  const step = (end - start) / count;
  return { first: start + step / 2, step };
}

/** Values as they are shown, kept as long as those that they are made of; two numbers tell one scale from another. */
const kept = new WeakMap<Float32Array, { readonly at0: number; readonly at1: number; readonly values: Float32Array }>();

function displayed(values: Float32Array, { toDisplay }: ValueScale): Float32Array {
  const [at0, at1] = [toDisplay(0), toDisplay(1)];
  if (at0 === 0 && at1 === 1) return values;
  const before = kept.get(values);
  if (before?.at0 === at0 && before.at1 === at1) return before.values;
  const made = values.map(toDisplay);
  kept.set(values, { at0, at1, values: made });
  return made;
}
