/** The oldest Node that has SQLite without a flag: `engines` of package.json. */
export const oldestNode = '22.13.0'

/** What to say to a Node that is older than that; undefined where it will do. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined
  return `cart-recovery needs Node ${oldestMajor}.${oldestMinor} or newer; this is Node ${version}.`
}
