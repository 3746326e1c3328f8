// Every name that the page can show has a term: another number, method or view fails here until the glossary has it.

import { describe, expect, test } from 'vitest';
import { logColumns } from '../../src/app/log/log-columns.ts';
import { MARK_WORDS } from '../../src/app/marks/mark-words.ts';
import { WINDOW_PRESETS } from '../../src/app/panes/window-presets.ts';
import { VIEWS } from '../../src/app/views/registry.ts';
import { ARTEFACT_WORDS } from '../../src/app/workplaces/artefacts/artefact-words.ts';
import { ANALYSES } from '../../src/app/workplaces/measure/analyses.ts';
import { WORKPLACES } from '../../src/app/workplaces/registry.ts';
import { CORRECTIONS } from '../../src/corrections/registry.ts';
import { termOf } from '../../src/course/glossary-index.ts';
import { ARTEFACTS } from '../../src/experiment/artefacts.ts';
import { benchmarkKernels } from '../../src/experiment/benchmark/kernels.ts';
import { BENCHMARK_COLUMNS } from '../../src/experiment/benchmark/table-text.ts';
import { NUMBER_FIELDS } from '../../src/experiment/number-fields.ts';
import { PROTOCOLS } from '../../src/experiment/protocols/registry.ts';
import { RUN_MEASURES } from '../../src/experiment/run-measures/registry.ts';
import { GEOMETRIES } from '../../src/geometry/registry.ts';
import { INTERPOLATIONS } from '../../src/kernels/refine-views/interpolation.ts';
import { METHODS } from '../../src/methods/registry.ts';
import { RAMP_WINDOWS, WINDOW_LABELS } from '../../src/reconstruction/ramp-windows.ts';

/** Each by the names that its label on screen is looked for by. */
const SHOWN: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  'number of an experiment': Object.keys(NUMBER_FIELDS).map((path) => [path]),
  'label of a number': Object.values(NUMBER_FIELDS).map(({ label }) => [label]),
  'measure of a run': RUN_MEASURES.all.map(({ name }) => [`measure ${name}`]),
  'label of a measure': RUN_MEASURES.all.map(({ label }) => [label]),
  view: VIEWS.all.map(({ name }) => [`view ${name}`]),
  correction: CORRECTIONS.all.map(({ name }) => [`corrections.${name}`]),
  'label of a correction': CORRECTIONS.all.map(({ words }) => [words.label]),
  method: METHODS.all.map(({ name }) => [`method ${name}`]),
  'label of a method': METHODS.all.map(({ words }) => [words.label]),
  'ramp window': RAMP_WINDOWS.map((name) => [`ramp-window ${name}`]),
  'label of a ramp window': Object.values(WINDOW_LABELS).map((label) => [label]),
  interpolation: INTERPOLATIONS.map((name) => [`interpolation ${name}`]),
  artefact: ARTEFACTS.map(({ name }) => [`artefact ${name}`]),
  'title of an artefact': Object.values(ARTEFACT_WORDS).map(({ title }) => [title]),
  geometry: GEOMETRIES.all.map(({ name }) => [`geometry ${name}`]),
  'choice of a geometry': GEOMETRIES.all.flatMap(({ settings }) =>
    settings.choices.map(({ label }) => [label] as const),
  ),
  workplace: WORKPLACES.all.map(({ name }) => [`workplace ${name}`]),
  analysis: ANALYSES.all.map(({ name }) => [`analysis ${name}`]),
  'title of an analysis': ANALYSES.all.map(({ title }) => [title]),
  protocol: PROTOCOLS.all.map(({ name }) => [`protocol ${name}`]),
  'column of the benchmark': BENCHMARK_COLUMNS.map((column) => [`benchmark ${column}`]),
  'table of the benchmark': Object.values(benchmarkKernels).map(({ title }) => [title]),
  'window preset': WINDOW_PRESETS.map(({ name }) => [name]),
  'kind of mark': MARK_WORDS.map(({ title }) => [title]),
  'column of the log': logColumns([]).map(({ label }) => [label]),
};

describe.each(Object.entries(SHOWN))('a %s', (_kind, all) => {
  test('has a term, whichever it is', () => {
    expect(all.filter((names) => !termOf(...names)).map(([name]) => name)).toEqual([]);
    expect(all.length).toBeGreaterThan(0);
  });
});

describe('a label', () => {
  test.each([
    ['Filter', 'filter'],
    ['CTDIvol', 'ctdi-vol'],
    ['RMSE, HU', 'rmse'],
    ['PSNR, dB', 'psnr'],
    ['Tube voltage', 'tube-voltage'],
    ['MTF 50 %, A', 'mtf-level'],
    ['Starved readings (%)', 'starved-readings'],
    ['▲ few projections', 'number-of-projections'],
    ['Current − A', 'difference-image'],
    ['Photon starvation', 'photon-starvation'],
  ])('%j is the term %s', (text, id) => {
    expect(termOf(text)?.id).toBe(id);
  });
});
