'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { adoptInShop, consumeLink } from '../client/index.ts'
import {
  createPageStore,
  type LineView,
  openPage,
  type Recovery,
  type RecoveryStore,
  type Summary,
} from '../state/index.ts'
import { useBrowserEffect } from './browser-effect.ts'

export interface UseCartRecoveryOptions {
  /** Path or URL of the proxy. @default '/cart-recovery' */
  endpoint?: string
  /** The query parameter that holds the link's token. @default 't' */
  tokenParam?: string
  /** The shop's own route that makes the cart its own: see docs/hand-the-cart-over.md. Read once. */
  adoptUrl?: string
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
  adoptUrl,
}: UseCartRecoveryOptions = {}): CartRecoveryState {
  const [store] = useState(() => createPageStore({ endpoint }, toAdopt(adoptUrl)))
  // After every render, because a router may bring another link to a page that stays.
  useBrowserEffect(() => openLink(store, tokenParam))
  useEffect(() => {
    openPage(store)
    const open = () => openLink(store, tokenParam)
    // The page may be back from the browser's back/forward cache, perhaps from the checkout.
    const revalidate = ({ persisted }: PageTransitionEvent) => {
      if (persisted) store.revalidate()
    }
    addEventListener('popstate', open)
    addEventListener('pageshow', revalidate)
    return () => {
      removeEventListener('popstate', open)
      removeEventListener('pageshow', revalidate)
    }
  }, [store, tokenParam])
  return {
    recovery: useStore(store.$recovery),
    lines: useStore(store.$lines),
    summary: useStore(store.$summary),
    store,
  }
}

function openLink(store: RecoveryStore, tokenParam: string | undefined): void {
  const link = consumeLink(window, tokenParam)
  if (link) openPage(store, link)
}

const toAdopt = (adoptUrl: string | undefined) =>
  adoptUrl === undefined ? undefined : (code: string) => adoptInShop(adoptUrl, code)

function useStore<Value>($store: { get(): Value; listen(listener: () => void): () => void }): Value {
  return useSyncExternalStore(
    (listener) => $store.listen(listener),
    () => $store.get(),
    () => $store.get(),
  )
}
