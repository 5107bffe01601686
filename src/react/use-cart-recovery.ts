'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { consumeLink } from '../client/index.ts'
import {
  createPageStore,
  type LineView,
  openPage,
  type Recovery,
  type RecoveryStore,
  type Summary,
} from '../state/index.ts'

export interface UseCartRecoveryOptions {
  /** Path or URL of the proxy. @default '/cart-recovery' */
  endpoint?: string
  /** The query parameter that holds the link's token. @default 't' */
  tokenParam?: string
}

/** The cart of this page, for a shop that draws it by itself. */
export interface CartRecoveryState {
  /** `idle` on the server, and on a page without a link. */
  recovery: Recovery
  lines: readonly LineView[]
  /** Undefined while there is no cart. */
  summary: Summary | undefined
  /** Every action: `setQuantity`, `checkout`, `restore`, `undo`, `retry` and what they change. */
  store: RecoveryStore
}

/**
 * Takes the link out of the page's address and opens its cart. One component of a page calls it, and hands on what others need.
 * Nothing is drawn, so neither Lit nor a sentence is loaded.
 *
 * @example
 * const { lines, summary, store } = useCartRecovery({ endpoint: '/api/cart-recovery' })
 * const url = await store.checkout()
 * if (url) location.assign(url)
 */
export function useCartRecovery({
  endpoint = '/cart-recovery',
  tokenParam,
}: UseCartRecoveryOptions = {}): CartRecoveryState {
  const [store] = useState(() => createPageStore({ endpoint }))
  useEffect(() => {
    openPage(store, consumeLink(window, tokenParam))
    // The page may be back from the browser's back/forward cache, perhaps from the checkout.
    const revalidate = ({ persisted }: PageTransitionEvent) => {
      if (persisted) store.revalidate()
    }
    addEventListener('pageshow', revalidate)
    return () => removeEventListener('pageshow', revalidate)
  }, [store, tokenParam])
  return {
    recovery: useStore(store.$recovery),
    lines: useStore(store.$lines),
    summary: useStore(store.$summary),
    store,
  }
}

function useStore<Value>($store: { get(): Value; listen(listener: () => void): () => void }): Value {
  return useSyncExternalStore(
    (listener) => $store.listen(listener),
    () => $store.get(),
    () => $store.get(),
  )
}
