import { auth, updateSession } from '~/auth'

export async function getCartId(): Promise<string | undefined> {
  return (await auth()).cartId
}

export async function setCartId(cartId: string): Promise<void> {
  await updateSession({ cartId })
}
