/** Registers an element whose script few shoppers need. Where that is lost, the page goes on without it. */
export async function loadElement(tag: string, load: () => Promise<CustomElementConstructor>): Promise<void> {
  const element = customElements.get(tag) ? undefined : await load().catch(() => undefined)
  if (element && !customElements.get(tag)) customElements.define(tag, element)
}
