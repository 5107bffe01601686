import type { FrameSettings } from '../frame/frame-settings.ts'

/** What a shopper can do next: press a button of ours, or follow a link. */
export type Step =
  | { kind: 'retry' | 'refresh' | 'restore-all-lines' | 'undo'; label: string; waits?: boolean }
  | { kind: 'link'; label: string; href: string }
  | { kind: 'run'; label: string; run: () => void }

/** The way back into the shop. */
export function shopStep(
  { text, shopUrl }: FrameSettings,
  label: 'continueShopping' | 'keepShopping' = 'continueShopping',
): Step {
  return { kind: 'link', label: text(label), href: shopUrl }
}
