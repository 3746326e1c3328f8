/**
 * A language that number formats know, for one that a browser says: systems without a language say `en-US@posix`, which is
 * none (BCP 47) and makes them throw.
 */
export function knownLanguage(said: string): string {
  const plain = said.replace(/@.*$/, '').replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(plain)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
