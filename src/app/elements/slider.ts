import './slider.css';

/** Moves a slider of the class `slider` to a value within its bounds, and fills its track as far. */
export function setSlider(slider: HTMLInputElement, value: number): void {
  slider.value = String(value);
  const from = Number(slider.min || 0);
  const to = Number(slider.max || 100);
  const part = to > from ? (value - from) / (to - from) : 1;
  slider.style.setProperty('--slider-part', `${100 * Math.min(Math.max(part, 0), 1)}%`);
}
