import { login } from './_actions/login'

interface Props {
  searchParams: Promise<{ back?: string }>
}

export default async function Login({ searchParams }: Props) {
  const { back = '/' } = await searchParams
  return (
    <main>
      <h1>Sign in</h1>
      <form action={login}>
        <label>
          E-mail <input name="email" type="email" required />
        </label>
        <input type="hidden" name="back" value={back} />
        <button type="submit">Sign in</button>
      </form>
    </main>
  )
}
