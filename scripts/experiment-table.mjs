// The table of every key of an experiment, as docs/experiment.md has it, from the program's schema, fields and words.

/**
 * @typedef {Record<string, any>} JsonSchema
 * @typedef {{ means: string, usually?: string }} Words
 * @typedef {{ label: string, unit?: string }} Field
 * @typedef {{ allowed: string[], byDefault: string | undefined }} Row
 */

const BEGINNING = '<!-- made by `npm run schemas`: every key of an experiment -->';
const END = '<!-- end of what is made -->';

/**
 * The rows of the table by path, in the order of the schema.
 *
 * @param {JsonSchema} schema of an experiment
 * @returns {Map<string, Row>}
 */
export function rowsOf(schema) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  add(rows, '', schema);
  return rows;
}

/**
 * @param {Map<string, Row>} rows
 * @param {string} path
 * @param {JsonSchema} schema
 */
function add(rows, path, schema) {
  if (path !== '') {
    const known = rows.get(path);
    const allowed = allowedBy(schema);
    const row = {
      // A key of several kinds allows what each of them does.
      allowed: [...new Set([...(known?.allowed ?? []), ...allowed])],
      byDefault: known?.byDefault ?? defaultOf(schema),
    };
    rows.set(path, row);
  }
  // What may stand in a phantom's place is told elsewhere.
  if (path === 'phantom') return;
  for (const kind of schema.oneOf ?? []) addKeys(rows, path, kind);
  addKeys(rows, path, schema);
  if (schema.items) for (const kind of schema.items.oneOf ?? [schema.items]) addKeys(rows, `${path}[]`, kind);
}

/**
 * @param {Map<string, Row>} rows
 * @param {string} path
 * @param {JsonSchema} schema
 */
function addKeys(rows, path, schema) {
  for (const [key, of] of Object.entries(schema.properties ?? {})) add(rows, path === '' ? key : `${path}.${key}`, of);
}

/**
 * @param {JsonSchema} schema
 * @returns {string[]}
 */
function allowedBy(schema) {
  if (schema.const !== undefined) return [`\`${schema.const}\``];
  if (schema.enum) return schema.enum.map((/** @type {unknown} */ word) => `\`${word}\``);
  if (schema.type === 'boolean') return ['true, false'];
  if (schema.minimum !== undefined) return [`${numberText(schema.minimum)} … ${numberText(schema.maximum)}`];
  if (schema.type === 'array' && schema.maxItems) return [`up to ${schema.maxItems}`];
  return [];
}

/**
 * @param {JsonSchema} schema
 * @returns {string | undefined}
 */
function defaultOf(schema) {
  const given = schema.default;
  if (typeof given === 'number') return numberText(given);
  if (typeof given === 'string') return `\`${given}\``;
  if (typeof given === 'boolean') return String(given);
  if (Array.isArray(given)) return given.length === 0 ? 'none' : undefined;
  return given?.kind && `\`${given.kind}\``;
}

/** @param {number} value */
function numberText(value) {
  return String(value).replace('-', '−').replace(/^1e/, '10^').replace('4294967295', '2³²−1');
}

/**
 * @param {JsonSchema} schema of an experiment
 * @param {Readonly<Record<string, Words>>} words
 * @param {Readonly<Record<string, Field>>} fields
 * @returns {string} Markdown
 */
export function experimentTable(schema, words, fields) {
  const lines = [...rowsOf(schema)].map(([path, { allowed, byDefault }]) => {
    const { means, usually } = words[path] ?? { means: '' };
    const unit = fields[path]?.unit ?? '';
    return `| \`${path}\` | ${means} | ${unit} | ${allowed.join(', ')} | ${usually ?? byDefault ?? ''} |`;
  });
  return ['| path | meaning | unit | allowed | left out |', '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}

/**
 * The document with the table in its place.
 *
 * @param {string} document
 * @param {string} table
 * @returns {string}
 */
export function withTable(document, table) {
  const [from, to] = [document.indexOf(BEGINNING), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the document has no place for the table: ${BEGINNING} … ${END}`);
  return `${document.slice(0, from)}${BEGINNING}\n\n${table}\n\n${document.slice(to)}`;
}
