import { countItems } from '../lib/server/shop-cart'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ cookies }) => ({ itemCount: await countItems(cookies.get('shop-cart')) })
