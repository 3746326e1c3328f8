// Imported before uPlot, which asks for a number format of the browser's language as soon as it is there.

import { knownLanguage } from './known-language.ts';

const language = knownLanguage(navigator.language);
if (language !== navigator.language)
  Object.defineProperty(navigator, 'language', { value: language, configurable: true });
