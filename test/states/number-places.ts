/** A part of a sentence, and where it is drawn. */
export interface Place {
  text: string
  left: number
  top: number
}

/** In the page: a name and the numbers in the widget's headline, in the order of its text, with the places where they are drawn. */
export function numberPlaces(name: string): Place[] {
  const texts = (root: Node): Text[] =>
    [...root.childNodes].flatMap((node) => {
      if (node instanceof Text) return [node]
      return node instanceof Element ? texts(node.shadowRoot ?? node) : []
    })
  const status = document.querySelector('cart-recovery')?.shadowRoot?.querySelector('cart-recovery-status')?.shadowRoot
  const sentence = status?.querySelector('[part=status] p')
  return (sentence ? texts(sentence) : []).flatMap((node) =>
    [...node.data.matchAll(new RegExp(`${name}|\\p{Nd}+(?:[.,٫٬]\\p{Nd}+)*`, 'gu'))].map(({ 0: text, index }) => {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + text.length)
      const { left, top } = range.getBoundingClientRect()
      return { text, left, top }
    }),
  )
}
