/**
 * For a plugin that takes modules by a query at their end (`./a.ts?query`): finds them as the bundler would without it, and
 * leaves it there for `load`.
 *
 * @param {string} query with its question mark
 * @returns {{ asked: RegExp, resolveId: NonNullable<import('vite').Plugin['resolveId']> }} `asked`, so that the bundler asks of no other
 *   module, of which there are thousands
 */
export function byQuery(query) {
  const asked = new RegExp(`\\${query}$`);
  return {
    asked,
    resolveId: {
      filter: { id: asked },
      async handler(source, importer) {
        const resolved = await this.resolve(source.slice(0, -query.length), importer, { skipSelf: true });
        return resolved ? resolved.id + query : null;
      },
    },
  };
}
