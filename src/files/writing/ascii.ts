/** Signs that have a plain one. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ '–': '-', '—': '-', '−': '-', '‑': '-', '’': "'", '‘': "'", '“': '"', '”': '"', '…': '...' },
  ...{ '×': 'x', '·': ', ', '°': ' deg', '²': '^2', µ: 'u', μ: 'mu', '≤': '<=', '≥': '>=' },
};

/** A text in the 7 bits that headers of old formats have room for, with plain signs where there are some. */
export function asciiOf(text: string): string {
  const plain = text.replaceAll(' · ', ', ').replace(/[^\x20-\x7e\n]/gu, (sign) => PLAIN[sign] ?? sign);
  // What is left may be a letter with an accent.
  return plain
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e\n]/gu, '?');
}
