/**
 * Takes fonts out of style sheets that carry them as data addresses, as lil-gui's does for its signs: the page's
 * security policy loads none, and browsers complain of them even where nothing is written in them.
 */
export function withoutDataFonts() {
  return {
    postcssPlugin: 'without-data-fonts',
    AtRule: {
      /** @param {{ toString(): string, remove(): unknown }} rule */
      'font-face': (rule) => {
        if (/url\(\s*["']?data:/.test(rule.toString())) rule.remove();
      },
    },
  };
}
