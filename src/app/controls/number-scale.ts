import { tickStep } from '../../plots/ticks.ts';

/** What a number may be, and how a slider runs over it. All in the number's own unit. */
export interface NumberScale {
  readonly min: number;
  readonly max: number;
  /** The distance of neighbouring values. On a logarithmic scale it is the finest; larger values move in larger steps. */
  readonly step: number;
  readonly scale: 'linear' | 'logarithmic';
  readonly integer: boolean;
  /** Where the slider ends, if before `max`. */
  readonly sliderMax?: number | undefined;
}

/** A slider's positions are whole numbers from 0 to this. */
export const SLIDER_POSITIONS = 1000;

/** On a logarithmic scale a step is about this part of the value. */
const LOGARITHMIC_STEP_FRACTION = 1 / 50;

export function sliderEnd(scale: NumberScale): number {
  return Math.min(scale.sliderMax ?? scale.max, scale.max);
}

/** The step at a value: always the same on a linear scale; 1, 2, 5, 10, … growing with the value on a logarithmic one. */
export function stepAt(scale: NumberScale, value: number): number {
  if (scale.scale === 'linear') return scale.step;
  const wanted = Math.abs(value) * LOGARITHMIC_STEP_FRACTION;
  // Half as large, then up to the next round step: on average the wanted one.
  return Math.max(scale.step, wanted > 0 ? tickStep(wanted / 2, scale.integer ? 'integer' : 'decimal') : scale.step);
}

/** The nearest value on the scale's steps, within its bounds. Only sliders and arrow keys snap; typed numbers stand. */
export function snapToStep(scale: NumberScale, value: number): number {
  const step = stepAt(scale, value);
  // Linear steps count from the minimum, so that both ends can be reached; logarithmic ones are round numbers.
  const origin = scale.scale === 'linear' ? scale.min : 0;
  const snapped = origin + Math.round((value - origin) / step) * step;
  const bounded = Math.min(Math.max(snapped, scale.min), scale.max);
  return Number(bounded.toPrecision(12));
}

/** The value at a slider's position 0…SLIDER_POSITIONS. */
export function valueAtPosition(scale: NumberScale, position: number): number {
  const end = sliderEnd(scale);
  const part = position / SLIDER_POSITIONS;
  // The ends themselves are not snapped away from.
  if (part <= 0) return scale.min;
  if (part >= 1) return end;
  const value = scale.scale === 'linear' ? scale.min + part * (end - scale.min) : scale.min * (end / scale.min) ** part;
  return Math.min(snapToStep(scale, value), end);
}

/** The slider's position for a value; values beyond its end are at its end. */
export function positionOfValue(scale: NumberScale, value: number): number {
  const end = sliderEnd(scale);
  const bounded = Math.min(Math.max(value, scale.min), end);
  const part =
    scale.scale === 'linear'
      ? (bounded - scale.min) / (end - scale.min)
      : Math.log(bounded / scale.min) / Math.log(end / scale.min);
  return Math.round(part * SLIDER_POSITIONS);
}

/** The value `steps` steps up (or, negative, down) that an arrow key goes to; stays within the slider's range. */
export function steppedValue(scale: NumberScale, value: number, steps: number): number {
  let stepped = value;
  const direction = Math.sign(steps);
  for (let count = Math.abs(steps); count > 0; count--) {
    const step = stepAt(scale, stepped);
    const next = snapToStep(scale, stepped + direction * step);
    // Where steps grow, snapping could bring a value back to where it was.
    stepped = next === stepped ? stepped + direction * step : next;
  }
  const most = direction > 0 ? Math.max(sliderEnd(scale), value) : scale.max;
  return Math.min(Math.max(stepped, scale.min), most);
}

/** A number as people would write it, without rounding dust: 0.30000000000000004 is 0.3. */
export function plainNumberText(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** Why a typed text cannot be the number: the rest of a sentence that begins with its name; null when it can. */
export function typedNumberFault(scale: NumberScale, text: string): string | null {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (trimmed === '' || !Number.isFinite(value)) return 'must be a number';
  if (value < scale.min || value > scale.max) {
    return `must be between ${plainNumberText(scale.min)} and ${plainNumberText(scale.max)}, got ${trimmed}`;
  }
  if (scale.integer && !Number.isInteger(value)) return `must be a whole number, got ${trimmed}`;
  return null;
}
