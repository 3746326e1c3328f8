/** The text of a file's head, as far as it is text. */
const textOf = (head: Uint8Array) => new TextDecoder('latin1').decode(head.subarray(0, 4096));

export function isNikonText(text: string): boolean {
  return /^\uFEFF?\s*\[XTekCT\]/.test(text);
}

export function isRtkText(text: string): boolean {
  return text.slice(0, 4096).includes('<RTKThreeDCircularGeometry');
}

/** The dictionary of a projection geometry, whose type may stand behind long lists. */
export function isAstraText(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text) && /"(ProjectionAngles|Vectors|DetectorCount|DetectorColCount)"\s*:/.test(text);
}

/** @param head of a file */
export function isGeometry(head: Uint8Array): boolean {
  const text = textOf(head);
  return isNikonText(text) || isRtkText(text) || isAstraText(text);
}
