/** What a file says, fit to stand in a sentence: at most `length` characters, control characters made visible. */
export function excerpt(text: string, length: number): string {
  const visible = text.slice(0, length).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return text.length > length ? `${visible}…` : visible;
}
