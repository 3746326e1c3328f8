// A lesson as it is written, in Markdown, made into plain values (`src/course/compiled-lesson.ts` has their types): blocks
// of text, formulas as MathML, and the settings of each step as they stand in YAML, which the page checks. Nothing of this
// is part of the page: lessons are compiled when it is built.

import { fromMarkdown } from 'mdast-util-from-markdown';
import { mathFromMarkdown } from 'mdast-util-math';
import { math } from 'micromark-extension-math';
import temml from 'temml';
import { parse as parseYaml } from 'yaml';

/**
 * @typedef {import('../src/course/compiled-lesson.ts').Block} Block
 * @typedef {import('../src/course/compiled-lesson.ts').Inline} Inline
 * @typedef {import('../src/course/compiled-lesson.ts').MathNode} MathNode
 * @typedef {import('../src/course/compiled-lesson.ts').CompiledLesson} CompiledLesson
 * @typedef {import('../src/course/compiled-lesson.ts').CompiledStep} CompiledStep
 */

const NOTES = 'Notes';
const TERM = 'term:';
const LESSON = 'lesson:';
/** A value that the page computes: `{{noise}}`. */
const VALUE = /\{\{\s*([A-Za-z][\w-]*)\s*\}\}/;

/**
 * @param {string} text of the file
 * @param {string} file its name, such as `04-ramp-filter.md`
 * @returns {CompiledLesson}
 */
export function compileLesson(text, file) {
  const [, number, name] =
    /^(\d+)-([a-z0-9-]+)\.md$/.exec(file) ?? fail(file, 1, 'must be named like 04-ramp-filter.md');
  const { head, body, firstLine } = splitHead(text, file);
  const where = (/** @type {any} */ node) => (node.position?.start.line ?? 1) + firstLine;
  const { title, summary, minutes, experiment = {}, ...unknown } = head;
  const [other] = Object.keys(unknown);
  if (other !== undefined) fail(file, 1, `${other} is no key of a lesson's head`);
  if (typeof title !== 'string' || typeof summary !== 'string' || !(minutes > 0)) {
    fail(file, 1, 'the head needs title, summary and minutes');
  }
  const { children } = fromMarkdown(body, { extensions: [math()], mdastExtensions: [mathFromMarkdown()] });
  /** @type {{ id: string, title: string, text: Block[], notes: Block[], settings: object }[]} */
  const steps = [];
  let isNotes = false;
  for (const node of children) {
    const line = where(node);
    if (node.type === 'heading' && node.depth === 2) {
      const heading = plainText(node);
      const [, stepTitle, id] =
        /^(.*\S)\s*\{#([a-z0-9-]+)\}$/.exec(heading) ?? fail(file, line, `“${heading}” needs an id: {#short-name}`);
      if (steps.some((step) => step.id === id)) fail(file, line, `#${id} is there twice`);
      steps.push({
        id: /** @type {string} */ (id),
        title: /** @type {string} */ (stepTitle),
        text: [],
        notes: [],
        settings: {},
      });
      isNotes = false;
      continue;
    }
    const step = steps.at(-1) ?? fail(file, line, 'text must stand in a step: begin one by a heading of two #');
    if (node.type === 'heading') {
      if (plainText(node) !== NOTES) fail(file, line, `only ### ${NOTES} may stand within a step`);
      isNotes = true;
    } else if (node.type === 'code' && node.lang === 'yaml') {
      if (Object.keys(step.settings).length > 0) fail(file, line, 'a step has one block of settings');
      step.settings = withTaskTexts(readYaml(node.value, file, line), file, line);
    } else {
      (isNotes ? step.notes : step.text).push(block(node, file, where));
    }
  }
  if (steps.length === 0) fail(file, 1, 'has no step');
  return { name: /** @type {string} */ (name), number: Number(number), title, summary, minutes, experiment, steps };
}

/**
 * Text of one paragraph or several, as lessons have it.
 *
 * @param {string} text
 * @param {string} file said in faults
 * @returns {Block[]}
 */
export function compileText(text, file) {
  const { children } = fromMarkdown(text, { extensions: [math()], mdastExtensions: [mathFromMarkdown()] });
  return children.map((node) => block(node, file, (of) => of.position?.start.line ?? 1));
}

/**
 * @param {string} text
 * @param {string} file
 */
function splitHead(text, file) {
  const [all, head] =
    /^---\n([\s\S]*?)\n---\n/.exec(text) ?? fail(file, 1, 'must begin with a head between two lines of ---');
  const lines = /** @type {string} */ (all).split('\n').length - 1;
  return {
    head: readYaml(/** @type {string} */ (head), file, 1),
    body: text.slice(/** @type {string} */ (all).length),
    firstLine: lines,
  };
}

/** The settings of a step that ask something, and which keys of theirs hold text, at whatever depth. */
const TASKS = ['predict', 'measure', 'explain', 'find'];
const TASK_TEXTS = ['question', 'text', 'why', 'after', 'hint', 'model', 'found'];
/** A question is one line of text: "12. 5 views" begins no list. */
const ONE_LINE = [
  ...['list', 'blockQuote', 'headingAtx', 'setextUnderline', 'thematicBreak', 'codeIndented', 'codeFenced'],
  ...['htmlFlow', 'htmlText', 'definition'],
];

/**
 * Settings in which the texts of the task are made into pieces of text, as the step's own words are.
 *
 * @param {any} settings
 * @param {string} file
 * @param {number} line
 */
function withTaskTexts(settings, file, line) {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return settings;
  /** @type {(value: any, key?: string) => any} */
  const walked = (value, key) => {
    if (typeof value === 'string' && key !== undefined && TASK_TEXTS.includes(key))
      return compileLine(value, file, line);
    if (Array.isArray(value)) return value.map((item) => walked(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, of]) => [name, LEAVES.includes(name) ? of : walked(of, name)]),
    );
  };
  return Object.fromEntries(
    Object.entries(settings).map(([name, of]) => [name, TASKS.includes(name) ? walked(of) : of]),
  );
}

/** Patches of experiments have words of their own. */
const LEAVES = ['change', 'solution', 'criteria', 'when', 'layout'];

/**
 * One line of text, such as a question.
 *
 * @param {string} text
 * @param {string} file
 * @param {number} line
 * @returns {Inline[]}
 */
function compileLine(text, file, line) {
  const { children } = fromMarkdown(text, {
    extensions: [math(), { disable: { null: ONE_LINE } }],
    mdastExtensions: [mathFromMarkdown()],
  });
  return children.flatMap((node, i) => {
    if (node.type !== 'paragraph') return fail(file, line, `“${text}” must be a line of text`);
    return [...(i > 0 ? [' '] : []), ...inlines(node, file, () => line)];
  });
}

/**
 * @param {string} text
 * @param {string} file
 * @param {number} line
 * @returns {any}
 */
function readYaml(text, file, line) {
  try {
    return parseYaml(text) ?? {};
  } catch (error) {
    return fail(file, line, `its settings are no YAML: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {any} node
 * @param {string} file
 * @param {(node: any) => number} where
 * @returns {Block}
 */
function block(node, file, where) {
  const inner = () => node.children.map((/** @type {any} */ child) => block(child, file, where));
  switch (node.type) {
    case 'paragraph': {
      // Between $$ on a line of its own a formula is one of a line to the parser.
      const [only, ...others] = node.children;
      if (only.type === 'inlineMath' && others.length === 0) return displayed(only, file, where);
      return { kind: 'paragraph', inlines: inlines(node, file, where) };
    }
    case 'list':
      return {
        kind: 'list',
        isOrdered: node.ordered === true,
        items: node.children.map((/** @type {any} */ item) =>
          item.children.map((/** @type {any} */ child) => block(child, file, where)),
        ),
      };
    case 'blockquote':
      return { kind: 'remark', blocks: inner() };
    case 'math':
      return displayed(node, file, where);
    default:
      return fail(file, where(node), `${node.type} is not something that lessons have`);
  }
}

/**
 * @param {any} node
 * @param {string} file
 * @param {(node: any) => number} where
 * @returns {Block}
 */
function displayed(node, file, where) {
  return { kind: 'formula', math: formula(node.value, true, file, where(node)), tex: node.value };
}

/**
 * @param {any} node
 * @param {string} file
 * @param {(node: any) => number} where
 * @returns {Inline[]}
 */
function inlines(node, file, where) {
  return node.children.flatMap((/** @type {any} */ child) => {
    switch (child.type) {
      case 'text':
        return textWithValues(child.value);
      case 'break':
        return [' '];
      case 'strong':
      case 'emphasis':
        return [{ kind: child.type, inlines: inlines(child, file, where) }];
      case 'inlineCode':
        return [{ kind: 'key', text: child.value }];
      case 'inlineMath':
        return [{ kind: 'math', math: formula(child.value, false, file, where(child)), tex: child.value }];
      case 'link':
        return [link(child, inlines(child, file, where), file, where(child))];
      default:
        return fail(file, where(child), `${child.type} is not something that lessons have`);
    }
  });
}

/**
 * @param {any} node
 * @param {Inline[]} inner
 * @param {string} file
 * @param {number} line
 * @returns {Inline}
 */
function link({ url }, inner, file, line) {
  if (url.startsWith(TERM)) return { kind: 'term', id: url.slice(TERM.length), inlines: inner };
  if (url.startsWith(LESSON)) return { kind: 'lesson', to: url.slice(LESSON.length), inlines: inner };
  if (url.startsWith('https://')) return { kind: 'web', href: url, inlines: inner };
  return fail(file, line, `${url} leads nowhere: links begin with term:, lesson: or https://`);
}

/**
 * @param {string} text
 * @returns {Inline[]}
 */
function textWithValues(text) {
  // Odd parts are names.
  return text
    .replaceAll('\n', ' ')
    .split(new RegExp(VALUE.source, 'g'))
    .map((part, i) => (i % 2 === 0 ? part : /** @type {Inline} */ ({ kind: 'value', name: part })))
    .filter((part) => part !== '');
}

/**
 * @param {string} tex
 * @param {boolean} isDisplayed
 * @param {string} file
 * @param {number} line
 * @returns {MathNode}
 */
function formula(tex, isDisplayed, file, line) {
  try {
    // The tree that the library makes its text of: text would have to be read as HTML in the page, which may not.
    const tree = /** @type {any} */ (temml).__renderToMathMLTree(tex, { displayMode: isDisplayed, throwOnError: true });
    return { ...mathNode(tree), attributes: { display: isDisplayed ? 'block' : 'inline' } };
  } catch (error) {
    return fail(file, line, `${tex} is no formula: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {any} node
 * @returns {MathNode}
 */
function mathNode(node) {
  /** @type {(MathNode | string)[]} */
  const children = (node.children ?? []).flatMap((/** @type {any} */ child) =>
    child.text !== undefined && child.type === undefined
      ? [child.text]
      : child.type
        ? [mathNode(child)]
        : (child.children ?? []).map(mathNode),
  );
  const attributes = Object.fromEntries(
    Object.entries(node.attributes ?? {})
      .filter(([name]) => !['style', 'class'].includes(name))
      .map(([name, value]) => [name, String(value)]),
  );
  return { tag: node.type, attributes, children };
}

/**
 * @param {any} node
 * @returns {string}
 */
function plainText(node) {
  return node.value ?? (node.children ?? []).map(plainText).join('');
}

/**
 * @param {string} file
 * @param {number} line
 * @param {string} what
 * @returns {never}
 */
function fail(file, line, what) {
  throw new Error(`lessons/${file}:${line}: ${what}`);
}
