/** In the page: are these words in the widget, in whatever shadow root? What is said aloud only is not enough. */
export function isSaid(wanted: string): boolean {
  const read = (root: Node): string =>
    [...root.childNodes]
      .map((node) => {
        if (node instanceof Text) return node.data
        if (!(node instanceof Element) || node.matches('style')) return ''
        return node.matches('.visually-hidden') ? '' : read(node.shadowRoot ?? node)
      })
      .join(' ')
  const text = read(document.querySelector('cart-recovery')?.shadowRoot ?? document.createElement('p'))
  return text.replaceAll(/\s+/g, ' ').includes(wanted)
}
