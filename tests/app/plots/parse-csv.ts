/** A table by the grammar of RFC 4180; throws where the text does not follow it. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let rest = text;
  while (rest !== '') {
    const [field, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest)!;
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    rest = rest.slice(field.length);
    const [separator] = /^(?:,|\r\n)/.exec(rest) ?? [null];
    if (separator === null) throw new Error(`no separator before ${JSON.stringify(rest.slice(0, 20))}`);
    rest = rest.slice(separator.length);
    if (separator !== ',' && rest !== '') rows.push([]);
  }
  return rows;
}
