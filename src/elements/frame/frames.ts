import { atom } from 'nanostores'

import type { Link } from '../../client/index.ts'

/** The half of a frame that brings links to it. */
export interface Frame {
  readonly tokenParam: string
  open(link?: Link): void
}

/** The frames on the page, oldest first. Only the first one opens the page's cart. */
export const $frames = atom<readonly Frame[]>([])
