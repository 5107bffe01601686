import type { Call } from '../../src/sandbox/index.ts'
import type { Controls } from './controls.ts'
import { byId, element } from './element.ts'
import { titleOf } from './platform-titles.ts'

const everyMs = 500
/** Older rows are removed; the counts include them. */
const maxRows = 300

/** Shows a sandbox's calls as they come, in `#ledger`, `#reads` and `#writes`. */
export function startLedger(controls: Controls): { refresh(): Promise<Call[]> } {
  const list = byId('ledger')
  const box = list.parentElement
  let rendered = 0

  async function refresh(): Promise<Call[]> {
    const calls = await controls.calls()
    if (calls.length < rendered) {
      list.replaceChildren()
      rendered = 0
    }
    if (calls.length > rendered) {
      list.append(...calls.slice(Math.max(rendered, calls.length - maxRows)).map(row))
      while (list.childElementCount > maxRows) list.firstElementChild?.remove()
      rendered = calls.length
      box?.scrollTo({ top: box.scrollHeight })
    }
    const writes = calls.filter(({ write }) => write).length
    byId('reads').textContent = String(calls.length - writes)
    byId('writes').textContent = String(writes)
    byId('writes').parentElement?.classList.toggle('any', writes > 0)
    byId('ledger-empty').hidden = calls.length > 0
    return calls
  }

  async function poll() {
    // A stopped server may come back, so a failed poll is ignored.
    if (!document.hidden) await refresh().catch(() => {})
    setTimeout(poll, everyMs)
  }
  void poll()
  return { refresh }
}

function row({ platform, method, path, status, write }: Call): HTMLElement {
  const known = status > 0 && status < 400
  return element(
    'li',
    { class: write ? 'new write' : 'new' },
    element('span', { class: 'method' }, method),
    element(
      'span',
      { class: 'call', title: `${titleOf(platform)} ${path}` },
      element('span', { class: `platform ${platform}` }, titleOf(platform)),
      ' ',
      element('span', { class: 'path' }, shorten(decode(path))),
    ),
    element('span', { class: known ? 'status' : 'status bad' }, status ? String(status) : '—'),
    element('span', { class: 'kind' }, write ? 'write' : 'read'),
  )
}

/** Leaves out what is the same in every path: the store's id. */
function shorten(path: string): string {
  return path.replace(/^\/stores\/[^/]+/, '').replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '…')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
