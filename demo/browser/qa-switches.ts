import type { Fault } from '../../src/sandbox/index.ts'
import type { Controls } from './controls.ts'
import { byId, element } from './element.ts'
import { platformTitles } from './platform-titles.ts'

/** Joins the switches of a QA page to the control routes of its visit. */
export async function wireSwitches(controls: Controls, cartId: string): Promise<void> {
  const act = async (what: string, work: () => Promise<unknown>) => {
    const result = byId('switch-result')
    try {
      await work()
      result.textContent = `${what}. Counts from the next request on.`
    } catch (error) {
      result.textContent = error instanceof Error ? error.message : String(error)
    }
  }
  const onSubmit = (id: string, submit: (data: FormData) => Promise<unknown>, what: (data: FormData) => string) => {
    byId<HTMLFormElement>(id).addEventListener('submit', (event) => {
      event.preventDefault()
      const data = new FormData(byId<HTMLFormElement>(id))
      void act(what(data), () => submit(data))
    })
  }

  onSubmit('fault', (data) => setFault(controls, data), describeFault)
  onSubmit(
    'clock',
    (data) => controls.patchWorld({ clockOffsetSeconds: Number(data.get('hours')) * 3600 }),
    () => 'The clock is set',
  )
  for (const button of document.querySelectorAll<HTMLElement>('[data-step]')) {
    const { step } = button.dataset
    button.addEventListener('click', () => {
      void act('Done', () => controls.send('POST', `/carts/${cartId}/${step}`))
    })
  }
  await fillReadings(controls, act)
  await fillVariants(controls, cartId, act)
}

type Act = (what: string, work: () => Promise<unknown>) => Promise<void>

function describeFault(data: FormData): string {
  const name = data.get('platform') as Fault['platform']
  return data.get('fault') ? `${platformTitles[name]} misbehaves as asked` : 'Every platform works'
}

function setFault(controls: Controls, data: FormData): Promise<unknown> {
  const [fault, path, delayMs] = ['fault', 'path', 'delayMs'].map((name) => String(data.get(name) ?? ''))
  if (!fault) return controls.clearFaults()
  return controls.setFault({
    platform: data.get('platform') as Fault['platform'],
    fault: fault as Fault['fault'],
    ...(path && { path }),
    ...(delayMs && { delayMs: Number(delayMs) }),
  })
}

async function fillReadings(controls: Controls, act: Act): Promise<void> {
  const readings = await controls.send<Record<string, string>>('GET', '/readings')
  for (const select of byId('readings').querySelectorAll('select')) {
    select.value = readings[select.name] ?? select.value
    select.addEventListener('change', () => {
      void act('Read differently', () => controls.send('PATCH', '/readings', { [select.name]: select.value }))
    })
  }
}

/** A row per line of the cart that is in the catalogue, with its stock and its price. */
async function fillVariants(controls: Controls, cartId: string, act: Act): Promise<void> {
  const { carts, variants } = await controls.world()
  const lines = carts.find(({ id }) => id === cartId)?.lines ?? []
  const rows = lines.slice(0, 20).flatMap(({ productId, variantId }) => {
    const variant = variants.find((candidate) => candidate.variantId === variantId && candidate.productId === productId)
    if (!variant) return []
    const { name = variantId, stock, price } = variant
    const field = (key: 'stock' | 'price', value: unknown, step: string) => {
      const label = `${key === 'stock' ? 'Stock' : 'Price'} of ${name}`
      const input = element('input', {
        type: 'number',
        min: '0',
        step,
        'aria-label': label,
        value: String(value ?? ''),
      })
      input.addEventListener('change', () => {
        const patch = { variants: [{ productId, variantId, [key]: Number(input.value) }] }
        void act(`${label}: ${input.value}`, () => controls.patchWorld(patch))
      })
      return element('td', {}, input)
    }
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      field('stock', stock, '1'),
      field('price', price, '0.01'),
    )
  })
  byId('variants')
    .querySelector('tbody')
    ?.replaceChildren(...rows)
  byId('variants').hidden = rows.length === 0
}
