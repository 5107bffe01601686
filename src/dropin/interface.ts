import type { Link } from '../client/index.ts'
import { type CartRecoveryElement, defineElements } from '../elements/index.ts'

/** Brings the tags to life, and the link to its frame. All that the script tag loads later is in this file. */
export function show(frame: Element, link: Link | undefined, running: Promise<Response> | undefined): void {
  defineElements()
  if (isAlive(frame)) frame.open(link, running)
}

/** The shop's own bundle may have been quicker, with a copy of its own: that one does as well. */
function isAlive(frame: Element): frame is CartRecoveryElement {
  return 'open' in frame
}
