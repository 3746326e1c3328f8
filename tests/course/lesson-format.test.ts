import { describe, expect, test } from 'vitest';
import { compileLesson } from '../../scripts/lesson-markdown.mjs';
import { parseLesson } from '../../src/course/lesson-schema.ts';
import { plainLine } from '../../src/course/plain-line.ts';

// What is wrong with a lesson is said with its file and line where the build sees it, and with its step and the path of the
// setting where the page does.

const HEAD = '---\ntitle: One\nsummary: Two.\nminutes: 5\n---\n';

function lesson(body: string, head = HEAD) {
  return parseLesson(compileLesson(`${head}${body}`, '04-ramp-filter.md'));
}

const step = (settings: string) => `\n## A step {#a}\n\nText.\n\n\`\`\`yaml\n${settings}\n\`\`\`\n`;

describe('the file', () => {
  test.each([
    ['has a name', () => compileLesson(HEAD, 'ramp.md'), 'lessons/ramp.md:1: must be named like 04-ramp-filter.md'],
    ['has a head', () => lesson('', ''), 'lessons/04-ramp-filter.md:1: must begin with a head'],
    ['whose keys are known', () => lesson('', '---\nauthor: I\n---\n'), ':1: author is no key of a lesson’s head'],
    ['and complete', () => lesson('', '---\ntitle: One\n---\n'), ':1: the head needs title, summary and minutes'],
    ['has a step', () => lesson(''), ':1: has no step'],
    ['with an id', () => lesson('\n## A step\n'), ':7: “A step” needs an id: {#short-name}'],
    ['of its own', () => lesson('## A {#a}\n\n## B {#a}\n'), ':8: #a is there twice'],
    ['before any text', () => lesson('Text.\n'), ':6: text must stand in a step'],
    [
      'one block of settings',
      () => lesson(`${step('plays: true')}\n\`\`\`yaml\nplot: null\n\`\`\`\n`),
      ':15: a step has one',
    ],
    ['that is YAML', () => lesson(step('layout: [')), ':11: its settings are no YAML'],
    ['only notes within', () => lesson('## A {#a}\n\n### More\n'), ':8: only ### Notes may stand within a step'],
    ['nothing unknown', () => lesson('## A {#a}\n\n***\n'), ':8: thematicBreak is not something that lessons have'],
    ['no picture', () => lesson('## A {#a}\n\n![a](b.png)\n'), ':8: image is not something that lessons have'],
    ['no link into nowhere', () => lesson('## A {#a}\n\n[a](b)\n'), ':8: b leads nowhere'],
    ['formulas that are some', () => lesson('## A {#a}\n\n$\\frac$\n'), ':8: \\frac is no formula'],
    ['in questions too', () => lesson(step('explain: { question: "[a](b)", model: c }')), ':11: b leads nowhere'],
  ])('%s', (_, parse, sentence) => {
    expect(parse).toThrow(sentence.replace('’', "'"));
    expect(parse).toThrow(/^lessons\/\S+\.md:\d+: /);
  });
});

describe('a formula', () => {
  const kinds = (text: string) => lesson(`## A {#a}\n\n${text}\n`).steps[0]!.text.map(({ kind }) => kind);

  test('stands by itself between $$, on a line of its own as on three, and else within its line', () => {
    expect(kinds('Text.\n\n$$\\frac{1}{r}$$\n\nMore.')).toEqual(['paragraph', 'formula', 'paragraph']);
    expect(kinds('$$\n\\frac{1}{r}\n$$')).toEqual(['formula']);
    expect(kinds('With $p$ in it.')).toEqual(['paragraph']);
  });
});

describe('a step', () => {
  const option = (text: string, judged: string) => `{ text: ${text}, why: c, ${judged} }`;
  test.each([
    ['layots: [slice]', 'layots: unknown key'],
    ['layout: []', 'layout: must have between 1 and 4 slots'],
    ['layout: [slice of other]', 'layout: other is no lane of this step'],
    ['values: { a: { measure: rms } }', 'values.a.measure: must be one of'],
    ['values: { a: { measure: rmse, rule: views } }', 'values.a: needs one of measure, rule'],
    ['values: { a: { rule: views, of: other } }', 'values.a: other is no lane of this step'],
    ['explain: { question: 5, model: b }', 'explain.question: must be text, got 5'],
    ['explain: { question: "How {{many}}?", model: b }', 'many is none of its values'],
    ['measure: { question: a, value: b }', 'b is none of its values'],
    ['predict: { question: a }', 'predict: needs either options or a sketch'],
    [
      `predict: { question: a, options: [${option('a', 'isRight: true')}] }`,
      'predict: one option is nothing to choose from',
    ],
    [
      `predict: { question: a, options: [${option('a', 'isRight: true')}, { text: b, why: c }] }`,
      'predict: "b" needs either when or isRight',
    ],
    [
      'explain: { question: a, model: b }\nfind: { question: a, criteria: [{ value: b }], solution: {}, found: c }',
      'asks for',
    ],
  ])('%s', (settings, sentence) => {
    expect(() => lesson(step(settings))).toThrow(`lesson ramp-filter: a: ${sentence}`);
  });
});

test('what stands on the stage: a view, of a lane, as a drawing of something', () => {
  const settings = 'layout: [phantom as What is known as F, slice of few, sinogram]\nbeside: { few: { label: Few } }';
  expect(lesson(step(settings)).steps[0]!.layout).toEqual([
    { view: 'phantom', lane: 'present', drawingOf: 'What is known as F' },
    { view: 'slice', lane: 'few' },
    { view: 'sinogram', lane: 'present' },
  ]);
});

describe('the texts of a task', () => {
  const { task } = lesson(
    step(
      'explain: { question: "12. How `many` of **{{views}}**, $p$?", model: "- so" }\nvalues: { views: { rule: views } }',
    ),
  ).steps[0]!;
  if (task.kind !== 'explain') throw new Error('it is to explain');

  test('have keys, numbers and formulas as the text has, in one line', () => {
    expect(plainLine(task.question, (name) => `<${name}>`)).toBe('12. How many of <views>, p?');
    expect(task.question.map((part) => (typeof part === 'string' ? 'text' : part.kind))).toEqual([
      ...['text', 'key', 'text', 'strong', 'text', 'math', 'text'],
    ]);
    expect(plainLine(task.model)).toBe('- so');
  });
});
