// A plain validator for the keywords that schemas/ uses; an unknown keyword is an error, so that none is passed over.

type Json = unknown;
// biome-ignore lint/suspicious/noExplicitAny: what a keyword holds depends on the keyword
type Schema = Readonly<Record<string, any>>;

const ANNOTATIONS = new Set(['$schema', 'title', 'description', 'default']);

const typeOf = (value: Json) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b);

/** Whether a value satisfies a schema; `files` finds what `$ref` names. */
export function satisfies(
  value: Json,
  schema: Schema | boolean,
  files: Readonly<Record<string, Schema>> = {},
): boolean {
  if (typeof schema === 'boolean') return schema;
  const is = (inner: Json, of: Schema | boolean) => satisfies(inner, of, files);
  const list = Array.isArray(value) ? value : null;
  const object = typeOf(value) === 'object' ? (value as Record<string, Json>) : null;
  const size = typeof value === 'string' ? [...value].length : 0;
  return Object.entries(schema).every(([keyword, given]) => {
    if (ANNOTATIONS.has(keyword)) return true;
    switch (keyword) {
      case 'type':
        return given === 'integer' ? Number.isInteger(value) : typeOf(value) === given;
      case 'const':
        return same(value, given);
      case 'enum':
        return given.some((option: Json) => same(value, option));
      case 'minimum':
        return typeof value !== 'number' || value >= given;
      case 'maximum':
        return typeof value !== 'number' || value <= given;
      case 'minLength':
        return typeof value !== 'string' || size >= given;
      case 'maxLength':
        return typeof value !== 'string' || size <= given;
      case 'pattern':
        return typeof value !== 'string' || new RegExp(given, 'u').test(value);
      case 'propertyNames':
        return !object || Object.keys(object).every((key) => is(key, given));
      case 'minItems':
        return !list || list.length >= given;
      case 'maxItems':
        return !list || list.length <= given;
      case 'items':
        return !list || list.slice(schema.prefixItems?.length ?? 0).every((item) => is(item, given));
      case 'prefixItems':
        return !list || given.every((item: Schema, i: number) => i >= list.length || is(list[i], item));
      case 'properties':
        return (
          !object ||
          Object.entries(given).every(([key, of]) => !Object.hasOwn(object, key) || is(object[key], of as Schema))
        );
      case 'required':
        return !object || given.every((key: string) => Object.hasOwn(object, key));
      case 'additionalProperties':
        return (
          !object ||
          Object.keys(object).every(
            (key) => Object.hasOwn(schema.properties ?? {}, key) || (given !== false && is(object[key], given)),
          )
        );
      case 'anyOf':
        return given.some((of: Schema) => is(value, of));
      case 'oneOf':
        return given.filter((of: Schema) => is(value, of)).length === 1;
      case 'not':
        return !is(value, given);
      case 'if':
        return is(value, (is(value, given) ? schema.then : schema.else) ?? {});
      case 'then':
      case 'else':
        return true;
      case '$ref':
        return is(value, files[given]!);
      default:
        throw new Error(`the validator of the tests knows no keyword ${keyword}`);
    }
  });
}
