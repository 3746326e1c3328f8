import type { GUI } from 'lil-gui';
import { NUMBER_FIELDS, type NumberPath } from '../../experiment/number-fields.ts';
import type { NumberField } from '../../number-field.ts';
import { NumberControl, type NumberControlOptions } from './number-control.ts';

/** How a control turns the number at a path of the experiment. A fraction shown in per cent is turned in per cent. */
export function controlOptions({ least, most, isWhole, unit, turned = {} }: NumberField): NumberControlOptions {
  const shown = (value: number) => (turned.isPercent ? Number((100 * value).toPrecision(12)) : value);
  return {
    min: shown(turned.least ?? least),
    max: shown(turned.most ?? most),
    ...(turned.sliderMost !== undefined && { sliderMax: shown(turned.sliderMost) }),
    ...(turned.step !== undefined && { step: shown(turned.step) }),
    ...(turned.scale && { scale: turned.scale }),
    ...(turned.mostIsNone && { maxIsNone: true }),
    integer: (turned.isWhole ?? isWhole) === true,
    unit: turned.isPercent ? '%' : (unit ?? ''),
  };
}

/**
 * The control of the number at a path of the experiment, named as the field says.
 *
 * @param property of `target`, which the control turns
 */
export function numberControl(parent: GUI, target: object, property: string, path: NumberPath): NumberControl {
  const field: NumberField = NUMBER_FIELDS[path];
  const control = new NumberControl(parent, target, property, controlOptions(field));
  control.name(field.label);
  control.domElement.dataset.path = path;
  return control;
}
