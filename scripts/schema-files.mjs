import { toJsonSchema } from '@valibot/to-json-schema';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * What the program checks by functions of its own: which filling goes with which meaning of values.
 *
 * @param {(items: object) => object} properties of the file, from what its shapes or solids have to satisfy
 */
function fillings(properties) {
  const ofMaterials = { required: ['material'], not: { required: ['value'] } };
  const ofValues = { required: ['value'], not: { anyOf: [{ required: ['material'] }, { required: ['density'] }] } };
  return {
    if: { properties: { values: { const: 'materials' } }, required: ['values'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { composition: { const: 'replace' }, ...properties(ofMaterials) } },
    else: { properties: properties(ofValues) },
  };
}

/** @param {object} items */
function ofShapes(items) {
  return { shapes: { items } };
}

/**
 * What is extruded has shapes with fillings of their own.
 *
 * @param {object} items
 */
function ofSolids(items) {
  return {
    solids: {
      items: {
        if: { properties: { type: { const: 'extrusion' } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: ofShapes(items) },
        else: items,
      },
    },
  };
}

/** How version 1 is known where an experiment does not say: by what only that version had. */
const IS_VERSION_1 = {
  anyOf: [
    { properties: { version: { const: 1 } }, required: ['version'] },
    {
      not: { required: ['version'] },
      anyOf: [
        { required: ['physics'] },
        { properties: { corrections: { type: 'object' } }, required: ['corrections'] },
        {
          properties: {
            reconstruction: {
              type: 'object',
              anyOf: [
                { required: ['pixels'] },
                { required: ['pixelSizeMm'] },
                { properties: { method: { const: 'gridrec' } }, required: ['method', 'rebin'] },
              ],
            },
          },
          required: ['reconstruction'],
        },
      ],
    },
  ],
};

/**
 * @typedef {object} Sources from phantom-file.ts, solid-file.ts, experiment-schema.ts, spec-fields.ts and library.ts
 * @property {unknown} PHANTOM_FILE_SCHEMA
 * @property {unknown} SOLID_FILE_SCHEMA
 * @property {unknown} EXPERIMENT_SCHEMA
 * @property {unknown} VERSION_1_SCHEMA
 * @property {unknown} IMAGE_PHANTOM_SCHEMA
 * @property {readonly string[]} PHANTOM_NAMES
 * @property {readonly { name: string }[]} [SOLID_ENTRIES] of solid-library.ts
 * @property {Readonly<Record<string, { means: string }>>} FIELD_WORDS
 * @property {unknown} [SWEEP_SCHEMA] of sweep-schema.ts
 * @property {readonly unknown[]} [VALUES_SCHEMAS] likewise
 * @property {readonly unknown[]} [MEASURE_SCHEMAS] of measure-setting.ts
 */

/**
 * The JSON Schemas by the names of their files.
 *
 * @param {Sources} sources
 * @returns {Record<string, string>}
 */
export function schemaFiles(sources) {
  const { PHANTOM_FILE_SCHEMA, SOLID_FILE_SCHEMA, VERSION_1_SCHEMA, FIELD_WORDS } = sources;
  const phantom = { $schema: DIALECT, title: 'Phantom', ...jsonSchemaOf(PHANTOM_FILE_SCHEMA), ...fillings(ofShapes) };
  const solids = {
    ...{ $schema: DIALECT, title: 'Phantom in space' },
    ...jsonSchemaOf(SOLID_FILE_SCHEMA),
    ...fillings(ofSolids),
  };
  const version1 = withPhantoms(jsonSchemaOf(VERSION_1_SCHEMA), sources);
  const experiment = experimentSchema(sources);
  describe('', experiment, FIELD_WORDS);
  return {
    'phantom.schema.json': textOf(phantom),
    'solid-phantom.schema.json': textOf(solids),
    'experiment.schema.json': textOf({
      $schema: DIALECT,
      title: 'Experiment',
      if: IS_VERSION_1,
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: 'experiment-version-1.schema.json' },
      else: withoutDialect(experiment),
    }),
    'experiment-version-1.schema.json': textOf({ $schema: DIALECT, title: 'Experiment, version 1', ...version1 }),
    ...(sources.SWEEP_SCHEMA ? { 'sweep.schema.json': textOf(sweepSchema(sources)) } : {}),
  };
}

/**
 * What a program reads late, since it depends on what is there, stands in its place as one of several.
 *
 * @param {Sources} sources
 */
function sweepSchema({ SWEEP_SCHEMA, VALUES_SCHEMAS = [], MEASURE_SCHEMAS = [] }) {
  /** @type {Record<string, any>} */
  const sweep = jsonSchemaOf(SWEEP_SCHEMA);
  const oneOf = (/** @type {readonly unknown[]} */ schemas) => ({
    anyOf: schemas.map((schema) => withoutDialect(jsonSchemaOf(schema))),
  });
  sweep.properties.experiment = { anyOf: [{ type: 'string' }, { $ref: 'experiment.schema.json' }] };
  sweep.properties.knobs.items.properties.values = oneOf(VALUES_SCHEMAS);
  sweep.properties.measures.items = oneOf(MEASURE_SCHEMAS);
  return { $schema: DIALECT, title: 'Sweep', ...withoutDialect(sweep) };
}

/**
 * Of an experiment of the newest version.
 *
 * @param {Pick<Sources, 'EXPERIMENT_SCHEMA' | 'IMAGE_PHANTOM_SCHEMA' | 'PHANTOM_NAMES' | 'SOLID_ENTRIES'>} sources
 * @returns {Record<string, any>}
 */
export function experimentSchema(sources) {
  const { SOLID_ENTRIES = [] } = sources;
  const experiment = withPhantoms(jsonSchemaOf(sources.EXPERIMENT_SCHEMA), sources);
  experiment.properties.phantom.anyOf[0].enum.push(...SOLID_ENTRIES.map(({ name }) => name));
  experiment.properties.phantom.anyOf.push({ $ref: 'solid-phantom.schema.json' });
  return experiment;
}

/**
 * The program reads what stands in a phantom's place in a second step.
 *
 * @param {Record<string, any>} experiment
 * @param {Pick<Sources, 'IMAGE_PHANTOM_SCHEMA' | 'PHANTOM_NAMES'>} sources
 */
function withPhantoms(experiment, { IMAGE_PHANTOM_SCHEMA, PHANTOM_NAMES }) {
  experiment.properties.phantom = {
    anyOf: [
      { enum: [...PHANTOM_NAMES] },
      withoutDialect(jsonSchemaOf(IMAGE_PHANTOM_SCHEMA)),
      { $ref: 'phantom.schema.json' },
    ],
  };
  return experiment;
}

/**
 * Puts its words to every key.
 *
 * @param {string} path
 * @param {Record<string, any>} schema
 * @param {Readonly<Record<string, { means: string }>>} words
 */
function describe(path, schema, words) {
  const means = words[path]?.means;
  // Links within the documents lead nowhere from an editor.
  if (means) schema.description = means.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  if (path === 'phantom') return;
  for (const kind of [schema, ...(schema.oneOf ?? [])]) {
    for (const [key, of] of Object.entries(kind.properties ?? {}))
      describe(path === '' ? key : `${path}.${key}`, of, words);
  }
  for (const kind of schema.items?.oneOf ?? []) {
    for (const [key, of] of Object.entries(kind.properties))
      describe(`${path}[].${key}`, /** @type {any} */ (of), words);
  }
}

/**
 * What a schema asks for. What it checks by a function of its own is left out, and so is what it makes of what was given.
 *
 * @param {unknown} schema one of valibot's
 */
function jsonSchemaOf(schema) {
  const { $defs: _, ...json } = toJsonSchema(/** @type {import('valibot').GenericSchema} */ (schema), {
    target: 'draft-2020-12',
    // An object is asked first whether it is a list, so that the last of a pipe's schemas says what is wanted.
    typeMode: 'output',
    ignoreActions: ['check', 'transform'],
    // A list that may grow is asked for late; none of ours contains itself, so it stands in its place.
    overrideSchema: ({ valibotSchema }) =>
      'getter' in valibotSchema ? withoutDialect(jsonSchemaOf(/** @type {any} */ (valibotSchema).getter())) : undefined,
  });
  return json;
}

/**
 * For a place within another schema.
 *
 * @param {Record<string, any>} schema
 */
function withoutDialect({ $schema: _, ...rest }) {
  return rest;
}

/** @param {unknown} json */
function textOf(json) {
  return `${JSON.stringify(json, null, 2)}\n`;
}
