import { Suspense } from 'react'

import { signIn } from './actions'

export default function Page({ searchParams }: PageProps<'/sign-in'>) {
  return (
    <main>
      <h1>Sign in</h1>
      <Suspense>
        <SignIn searchParams={searchParams} />
      </Suspense>
    </main>
  )
}

/** Streamed as a whole: a form without the way back would lead elsewhere. */
async function SignIn({ searchParams }: Pick<PageProps<'/sign-in'>, 'searchParams'>) {
  const { back } = await searchParams
  return (
    <form action={signIn}>
      <label>
        E-mail <input name="email" type="email" required />
      </label>
      <input type="hidden" name="back" value={String(back ?? '/')} />
      <button type="submit">Sign in</button>
    </form>
  )
}
