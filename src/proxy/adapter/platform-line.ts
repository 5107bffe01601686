import type { LineItem } from '../../contract/index.ts'

/** A line as the platform knows it. Its id and `spec` never reach the browser. */
export interface PlatformLine extends Omit<LineItem, 'availability' | 'subscribed' | 'byText' | 'substitutes'> {
  /** Id of the bundle's line that this line is part of. */
  parentId?: string
  /** What the platform needs to add this line again. Only its own adapter reads it. */
  spec: unknown
}
