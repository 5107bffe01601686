import { Shop } from './Shop.tsx'

/** The page of the address. */
export function App() {
  return <Shop />
}
