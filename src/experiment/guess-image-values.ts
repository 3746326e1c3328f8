import { type ArrayFacts, quantile, shareBetween } from './array-facts.ts';
import type { ImageValues } from './image-values.ts';
import { shortNumber } from './short-number.ts';

/** A guess, as far as the data go. */
export interface ImageValuesGuess {
  readonly values: ImageValues;
  /** What speaks for it, to be read after the file's name; `null` where it is only what is usual. */
  readonly why: string | null;
  /** Whether they can hardly be anything else. */
  readonly isCertain: boolean;
}

/** Fewer pixels are no picture to guess from. */
const LEAST_PIXELS = 64;
/** Slices pad what they do not see with −1024, −2000, −2048, −3024 HU, and reach some 3071 in 12 bits; metal more. */
const LEAST_HOUNSFIELD = -4096;
const MOST_HOUNSFIELD = 32_767;

/**
 * Guesses what an image's values are: Hounsfield units have air at −1000 and are mostly whole numbers between −1024 and
 * 3071; stored CT numbers are the same plus 1024; attenuation in 1/mm has water at 0.02; relative to water it is 1.
 */
export function guessImageValues(facts: ArrayFacts): ImageValuesGuess {
  const [low, high] = [quantile(facts, 0.001), quantile(facts, 0.999)];
  const usual: ImageValuesGuess = { values: 'arbitrary', why: null, isCertain: false };
  if (facts.sample.values.length < LEAST_PIXELS) return usual;
  const range = `its values range from ${shortNumber(facts.least)} to ${shortNumber(facts.most)}`;
  if (low >= LEAST_HOUNSFIELD && high <= MOST_HOUNSFIELD && low < -200) {
    const air = shareBetween(facts, -1050, -950);
    const padding = shareBetween(facts, facts.least, Math.max(facts.least, -1024));
    const soft = shareBetween(facts, -200, 300);
    const many = Math.round(100 * Math.max(air, facts.least <= -1000 ? padding : 0));
    if (many >= 2 && (facts.areWhole || soft > 0.01 || air > 0.2)) {
      const whole = facts.areWhole ? ', all whole numbers' : '';
      return {
        values: 'hounsfield',
        why: `${range}${whole}, ${many} % of them near −1000; they look like Hounsfield units`,
        isCertain: true,
      };
    }
    const why = `${range}; with so much below 0 they look like Hounsfield units`;
    return { values: 'hounsfield', why, isCertain: false };
  }
  if (facts.areWhole && low < -20 && high > 20 && high <= MOST_HOUNSFIELD) {
    const why = `${range}, all whole numbers, some below 0; they look like Hounsfield units`;
    return { values: 'hounsfield', why, isCertain: false };
  }
  if (facts.areWhole && facts.least >= 0 && high > 1040 && high < 8192) {
    if (shareBetween(facts, 0, 80) > 0.03 && shareBetween(facts, 900, 1300) > 0.03) {
      const why = `${range}, with air near 0 and much about 1024; they look like Hounsfield units plus 1024, as CT numbers are stored`;
      return { values: 'hounsfield-plus-1024', why, isCertain: false };
    }
  }
  if (!facts.areWhole && low >= -0.01 && high > 0.01 && high < 0.2 && shareBetween(facts, 0.015, 0.03) > 0.1) {
    const why = `${range}, many near 0.02; they look like attenuation in 1/mm, of which water has 0.0206`;
    return { values: 'attenuation-per-mm', why, isCertain: false };
  }
  if (!facts.areWhole && low >= -0.1 && high > 1.2 && high < 20 && shareBetween(facts, 0.9, 1.1) > 0.15) {
    const why = `${range}, many near 1; they look like values relative to water`;
    return { values: 'relative-to-water', why, isCertain: false };
  }
  return usual;
}
