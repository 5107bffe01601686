import { atom } from 'nanostores'

import type { CartRecoveryElement } from '../cart-recovery.ts'

/** The frames on the page, oldest first. The first one has the page's cart: two would show two truths about it. */
export const $frames = atom<readonly CartRecoveryElement[]>([])
