// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source text that is looked for and replaced.

import type { Mutant } from './mutant.ts';

const RUN = 'src/pipeline/pipeline-run.ts';
const CACHE = 'src/pipeline/result-cache.ts';
const LANE = 'src/pipeline/lane.ts';
const SHORT_KEYS = 'src/pipeline/short-keys.ts';
const PREPARATION = 'src/reconstruction/prepare-views.ts';
const LAW = { tests: ['tests/laws/all-pairs.test.ts'], only: 'gives what a fresh session gives' };
const OWN = { tests: ['tests/pipeline/pipeline-run.test.ts', 'tests/pipeline/result-cache.test.ts'] };
const SHORT = { tests: ['tests/pipeline/short-keys.test.ts'] };
const SESSION = { tests: ['tests/experiment/session.test.ts'] };

const KEY = '`${part.name}${text}[${inputs}]`';
const RAMP = 'const key = JSON.stringify(numbers);';
const ramp = (name: string, place: number): Mutant => ({
  name: `a ramp: ${name} left out of the key`,
  file: PREPARATION,
  text: RAMP,
  replacement: `const key = JSON.stringify(numbers.map((number, i) => i !== ${place} && number));`,
  tests: ['tests/reconstruction/prepare-views.test.ts'],
});

/** Keys that lack something, and results that are kept too long or not long enough. */
export const PIPELINE_KEYS: readonly Mutant[] = [
  { name: 'the name left out of the key', file: RUN, text: KEY, replacement: '`${text}[${inputs}]`', ...OWN },
  { name: 'what is read left out of the key', file: RUN, text: KEY, replacement: '`${part.name}[${inputs}]`', ...LAW },
  { name: 'what is needed left out of the key', file: RUN, text: KEY, replacement: '`${part.name}${text}`', ...LAW },
  {
    name: 'the first of what is needed left out of the key',
    file: RUN,
    text: KEY,
    replacement: '`${part.name}${text}[${inputs.slice(1)}]`',
    ...LAW,
  },
  {
    name: 'an object from outside distinguished from no other',
    file: RUN,
    text: '`${part.name} ${this.#lane.cache.numberOf(part.of(given))}`',
    replacement: 'part.name',
    ...LAW,
  },
  {
    name: 'what has grown found by others',
    file: RUN,
    text: '`${keyed.key} anew ${++runsAnew}`',
    replacement: 'keyed.key',
    tests: LAW.tests,
    only: 'played by other steps',
  },
  {
    name: 'a stage given what the experiment holds instead of what its key says',
    file: RUN,
    text: 'stage.run(context, JSON.parse(text), results as never)',
    replacement: 'stage.run(context, stage.reads(this.#input.given), results as never)',
    ...OWN,
  },
  {
    name: 'the signal forgotten between steps',
    file: RUN,
    text: 'this.#input.signal?.throwIfAborted();',
    replacement: '',
    ...OWN,
  },
  {
    name: 'a stage that fails keeps its arrays',
    file: RUN,
    text: `      if (!isWhole) {
        arrays.dropRoom();
        lease.release();
      }`,
    replacement: '      if (!isWhole) arrays.dropRoom();',
    ...OWN,
  },
  {
    name: 'what is in use given back for want of room',
    file: CACHE,
    text: 'result.leases === 0 && result.lastUse <',
    replacement: 'result.lastUse <',
    ...OWN,
  },
  {
    name: 'what is kept given back with its last lease',
    file: CACHE,
    text: 'result.leases === 0 && result.keepers === 0',
    replacement: 'result.leases === 0',
    ...OWN,
  },
  {
    name: 'the most recently used given back first',
    file: CACHE,
    text: 'result.lastUse < (oldest?.lastUse ?? Number.POSITIVE_INFINITY)',
    replacement: 'result.lastUse > (oldest?.lastUse ?? 0)',
    ...OWN,
  },
  {
    name: 'arrays handed over that somebody else uses',
    file: CACHE,
    text: 'result.isGone || result.leases > 0 || result.keepers > 1',
    replacement: 'result.isGone',
    ...OWN,
  },
  {
    name: 'what is on screen let go before its successor is',
    file: LANE,
    text: `    try {
      yield step;
    } finally {
      for (const lease of before) lease.release();
    }`,
    replacement: `    for (const lease of before) lease.release();
    yield step;`,
    ...OWN,
  },
  {
    name: 'a lane alone that finds what others have made',
    file: LANE,
    text: "isAlone ? `alone ${++lanesAlone}: ` : ''",
    replacement: "''",
    ...OWN,
  },
  {
    name: 'a number given to a second text when the first is forgotten',
    file: SHORT_KEYS,
    text: 'String(++this.#count)',
    replacement: 'String(this.#known.size)',
    ...SHORT,
  },
  {
    name: 'the key of what is in use forgotten',
    file: SHORT_KEYS,
    text: 'if (!this.#isInUse(key)) this.#known.delete(text);',
    replacement: 'this.#known.delete(text);',
    ...SHORT,
  },
  {
    name: 'texts never forgotten',
    file: SHORT_KEYS,
    text: 'if (this.#known.size >= this.#most) this.#forgetOldest();',
    replacement: '',
    ...SHORT,
  },
  ramp('the channels', 0),
  ramp('their spacing', 1),
  ramp('its window', 2),
  ramp('its cutoff', 3),
  ramp('the factor of its kernel', 4),
  ramp('the arc of the detector', 5),
  {
    name: 'a slice: the kernel left out of the key',
    file: 'src/experiment/stages/image.ts',
    text: '      backProjection: spec.takesFilteredViews || (makesVolumes && !spec.iterates) ? given.backProjection : null,\n',
    replacement: '',
    ...SESSION,
  },
  {
    name: 'a volume of lines: the kernel left out of the key',
    file: 'src/experiment/stages/image.ts',
    text: ' || (makesVolumes && !spec.iterates) ?',
    replacement: ' ?',
    tests: ['tests/experiment/kernels-of-volumes.test.ts'],
  },
  {
    name: 'a volume: its own kernel left out of the key',
    file: 'src/experiment/session.ts',
    text: ', volumes ${ofVolumes?.backProjection}',
    replacement: '',
    tests: ['tests/experiment/kernels-of-volumes.test.ts'],
  },
  {
    name: 'a corrected sinogram: the kernel left out of the key',
    file: 'src/experiment/stages/corrected.ts',
    text: '      backProjection: readsGrid ? given.backProjection : null,\n',
    replacement: '',
    ...SESSION,
  },
  {
    name: 'a corrected sinogram: what is set of its corrections left out of the key',
    file: 'src/experiment/stages/corrected.ts',
    text: 'const { corrections } = given.experiment;',
    replacement: 'const corrections = given.experiment.corrections.map(({ kind }) => ({ kind }));',
    tests: ['tests/registries/made-up-correction.test.ts'],
  },
  {
    name: 'what is kept: a scan counts as there where only its signals are',
    file: 'src/experiment/session.ts',
    text: '      scan: isRead,\n',
    replacement: '      scan: isRead || run.isKept(signals),\n',
    tests: ['tests/app/engine/one-cache.test.ts'],
  },
];
