import type { Link } from '../client/index.ts'
import { type CartRecoveryElement, defineElements } from '../elements/index.ts'

/** Registers the tags and opens the link in its frame. The script tag loads this file and what it imports. */
export function show(frame: Element, link: Link | undefined, running: Promise<Response> | undefined): void {
  defineElements()
  if (isAlive(frame)) frame.open(link, running)
}

/** True for any copy of our element: the shop's own bundle may have registered one first. */
function isAlive(frame: Element): frame is CartRecoveryElement {
  return 'open' in frame
}
