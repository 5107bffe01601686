import { createControls } from './controls.ts'
import { byId } from './element.ts'
import { startLedger } from './ledger.ts'
import { createPhone } from './phone.ts'
import { scan } from './scanners.ts'
import { tapFiftyTimes } from './taps.ts'

const controls = createControls('/sandbox')
const ledger = startLedger(controls)
const phone = createPhone()
const buttons = ['scan', 'tap', 'leave', 'reset'].map((id) => byId<HTMLButtonElement>(id))

async function readMail() {
  const messages = await controls.messages()
  phone.show(messages)
  return messages.flatMap(({ link }) => link ?? [])
}

/** Runs one experiment; every button is disabled meanwhile. */
async function run(output: HTMLElement, experiment: (say: (text: string) => void) => Promise<void>) {
  for (const button of buttons) button.disabled = true
  try {
    await experiment((text) => {
      output.textContent = text
    })
  } catch (error) {
    output.textContent = `That did not work: ${error instanceof Error ? error.message : error}`
  }
  for (const button of buttons) button.disabled = false
}

byId('scan').addEventListener('click', () => {
  void run(byId('scan-result'), async (say) => {
    const [link] = await readMail()
    if (!link) return say('There is no message to open.')
    await controls.clearCalls()
    await scan(link, (done) => done % 20 === 0 && say(`${done} scanners opened the link…`))
    const writes = (await ledger.refresh()).filter(({ write }) => write).length
    say(`1,000 scanners opened the link. Writes: ${writes}.`)
  })
})

byId('tap').addEventListener('click', () => {
  void run(byId('tap-result'), async (say) => {
    const links = await readMail()
    await controls.clearCalls()
    const { before, after, finished, delayed } = await tapFiftyTimes(links, (done) => say(`${done} taps…`))
    await ledger.refresh()
    const same = before.join() === after.join()
    const waits = delayed ? ` ${delayed} were asked to wait: the platform’s quota was used up.` : ''
    say(
      `50 taps, ${finished} checkout links.${waits} Quantities before: ${before.join(', ')}; ` +
        `after: ${after.join(', ')}. ${same ? 'The same.' : 'They differ.'}`,
    )
  })
})

byId('leave').addEventListener('click', () => {
  void run(byId('leave-result'), async (say) => {
    const written = async () => (await controls.messages()).filter(({ channel }) => channel === 'whatsapp').length
    const before = await written()
    const cart = (await controls.world()).carts.find(({ name }) => name === 'hero')
    if (!cart || !['active', 'abandoned'].includes(cart.status))
      return say('Mara’s cart was ordered. Start over first.')
    await controls.send('POST', `/carts/${cart.id}/abandon`)
    for (let tries = 0; tries < 20 && (await written()) === before; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    await readMail()
    const sent = (await written()) - before
    // A message that arrives brings the phone back to its inbox, whatever it showed.
    if (sent > 0) phone.turnToInbox()
    say(sent > 0 ? 'Buzzbip was told once, and wrote to Mara.' : 'Told already: nobody writes twice about one cart.')
  })
})

byId('reset').addEventListener('click', () => {
  void run(byId('scan-result'), async (say) => {
    await controls.reset()
    say('')
    byId('tap-result').textContent = ''
    byId('leave-result').textContent = ''
    phone.turnToInbox()
    await readMail()
    await ledger.refresh()
  })
})

void readMail()
setInterval(() => void (document.hidden || readMail().catch(() => {})), 3000)
