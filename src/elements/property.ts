import type { LitElement, PropertyDeclaration } from 'lit'

/**
 * Declares a field of an element as one of Lit's reactive properties. Lit's own decorator also knows the decorators of the
 * standard, which no field here uses, and is 0.2 KB of the first load.
 */
export function property(options?: PropertyDeclaration): (element: LitElement, name: string) => void {
  return (element, name) => (element.constructor as typeof LitElement).createProperty(name, options)
}

/** Declares a field that renders the element anew and is no part of what a page can set. */
export function state(): (element: LitElement, name: string) => void {
  return property({ state: true, attribute: false })
}
