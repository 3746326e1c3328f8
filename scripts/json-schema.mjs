// From valibot's schemas to JSON Schema (draft 2020-12), as far as this project's schemas go.

/**
 * @typedef {Record<string, unknown>} JsonSchema
 * @typedef {{ kind: string, type: string, pipe?: readonly Step[] } & Record<string, any>} Step
 */

/**
 * What a schema asks for, as JSON Schema. What it checks by a function of its own is left out.
 *
 * @param {unknown} valibotSchema
 * @returns {JsonSchema}
 */
export function jsonSchemaOf(valibotSchema) {
  const schema = /** @type {Step} */ (valibotSchema);
  if (!schema.pipe) return schemaOfType(schema);
  /** @type {JsonSchema} */
  let json = {};
  for (const step of schema.pipe) {
    json = { ...json, ...(step.kind === 'schema' ? jsonSchemaOf(step) : keywordsOf(step, json.type)) };
  }
  return json;
}

/**
 * @param {Step} schema
 * @returns {JsonSchema}
 */
function schemaOfType(schema) {
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type: schema.type };
    case 'unknown':
    case 'custom':
      return {};
    case 'literal':
      return { const: schema.literal };
    case 'picklist':
      return { enum: [...schema.options] };
    case 'optional':
      return { ...jsonSchemaOf(schema.wrapped), ...(isPlain(schema.default) && { default: schema.default }) };
    case 'nullable':
      return { anyOf: [jsonSchemaOf(schema.wrapped), { type: 'null' }] };
    case 'union':
    case 'variant':
      return { anyOf: schema.options.map(jsonSchemaOf) };
    case 'array':
      return { type: 'array', items: jsonSchemaOf(schema.item) };
    case 'strict_tuple': {
      const { length } = schema.items;
      return { type: 'array', prefixItems: schema.items.map(jsonSchemaOf), minItems: length, maxItems: length };
    }
    case 'record':
      return { type: 'object', additionalProperties: jsonSchemaOf(schema.value) };
    case 'strict_object': {
      const entries = Object.entries(/** @type {Record<string, Step>} */ (schema.entries));
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([key, entry]) => [key, jsonSchemaOf(entry)])),
        required: entries.filter(([, entry]) => entry.type !== 'optional').map(([key]) => key),
        additionalProperties: false,
      };
    }
    default:
      throw new Error(`scripts/json-schema.mjs knows no schema of type ${schema.type}; teach it`);
  }
}

/**
 * @param {Step} step
 * @param {unknown} type
 * @returns {JsonSchema}
 */
function keywordsOf(step, type) {
  const counted = type === 'array' ? 'Items' : 'Length';
  switch (step.type) {
    case 'min_value':
      return { minimum: step.requirement };
    case 'max_value':
      return { maximum: step.requirement };
    case 'integer':
      return { type: 'integer' };
    case 'min_length':
      return { [`min${counted}`]: step.requirement };
    case 'max_length':
      return { [`max${counted}`]: step.requirement };
    case 'description':
      return { description: step.description };
    case 'check':
    // What is put in the place of what was given is no matter of whoever writes the file.
    case 'transform':
      return {};
    default:
      throw new Error(`scripts/json-schema.mjs knows no step of type ${step.type}; teach it`);
  }
}

/**
 * @param {unknown} value
 * @returns {boolean} whether a default can be written down
 */
function isPlain(value) {
  return value !== undefined && typeof value !== 'function';
}
