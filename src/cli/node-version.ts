/** The oldest Node that has SQLite without a flag. `engines` of package.json and the documentation say the same. */
export const minNodeVersion = '22.13.0'

/** The message for an older Node; undefined if the version is new enough. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [minMajor = 0, minMinor = 0] = minNodeVersion.split('.').map(Number)
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return undefined
  return `cart-recovery needs Node ${minMajor}.${minMinor} or newer; this is Node ${version}.`
}
