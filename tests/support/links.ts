/** A link to an experiment of any version, as somebody has written it: the JSON is not looked at. */
export function linkTo(json: unknown): string {
  return `#experiment=${Buffer.from(JSON.stringify(json)).toString('base64url')}`;
}
