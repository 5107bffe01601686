import { maxSlice, startOf } from '../stored.ts'
import { yieldToRequests } from '../yield.ts'

/** A row's place in the order of `created_at` and `id`. */
export interface Moment {
  at: number
  id: string
}

/** The rows that were made on one day, slice by slice, with time for requests in between. `read` gives the first `maxSlice` after a moment. */
export async function* slicesOfDay<Row extends { created_at: number; id: string }>(
  day: number,
  read: (after: Moment) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let last: Moment | undefined = { at: startOf(day), id: '' }; last; ) {
    const ofDay: Row[] = (await read(last)).filter(({ created_at }) => created_at < startOf(day + 1))
    yield ofDay
    const end = ofDay.at(-1)
    last = ofDay.length < maxSlice || !end ? undefined : { at: end.created_at, id: end.id }
    await yieldToRequests()
  }
}
