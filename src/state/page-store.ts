import {
  createCartClient,
  createRecoveryClient,
  forgetHandle,
  isCheckoutUrl,
  keepHandle,
  type Link,
  type RecoveryClientOptions,
  readHandle,
  readMark,
} from '../client/index.ts'
import type { RecoveryStoreOptions } from './cart-session.ts'
import type { DeferredActions } from './deferred.ts'
import { createRecoveryStore, createStore, type RecoveryStore } from './recovery-store.ts'

type PageOptions = RecoveryClientOptions & { backInStock?: boolean | undefined }

/** The store of a page: its cart survives a reload of the tab, and only addresses that a browser may go to are taken. */
export function createPageStore(options: PageOptions, adopt?: RecoveryStoreOptions['adopt']): RecoveryStore {
  return createRecoveryStore(createRecoveryClient(options), toStoreOptions(options, adopt))
}

/** What a frame loads after the first paint, as far as its store needs it. */
export interface FramePart {
  actions: DeferredActions
  adopt: NonNullable<RecoveryStoreOptions['adopt']>
}

/** The same for a frame, which loads what follows a tap together with its own. */
export function createFrameStore(options: PageOptions, load: () => Promise<FramePart | undefined>): RecoveryStore {
  const adopt = async (code: string) => (await load())?.adopt(code)
  return createStore(createCartClient(options), toStoreOptions(options, adopt), async () => (await load())?.actions)
}

function toStoreOptions(options: PageOptions, adopt: RecoveryStoreOptions['adopt']): RecoveryStoreOptions {
  return {
    keep: (kept) => keepHandle(window, kept),
    forget: () => forgetHandle(window),
    notifies: () => options.backInStock === true,
    adopt,
    acceptsCheckoutUrl: (url) => isCheckoutUrl(url, location.href),
  }
}

/**
 * Opens the cart of a link, or else the one that this tab had open before a reload. `running` is the link's first
 * request, where an earlier script already sent it.
 */
export function openPage(store: RecoveryStore, link?: Link, running?: Promise<Response>): void {
  if (link === 'malformed') store.fail('invalid-link')
  else if (link) store.recover(link, running)
  else if (store.$recovery.get().status === 'idle') resume(store)
}

function resume(store: RecoveryStore) {
  const kept = readHandle(window)
  const mark = readMark(window)
  // The last link opens, even where its cart did not and another one was kept before.
  if (typeof mark === 'string' && mark !== kept?.opened) store.recover({ opened: mark })
  else if (kept) store.resume(kept)
  else if (mark) store.fail('link-needed')
}
