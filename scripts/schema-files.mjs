import { toJsonSchema } from '@valibot/to-json-schema';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** What the program checks by functions of its own: which filling goes with which meaning of values. */
const FILLINGS = {
  if: { properties: { values: { const: 'materials' } }, required: ['values'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: {
    properties: {
      composition: { const: 'replace' },
      shapes: { items: { required: ['material'], not: { required: ['value'] } } },
    },
  },
  else: {
    properties: {
      shapes: {
        items: { required: ['value'], not: { anyOf: [{ required: ['material'] }, { required: ['density'] }] } },
      },
    },
  },
};

/**
 * The JSON Schemas by the names of their files.
 *
 * @param {{ PHANTOM_FILE_SCHEMA: unknown, EXPERIMENT_SCHEMA: unknown, IMAGE_PHANTOM_SCHEMA: unknown,
 *   PHANTOM_NAMES: readonly string[] }} sources from phantom-file.ts, experiment-schema.ts and library.ts
 * @returns {Record<string, string>}
 */
export function schemaFiles({ PHANTOM_FILE_SCHEMA, EXPERIMENT_SCHEMA, IMAGE_PHANTOM_SCHEMA, PHANTOM_NAMES }) {
  const phantom = { $schema: DIALECT, title: 'Phantom', ...jsonSchemaOf(PHANTOM_FILE_SCHEMA), ...FILLINGS };
  const experiment = /** @type {Record<string, any>} */ (jsonSchemaOf(EXPERIMENT_SCHEMA));
  // The program reads what stands in a phantom's place in a second step.
  experiment.properties.phantom = {
    anyOf: [{ enum: [...PHANTOM_NAMES] }, inPlace(IMAGE_PHANTOM_SCHEMA), { $ref: 'phantom.schema.json' }],
  };
  return {
    'phantom.schema.json': textOf(phantom),
    'experiment.schema.json': textOf({ $schema: DIALECT, title: 'Experiment', ...experiment }),
  };
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
      'getter' in valibotSchema ? inPlace(/** @type {any} */ (valibotSchema).getter()) : undefined,
  });
  return json;
}

/**
 * The same for a place within another schema.
 *
 * @param {unknown} schema
 */
function inPlace(schema) {
  const { $schema: _, ...rest } = jsonSchemaOf(schema);
  return rest;
}

/** @param {unknown} json */
function textOf(json) {
  return `${JSON.stringify(json, null, 2)}\n`;
}
