import { parseArgs } from 'node:util';
import { excerpt, InputError } from '../errors.ts';

/** What a command line says, checked only for which options there are. */
export interface CommandWords<Name extends string, Switch extends string> {
  readonly values: { readonly [Key in Name]?: string };
  readonly switches: { readonly [Key in Switch]: boolean };
  readonly positionals: readonly string[];
}

/**
 * Reads a command line in sentences of our own, where Node's quote all that was typed.
 *
 * @param names options that take a value
 * @param switches options that take none
 * @param usage said after every sentence
 * @throws InputError for an option that is not known, comes twice, lacks its value or has one it should not have
 */
export function readCommandWords<const Name extends string, const Switch extends string = never>(
  args: readonly string[],
  names: readonly Name[],
  switches: readonly Switch[],
  usage: string,
): CommandWords<Name, Switch> {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries([
      ...names.map((name) => [name, { type: 'string' }] as const),
      ...switches.map((name) => [name, { type: 'boolean' }] as const),
    ]),
  });
  const values: Partial<Record<string, string>> = {};
  const on = new Set<string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value } = token;
    const shown = excerpt(token.rawName, 60);
    const isSwitch = (switches as readonly string[]).includes(name);
    if (!isSwitch && !(names as readonly string[]).includes(name)) {
      throw new InputError(`${shown}: there is no such option. ${usage}`);
    }
    if (isSwitch && value !== undefined) throw new InputError(`${shown}: takes no value. ${usage}`);
    if (!isSwitch && (value === undefined || value.startsWith('--'))) {
      throw new InputError(`${shown}: its value is missing. ${usage}`);
    }
    if (values[name] !== undefined || on.has(name)) throw new InputError(`${shown}: is given twice. ${usage}`);
    if (isSwitch) on.add(name);
    else values[name] = value as string;
  }
  return {
    values: values as { readonly [Key in Name]?: string },
    switches: Object.fromEntries(switches.map((name) => [name, on.has(name)])) as { readonly [Key in Switch]: boolean },
    positionals,
  };
}
