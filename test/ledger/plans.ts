import { CompiledQuery } from 'kysely'

import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'
import type { WatchedStatement } from '../setup/watched-store.ts'

/** Hold a row a day, or some: less than a page of any other table. */
const smallTables = ['days', 'day_values', 'day_channels', 'day_messages']
/**
 * These sort or group what is bounded by what it reads: the figures of days, a slice of one day's carts, and the messages that
 * wait, whose number is the answer.
 */
const sortsFewRows =
  /day_values|day_blocked|day_channels|day_messages|day_waiting|from "days"|"day" = |"oldestCreatedAt"/

/** What is wrong with the way that the database would run a statement: nothing, where it finds the rows by an index. */
export async function planFaults({ database }: SqlStore, statement: WatchedStatement): Promise<string[]> {
  return database.kind === 'sqlite' ? sqliteFaults(database, statement) : postgresFaults(database, statement)
}

/** A slice that was found by an index, and the rows that a statement brings along, are walked through as a whole. */
async function sqliteFaults({ db }: SqlStore['database'], { sql, parameters }: WatchedStatement): Promise<string[]> {
  const query = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])
  const { rows } = await db.executeQuery<{ detail: string }>(query)
  return rows
    .map(({ detail }) => detail)
    .filter((detail) => {
      // Rows of one moment would be walked through from the first one on.
      if (/created_at<\?/.test(detail)) return true
      if (/^SCAN (?!CONSTANT ROW|slice$|\(subquery-\d+\)$|line VIRTUAL TABLE)/.test(detail)) return true
      return /^USE TEMP B-TREE/.test(detail) && !sortsFewRows.test(sql)
    })
}

/** A slice of a sum, of which there are several a day; a page is smaller. SQLite tells no number, but runs the same statements. */
const maxRowsRead = 500

interface PlanNode {
  'Node Type': string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Relation Name'?: string
  Plans?: PlanNode[]
}

async function postgresFaults({ db }: SqlStore['database'], { sql, parameters }: WatchedStatement): Promise<string[]> {
  // Only what changes nothing may really run.
  const analyze = sql.startsWith('select') ? 'analyze, timing off, ' : ''
  const query = CompiledQuery.raw(`explain (${analyze}format json) ${sql}`, [...parameters])
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(query)
  const faults: string[] = []
  const visit = (node: PlanNode) => {
    const { 'Node Type': type, 'Relation Name': table = '', Plans = [] } = node
    if (type === 'Seq Scan' && !smallTables.includes(table)) faults.push(`${type} ${table}`)
    // A sort of what begins in order reads no more than its page.
    if (type === 'Sort' && !sortsFewRows.test(sql)) faults.push(type)
    const { 'Actual Rows': rows = 0, 'Actual Loops': loops = 1, 'Rows Removed by Filter': removed = 0 } = node
    if ((rows + removed) * loops > maxRowsRead) faults.push(`${type} ${table} reads ${(rows + removed) * loops} rows`)
    Plans.forEach(visit)
  }
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  if (!plan) throw new Error('PostgreSQL explains nothing')
  visit(plan)
  return faults
}
