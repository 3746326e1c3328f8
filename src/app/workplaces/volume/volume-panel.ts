import './volume-panel.css';
import type { ProjectionKind } from '../../../experiment/volume-look.ts';
import type { PlaneReduction } from '../../../kernels/take-plane/plane-cut.ts';
import { fixedText } from '../../../number-text.ts';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { setSlider } from '../../elements/slider.ts';
import { type LookStop, PLANES, type PlaneName } from '../../views/planes.ts';
import type { LeftButton, ShownLook, VolumeFace, VolumeHand } from './volume-face.ts';

/** y grows against the rows, so that its slider runs the other way. */
const BACKWARDS: readonly LookStop[] = ['row'];
const REDUCTION_NAMES: Readonly<Record<PlaneReduction, string>> = { mean: 'Mean', max: 'MIP' };
const PROJECTION_NAMES: Readonly<Record<ProjectionKind, string>> = {
  'line-integrals': 'Integrals',
  signal: 'Radiograph',
};
const OF_PROJECTION = 'Line integrals of the attenuation, or a radiograph: what was counted, bone white';
const NO_SIGNAL = 'Readings in arbitrary units do not say what was counted, so that there is no radiograph of them';
const LEFT_NAMES: Readonly<Record<LeftButton, string>> = { crosshair: 'Crosshair', window: 'Window and level' };

interface StopRow {
  readonly input: HTMLInputElement;
  readonly text: HTMLOutputElement;
}

/** The sliders that step through a volume, how thick its planes are, and what the hand does. */
export class VolumePanel implements VolumeFace {
  readonly root: HTMLElement;
  readonly #stops = new Map<LookStop, StopRow>();
  readonly #thickness: StopRow;
  readonly #reduce = selectOf('volume-reduce', REDUCTION_NAMES);
  readonly #projection = selectOf('volume-projection', PROJECTION_NAMES);
  readonly #left = selectOf('volume-left', LEFT_NAMES);
  readonly #lines = make('input', { type: 'checkbox', id: 'volume-lines' });
  readonly #grows = make('input', { type: 'checkbox', id: 'volume-grows' });
  readonly #inSpace = button('', () => this.#hand.inSpace(), {
    class: 'volume-in-space',
    title: 'The phantom is drawn in a slice and is the same at every height; this one is not',
  });
  readonly #remarks = make('p', { class: 'volume-remark', role: 'status' });

  readonly #hand: VolumeHand;

  constructor(hand: VolumeHand) {
    this.#hand = hand;
    const rows = PLANES.map(({ name, along, stop }) => {
      const label = `${name.charAt(0).toUpperCase()}${name.slice(1)}, ${along.charAt(0)}`;
      return this.#stopRow(hand, stop, label, name);
    });
    this.#thickness = sliderAndText('volume-thickness');
    const slab = ({ type }: Event) =>
      hand.slab(this.#thickness.input.valueAsNumber, this.#reduce.value as PlaneReduction, type === 'input');
    for (const kind of ['input', 'change']) this.#thickness.input.addEventListener(kind, slab);
    this.#reduce.addEventListener('change', slab);
    this.#projection.addEventListener('change', () => hand.projection(this.#projection.value as ProjectionKind));
    this.#left.addEventListener('change', () => hand.left(this.#left.value as LeftButton));
    this.#grows.addEventListener('change', () => hand.grows(this.#grows.checked));
    this.#lines.addEventListener('change', () => hand.lines(this.#lines.checked));
    this.root = make(
      'section',
      { class: 'volume-panel', 'aria-labelledby': 'volume-title' },
      make('h2', { id: 'volume-title' }, 'Planes'),
      ...rows,
      row('Thickness', 'volume-thickness', this.#thickness.input, this.#thickness.text),
      row('Slab shows', 'volume-reduce', this.#reduce),
      row('Projection', 'volume-projection', this.#projection),
      row('Left drag', 'volume-left', this.#left),
      make('label', { class: 'volume-lines' }, this.#lines, 'Show the crosshair'),
      make('label', { class: 'volume-lines' }, this.#grows, 'Grow while playing'),
      this.#remarks,
      this.#inSpace,
    );
  }

  show({ look, hasSignal, place, stops, slab, left, showsLines, grows, remarks, inSpace }: ShownLook): void {
    for (const { stop, along } of PLANES) {
      this.#showStop(stop, stops[stop], `${fixedText(place[along], 1)} mm`);
    }
    this.#thickness.input.step = String(slab.stepMm);
    this.#thickness.input.max = String(slab.mostMm);
    setSlider(this.#thickness.input, look.thicknessMm);
    const thickness = look.thicknessMm === 0 ? 'thin' : `${look.thicknessMm} mm`;
    setText(this.#thickness.text, thickness);
    this.#thickness.input.setAttribute('aria-valuetext', thickness);
    this.#reduce.value = look.reduce;
    this.#reduce.disabled = look.thicknessMm === 0;
    this.#projection.value = look.projection ?? 'line-integrals';
    this.#projection.disabled = !hasSignal;
    this.#projection.title = hasSignal ? OF_PROJECTION : NO_SIGNAL;
    this.#left.value = left;
    this.#lines.checked = showsLines;
    this.#grows.checked = grows;
    setText(this.#remarks, remarks.join(' '));
    this.#remarks.hidden = remarks.length === 0;
    setText(this.#inSpace, `Scan ${inSpace} instead`);
    this.#inSpace.hidden = inSpace === null;
  }

  #stopRow(hand: VolumeHand, stop: LookStop, label: string, plane: PlaneName): HTMLElement {
    const { input, text } = sliderAndText(`volume-${stop}`);
    this.#stops.set(stop, { input, text });
    input.addEventListener('input', () => {
      const at = input.valueAsNumber;
      hand.stop(stop, BACKWARDS.includes(stop) ? Number(input.max) - at : at);
    });
    const made = row(label, input.id, input, text);
    made.classList.add(`plane-row-${plane}`);
    return made;
  }

  #showStop(stop: LookStop, { at, count }: ShownLook['stops'][LookStop], text: string): void {
    const { input, text: output } = this.#stops.get(stop)!;
    input.max = String(count - 1);
    setSlider(input, BACKWARDS.includes(stop) ? count - 1 - at : at);
    input.setAttribute('aria-valuetext', `${text}, ${input.valueAsNumber + 1} of ${count}`);
    setText(output, text);
  }
}

function sliderAndText(id: string): StopRow {
  const input = make('input', { class: 'slider', type: 'range', min: '0', step: '1', id });
  return { input, text: make('output', { for: id }) };
}

function selectOf(id: string, names: Readonly<Record<string, string>>): HTMLSelectElement {
  const select = make('select', { id });
  select.append(...Object.entries(names).map(([name, title]) => new Option(title, name)));
  return select;
}

function row(label: string, id: string, ...parts: readonly HTMLElement[]): HTMLElement {
  return make('div', { class: 'volume-row' }, make('label', { for: id }, label), ...parts);
}
