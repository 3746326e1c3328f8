import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { ImageGaps } from '../../files/format.ts';
import { button, make } from '../elements/element.ts';
import './arrays.css';
import { openDialog } from './dialog.ts';
import { Choice, numberField, sentence } from './question.ts';

/**
 * Asks what a DICOM file leaves open: how large a pixel is, whether values are Hounsfield units. Resolves with `null`
 * where nobody wants to say.
 *
 * @param signal takes the question back
 */
export function askAboutSlice(
  name: string,
  { lacksPixelSize, doubt }: ImageGaps,
  signal?: AbortSignal,
): Promise<ExperimentInput['phantom'] | null> {
  return new Promise((resolve) => {
    const { dialog, body, close } = openDialog(`${name}: missing information`, 'arrays');
    let answer: ExperimentInput['phantom'] | null = null;
    dialog.addEventListener('close', () => resolve(answer));
    signal?.addEventListener('abort', close, { once: true });

    // Without a guess: nothing in the file tells it.
    const pixelSize = numberField('Pixel size', Number.NaN, 'mm', { min: '0.0001', required: '' });
    const values = new Choice('slice-values', [
      ['hounsfield', 'Hounsfield units: air −1000, water 0'],
      ['arbitrary', 'arbitrary units'],
    ]);
    values.preset('What are the values of the slice?', 'hounsfield', doubt && sentence(doubt));
    const fault = make('p', { class: 'dialog-fault', role: 'alert' });
    fault.hidden = true;
    const form = make(
      'form',
      { method: 'dialog' },
      ...(doubt === null ? [] : [values.root]),
      ...(lacksPixelSize ? [make('div', { class: 'arrays-numbers' }, pixelSize.root)] : []),
      fault,
      make(
        'div',
        { class: 'dialog-actions' },
        button('Cancel', close),
        make('button', { type: 'submit', class: 'primary' }, 'Open'),
      ),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      try {
        const said = {
          ...(lacksPixelSize && { pixelSizeMm: pixelSize.value }),
          ...(doubt !== null && { values: values.value }),
        };
        answer = parseExperimentInput({ phantom: { image: name, ...said } }).phantom;
        close();
      } catch (error) {
        fault.textContent = (error as Error).message;
        fault.hidden = false;
      }
    });
    body.append(form);
    form.querySelector('input')?.focus();
  });
}
