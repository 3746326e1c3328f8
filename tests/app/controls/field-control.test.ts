import { expect, test } from 'vitest';
import { controlOptions } from '../../../src/app/controls/field-control.ts';
import { sliderEnd } from '../../../src/app/controls/number-scale.ts';
import { NUMBER_FIELDS } from '../../../src/experiment/number-fields.ts';
import { settingValueText } from '../../../src/experiment/setting-words.ts';
import { commonSettings, NO_UPPER_BOUND } from '../../../src/methods/iterative/iterative-settings.ts';
import type { NumberField } from '../../../src/number-field.ts';

const fields = Object.entries<NumberField>(NUMBER_FIELDS);

test('a control of a logarithmic number has its ends, its unit and whole steps', () => {
  expect(controlOptions(NUMBER_FIELDS['reconstruction.grid.pixels'])).toEqual({
    min: 1,
    max: 4096,
    sliderMax: 1024,
    scale: 'logarithmic',
    integer: true,
    unit: 'px',
  });
});

test('the most of a bound that is none is shown as none, in words too', () => {
  const { upperBound } = commonSettings({ iterations: 1, isNonNegative: true });
  const { max, sliderMax, maxIsNone } = controlOptions(upperBound);
  // The slider's end is no bound either.
  expect([max, sliderMax, maxIsNone]).toEqual([NO_UPPER_BOUND, undefined, true]);
  expect(settingValueText(upperBound, NO_UPPER_BOUND)).toBe('none');
  expect(settingValueText(upperBound, 1.2)).toBe('1.2 × water');
});

test('a fraction in per cent is turned in per cent', () => {
  expect(controlOptions(NUMBER_FIELDS['acquisition.crosstalk'])).toEqual({
    min: 0,
    max: 100,
    sliderMax: 20,
    step: 0.5,
    integer: false,
    unit: '%',
  });
});

test('a control may offer less than is allowed', () => {
  const { min, max } = controlOptions(NUMBER_FIELDS['scan.arcDeg']);
  expect([min, max]).toEqual([-360, 360]);
});

test.each(fields)('the control of %s offers nothing that is refused', (_, field) => {
  const { min, max, sliderMax, step = 1, scale } = controlOptions(field);
  const hundred = field.turned?.isPercent ? 100 : 1;
  expect(min).toBeGreaterThanOrEqual(field.least * hundred);
  expect(max).toBeLessThanOrEqual(field.most * hundred);
  expect(max).toBeGreaterThan(min);
  expect(sliderMax ?? max).toBeGreaterThan(min);
  expect(step).toBeGreaterThan(0);
  // A logarithm begins above nothing.
  if (scale === 'logarithmic') expect(min).toBeGreaterThan(0);
  expect(sliderEnd({ min, max, step, scale: scale ?? 'linear', integer: false, sliderMax })).toBeLessThanOrEqual(max);
});
