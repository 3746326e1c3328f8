/** As much of a JSON Schema as is read here. */
interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A key that holds something other than an object of further keys. */
export interface SchemaKey {
  readonly defaults: Set<unknown>;
  /** The words it takes; none where it takes other things. */
  readonly words: Set<unknown>;
}

/** Every such key of a schema by its path; what stands in a list has the path of the list and []. */
export function schemaKeys(root: JsonSchema): Map<string, SchemaKey> {
  const keys = new Map<string, SchemaKey>();
  const visit = (schema: JsonSchema, path: string) => {
    const local = schema.$ref?.match(/^#\/\$defs\/(.+)$/)?.[1];
    if (local) visit(root.$defs![local]!, path);
    for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) visit(part, path);
    if (schema.items) visit(schema.items, `${path}[]`);
    for (const [name, part] of Object.entries(schema.properties ?? {})) visit(part, path ? `${path}.${name}` : name);
    const isLeaf =
      path !== '' && !['properties', 'items', 'anyOf', 'oneOf', 'allOf', '$ref'].some((key) => key in schema);
    if (!isLeaf) return;
    const key = keys.get(path) ?? { defaults: new Set(), words: new Set() };
    keys.set(path, key);
    if (schema.default !== undefined) key.defaults.add(schema.default);
    for (const word of schema.enum ?? ('const' in schema ? [schema.const] : [])) key.words.add(word);
  };
  visit(root, '');
  return keys;
}

/** What a JSON value holds, by the same paths. */
export function valuesByPath(json: unknown, path = ''): [string, unknown][] {
  if (Array.isArray(json)) return json.flatMap((item) => valuesByPath(item, `${path}[]`));
  if (typeof json !== 'object' || json === null) return [[path, json]];
  return Object.entries(json).flatMap(([name, value]) => valuesByPath(value, path ? `${path}.${name}` : name));
}
