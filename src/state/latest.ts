/**
 * Makes a function that starts something. What it returns answers whether that is still the latest start, so that an
 * answer which comes back late changes nothing.
 *
 * @example
 * const begin = createLatest()
 * const isLatest = begin()
 * const answer = await fetch(url)
 * if (isLatest()) show(answer)
 */
export function createLatest(): () => () => boolean {
  let latest = 0
  return () => {
    latest += 1
    const own = latest
    return () => own === latest
  }
}
