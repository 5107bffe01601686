/** A row of tabs that scrolls where its words need more room than there is. */
export interface TabRow {
  /** Takes the row as it was rendered. A tab that was chosen since is brought into sight; what else was scrolled to stays. */
  follow(row: HTMLElement | null): void
  stop(): void
}

/**
 * Says by the attributes `more-before` and `more-after` of the row on which sides it has more tabs, so that its style can show it.
 * The page itself is never scrolled.
 */
export function createTabRow(): TabRow {
  let row: HTMLElement | null = null
  let shown: Element | null = null
  const observer = new ResizeObserver(() => {
    reveal()
    mark()
  })

  function mark() {
    if (!row) return
    // Negative from right to left.
    const before = Math.abs(row.scrollLeft)
    row.toggleAttribute('more-before', before > 1)
    row.toggleAttribute('more-after', before + row.clientWidth < row.scrollWidth - 1)
  }

  function reveal() {
    const tab = row?.querySelector('[aria-selected="true"]')
    if (!row || !tab) return
    const [box, { left, right }] = [row.getBoundingClientRect(), tab.getBoundingClientRect()]
    // Where the row fades out, a tab can hardly be read.
    const fade = Number.parseFloat(getComputedStyle(row).scrollPaddingInlineStart) || 0
    const [past, short] = [right - (box.right - fade), box.left + fade - left]
    if (past > 0) row.scrollLeft += past
    else if (short > 0) row.scrollLeft -= short
    shown = tab
  }

  function stop() {
    observer.disconnect()
    row?.removeEventListener('scroll', mark)
    row = shown = null
  }

  return {
    stop,
    follow(next) {
      if (next !== row) {
        stop()
        row = next
        row?.addEventListener('scroll', mark, { passive: true })
        if (row) observer.observe(row)
      }
      if (row?.querySelector('[aria-selected="true"]') !== shown) reveal()
      mark()
    },
  }
}
