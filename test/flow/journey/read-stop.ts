/** What a screen reader is told of the focused element. */
export interface Stop {
  role: string
  name: string
  /** Its value, states and description, and the groups that it stands in, from the outermost. */
  value: string
  states: string[]
  description: string
  groups: string[]
}

/** In the page: the focused element, in whatever shadow root, by its markup. Without one: role `body`. */
export function readStop(): Stop {
  const words = (root: Node): string => {
    if (root instanceof Text) return root.data
    if (!(root instanceof Element) || root.matches('style, script, [hidden], [aria-hidden="true"]')) return ''
    const inner = root instanceof HTMLSlotElement ? root.assignedNodes() : [...(root.shadowRoot ?? root).childNodes]
    return inner.map(words).join('')
  }
  const tidy = (text: string) =>
    text
      .replaceAll(/[\u2066-\u2069]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
  const referred = (element: Element, attribute: string) => {
    const root = element.getRootNode() as ShadowRoot
    const ids = element.getAttribute(attribute)?.split(' ') ?? []
    return tidy(
      ids
        .flatMap((id) => root.getElementById(id) ?? [])
        .map(words)
        .join(' '),
    )
  }
  const nameOf = (element: Element) => {
    const labels = [...((element as HTMLInputElement).labels ?? [])].map(words).join(' ')
    const isField = element.matches('input, select, textarea')
    return (
      referred(element, 'aria-labelledby') ||
      tidy(element.getAttribute('aria-label') ?? labels) ||
      (isField ? '' : tidy(words(element)))
    )
  }
  const roles: Record<string, string> = {
    'a[href]': 'link',
    button: 'button',
    summary: 'DisclosureTriangle',
    select: 'combobox',
    'input[type=number]': 'spinbutton',
    'input[type=checkbox]': 'checkbox',
    input: 'textbox',
    'h1, h2, h3': 'heading',
  }
  const groupRoles: Record<string, string> = {
    form: 'form',
    'ul, ol': 'list',
    section: 'region',
    nav: 'navigation',
    fieldset: 'group',
    main: 'main',
  }
  const roleOf = (element: Element, table: Record<string, string>) =>
    element.getAttribute('role') ?? Object.entries(table).find(([selector]) => element.matches(selector))?.[1]

  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  if (!focused || focused === document.body)
    return { role: 'body', name: '', value: '', states: [], description: '', groups: [] }

  const groups: string[] = []
  const parentOf = (element: Element) =>
    element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host
  for (let group = parentOf(focused); group; group = parentOf(group)) {
    const role = roleOf(group, groupRoles)
    const name = referred(group, 'aria-labelledby') || group.getAttribute('aria-label')
    if (role && name) groups.unshift(`${role} “${tidy(name)}”`)
  }
  const states = ['expanded', 'invalid', 'disabled'].filter((state) => focused.getAttribute(`aria-${state}`) === 'true')
  if (focused.matches('summary')) states.push(focused.parentElement?.hasAttribute('open') ? 'expanded' : 'collapsed')
  const field = focused instanceof HTMLInputElement || focused instanceof HTMLSelectElement ? focused : undefined
  const isBox = focused.matches('[type=checkbox]')
  if (isBox) states.push(focused.matches(':checked') ? 'checked' : 'not checked')
  return {
    role: roleOf(focused, roles) ?? focused.localName,
    name: nameOf(focused),
    value: (focused instanceof HTMLSelectElement ? focused.selectedOptions[0]?.text : isBox ? '' : field?.value) ?? '',
    states,
    description: referred(focused, 'aria-describedby'),
    groups,
  }
}
