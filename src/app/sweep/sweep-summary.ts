import { excerpt } from '../../errors.ts';
import { type KnobValue, valueText } from '../../experiment/sweep/knob.ts';
import { logarithmicSlope } from '../../experiment/sweep/noise-law.ts';
import type { Sweep } from '../../experiment/sweep/sweep.ts';
import { fixedText } from '../../number-text.ts';
import type { PlotContent } from '../../plots/plot.ts';
import type { Lesson } from './lessons.ts';

/** What is turned, and how many runs that is. */
export function runsSentence({ knobs, seeds, isAtEqualDose, runs }: Sweep): string {
  const turned = knobs.map((knob) => {
    const { label, values } = knob;
    const text = (value: KnobValue) => excerpt(valueText(knob, value), MOST_VALUE_CHARACTERS);
    const [first, last] = [text(values[0]!), text(values.at(-1)!)];
    if (!knob.isNumeric) return `${label} (${listed(values.map(text))})`;
    return values.length === 1 ? `${label} ${first}` : `${label} from ${first} to ${last} (${values.length} values)`;
  });
  const conditions = [
    turned.join(' and '),
    ...(isAtEqualDose ? ['at equal dose'] : []),
    seeds.length === 1 ? '1 seed' : `${seeds.length} seeds each`,
  ];
  return `${conditions.join(', ')}: ${runs.length === 1 ? '1 run' : `${runs.length} runs`}.`;
}

/** What a sweep is, in sentences, for whoever is about to run it. */
export function sweepSummary(sweep: Sweep): string {
  const { knobs, measures, plots } = sweep;
  const names = new Map([...measures, ...knobs].map(({ name, label }) => [name, label]));
  const [plot] = plots ?? [];
  const axes = plot && `${names.get(plot.y)} over ${names.get(plot.x ?? knobs[0]!.name)}`;
  return [
    runsSentence(sweep),
    `Measures: ${listed(
      measures.map(({ label }) => label),
      '; ',
    )}.`,
    ...(axes ? [`Plot: ${axes}.`] : []),
  ].join(' ');
}

/**
 * What a plot shows: the measured power of noise over dose where its law stands beside it, and what the lesson says.
 *
 * @param lesson once all of it has run
 */
export function closingWords({ series }: PlotContent, lesson: Pick<Lesson, 'after'> | null): string {
  const slope = series.some(({ isTheory }) => isTheory) ? logarithmicSlope(series[0]!) : null;
  return [
    ...(slope === null ? [] : [`Slope of the points on logarithmic axes: ${fixedText(slope, 3)}.`]),
    ...(lesson ? [lesson.after] : []),
  ].join(' ');
}

const MOST_LISTED = 8;
const MOST_VALUE_CHARACTERS = 40;

function listed(words: readonly string[], between = ', '): string {
  const more = words.length - MOST_LISTED;
  const first = words.slice(0, MOST_LISTED).join(between);
  return more > 0 ? `${first} and ${more} more` : first;
}
