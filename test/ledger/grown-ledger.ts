import { type Compilable, sql } from 'kysely'

import type { SqlStore } from '../../src/proxy/stores/sql/sql-store.ts'

const dayMs = 24 * 60 * 60 * 1000
/** The newest come at one moment, as where a clock stands still: more of them than a page may read. */
const sameMoment = 2000

/**
 * Fills every table of a ledger, without a loop: so many carts over 90 days, most of which were left and some ordered straight
 * away, with their messages; a fifth of them also with choices, transfers, events and jobs. A hundredth of it has reached its end.
 */
export async function growLedger({ database }: SqlStore, carts: number, now: number): Promise<void> {
  const { db, kind } = database
  const text = (expression: string) => (kind === 'sqlite' ? expression : `(${expression})::text`)
  const start = now - 90 * dayMs
  const spread = carts - sameMoment
  const nth = `case when n > ${spread} then ${spread} else n end`
  const at = `(${start} + cast(${nth} as bigint) * ${Math.floor((90 * dayMs) / carts)})`
  const end = `case when n % 100 = 0 then ${now - 1} else ${at} + ${90 * dayMs} end`
  const platform = `case when n % 3 = 0 then 'tjar' else 'bigcommerce' end`
  const status = `case n % 10 when 0 then 'recovered' when 1 then 'closed' when 2 then 'checked-out' when 3 then 'opened' else 'abandoned' end`
  const fate = `case n % 8 when 0 then 'failed' when 1 then 'withheld' when 2 then 'cancelled' when 3 then 'unconfirmed' else 'sent' end`
  const id = text(`'cart-' || n`)
  await run([
    into('carts', {
      ...{ store: `'shop'`, id, revision: `'r'`, platform, sealed: `''`, status, expires_at: end },
      ...{
        is_listed: 'case when n % 4 = 3 then 0 else 1 end',
        day: `${at} / ${dayMs}`,
        created_at: at,
        changed_at: at,
      },
      ...{ abandonment_count: '1', is_elsewhere: '0', platform_messages: '0', sent_messages: '1', looked_at: at },
      ...{ total_amount: '1000', total_currency: `'EUR'`, abandoned_at: at },
      opened_at: `case when n % 10 in (0, 2, 3) then ${at} else null end`,
      checked_out_at: `case when n % 10 in (0, 2) then ${at} else null end`,
      ordered_at: `case when n % 10 = 0 then ${at} else null end`,
      ...{ first_item: `'Mug'`, item_count: '1', search_text: text(`'ceramic mug ' || n % 40`), came_by: `'whatsapp'` },
      closed_at: `case when n % 10 = 1 then ${at} else null end`,
    }),
    into(
      'blocked_lines',
      {
        ...{
          store: `'shop'`,
          cart_id: id,
          position: '0',
          day: `${at} / ${dayMs}`,
          amount: '500',
          currency: `'EUR'`,
          name: `'Mug'`,
        },
        variant: text(`'variant-' || n % 300`),
      },
      `n % 10 = 3`,
    ),
    into('messages', {
      ...{ store: `'shop'`, id: text(`'message-' || n`), revision: `'r'`, cart_id: id, kind: `'report'` },
      ...{ platform: `'buzzbip'`, cart_platform: platform, message_channel: `'whatsapp'`, is_sending: '0' },
      status: `case when n % 200 = 1 then 'pending' else ${fate} end`,
      is_listed: 'case when n % 5 = 2 then 0 else 1 end',
      ...{ attempts: '1', created_at: at, updated_at: at, expires_at: end },
      // Waits for its next attempt.
      due_at: `case when n % 200 = 1 then ${now + dayMs} else null end`,
    }),
    into('subscriptions', {
      ...{ store: `'shop'`, id: text(`'subscription-' || n`), revision: `'r'`, cart_id: id, platform, sealed: `''` },
      status: `case when n % 3 = 0 then 'waiting' else 'told' end`,
      ...{ attempts: '0', created_at: at, expires_at: end },
      // Their stock is read tomorrow.
      due_at: `case when n % 3 = 0 then ${now + dayMs} else null end`,
      ...{ variant: text(`'variant-' || n % 300`), name: `'Mug'` },
    }),
    into(
      'consents',
      {
        ...{ store: `'shop'`, key: text(`'key-' || n`), message_channel: `'whatsapp'`, source: `'widget'` },
        ...{ granted: 'n % 2', at, expires_at: end },
        refusal_day: `case when n % 2 = 0 then ${at} / ${dayMs} else null end`,
      },
      'n % 5 = 1',
    ),
    into(
      'transfers',
      {
        ...{ store: `'shop'`, destination: text(`'to-' || n`), source: id, sealed: `''`, at, expires_at: end },
      },
      'n % 5 = 1',
    ),
    into('events', { store: `'shop'`, id: text(`'event-' || n`), at, expires_at: end }, 'n % 5 = 1'),
    into(
      'jobs',
      {
        ...{ store: `'shop'`, id: text(`'job-' || n`), revision: `'r'`, kind: `'delete-cart'` },
        ...{ platform: `'bigcommerce'`, sealed: `''`, attempts: '0', created_at: at, expires_at: end },
        due_at: `case when n % 100 = 6 then ${now + dayMs} else null end`,
      },
      'n % 5 = 1',
    ),
    into(
      'days',
      {
        ...{
          store: `'shop'`,
          day: `${Math.floor(now / dayMs)} - n`,
          changes: '1',
          counted: '0',
          expires_at: `${now + dayMs}`,
        },
        ...{
          sent: '0',
          opened: '0',
          checked_out: '0',
          ordered: '0',
          recovered: '0',
          ordered_without_link: '0',
          carts: '0',
          ...{ open: '0', refusals: '0' },
        },
      },
      'n < 91',
    ),
  ])
  if (kind === 'postgres') await sql`analyze`.execute(db)

  function into(table: string, columns: Record<string, string>, where = '1 = 1') {
    return sql.raw(`
      with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${carts})
      insert into ${table} (${Object.keys(columns).join(', ')})
      select ${Object.values(columns).join(', ')} from numbers where ${where}`)
  }
  async function run(statements: ReturnType<typeof into>[]) {
    for (const statement of statements) {
      await database.batch([{ compile: () => statement.compile(db) } as Compilable])
    }
  }
}
